"""Staff see the designs with their pictures, and change nothing."""

import re
from html import unescape

import pytest
from django.test import Client

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


def test_nothing_can_be_changed(staff: Client, alice: User) -> None:
    design = accept_picture(user=alice, data_url=data_url(file_of(plain())))
    page = f"/admin/designs/design/{design.pk}"
    statuses = [
        staff.get("/admin/designs/design/add/").status_code,
        staff.post(f"{page}/change/", {}).status_code,
        staff.post(f"{page}/delete/", {"post": "yes"}).status_code,
    ]
    assert statuses == [403, 403, 403]
