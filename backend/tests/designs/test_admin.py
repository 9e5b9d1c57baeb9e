"""Staff see the designs with their pictures, and change nothing."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.designs.actions import accept_picture
from tests.designs.samples import file_of, plain
from tests.factories import data_url


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("petra", "petra@example.com", "x"))
    return client


def test_list_and_page_show_the_thumbnail(staff: Client, alice: User) -> None:
    design = accept_picture(user=alice, data_url=data_url(file_of(plain())))
    for page in ("/admin/designs/design/", f"/admin/designs/design/{design.pk}/change/"):
        found = re.search(r'<img src="(/api/designs/[^"]+)"', staff.get(page).content.decode())
        assert found is not None
        picture = staff.get(unescape(found[1]))
        assert picture.getvalue() != b""
        assert picture["Content-Type"] == "image/webp"


def test_the_link_on_a_page_of_staff_expires_too(staff: Client, alice: User) -> None:
    design = accept_picture(user=alice, data_url=data_url(file_of(plain())))
    with time_machine.travel(timezone.now() - timedelta(minutes=21)):
        page = staff.get(f"/admin/designs/design/{design.pk}/change/").content.decode()
    found = re.search(r'<img src="(/api/designs/[^"]+)"', page)
    assert found is not None
    assert staff.get(unescape(found[1])).status_code == 404


def test_nothing_can_be_changed(staff: Client, alice: User) -> None:
    design = accept_picture(user=alice, data_url=data_url(file_of(plain())))
    page = f"/admin/designs/design/{design.pk}"
    statuses = [
        staff.get("/admin/designs/design/add/").status_code,
        staff.post(f"{page}/change/", {}).status_code,
        staff.post(f"{page}/delete/", {"post": "yes"}).status_code,
    ]
    assert statuses == [403, 403, 403]
