"""Every page of the staff's admin: that it opens, for whom, and with how many statements."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.test import Client
from django.utils import timezone
from time_machine import travel

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from tests.backoffice.conftest import Colleague, browser_of
from tests.backoffice.everything import make_everything
from tests.factories import make_cart_item, make_design, make_order
from tests.statements import statements_of

PAGES = (
    "accounts/user",
    "auth/group",
    "cart/cartitem",
    "catalog/bulktier",
    "catalog/category",
    "catalog/product",
    "coupons/coupon",
    "designs/design",
    "emails/outboxmail",
    "orders/order",
    "payments/payment",
    "payments/strayintent",
    "payments/stripeevent",
)
LOOKED_AT_ONLY = (
    "cart/cartitem",
    "designs/design",
    "emails/outboxmail",
    "orders/order",
    "payments/payment",
    "payments/strayintent",
    "payments/stripeevent",
)
WITH_A_HISTORY = ("catalog/bulktier", "catalog/product", "coupons/coupon", "orders/order")
EACH_PAGE = pytest.mark.parametrize("page", PAGES)
EACH_LOOKED_AT = pytest.mark.parametrize("page", LOOKED_AT_ONLY)


def addresses(rows: dict[str, Any]) -> dict[str, str]:
    """Home, and of each model the list, the row's page and its history."""
    found = {"home": "/admin/"}
    for page in PAGES:
        found[f"{page}, list"] = f"/admin/{page}/"
        found[f"{page}, one"] = f"/admin/{page}/{quote(rows[page].pk)}/change/"
    for page in WITH_A_HISTORY:
        found[f"{page}, history"] = f"/admin/{page}/{quote(rows[page].pk)}/history/"
    return found


def statements_by_page(browser: Client, pages: dict[str, str]) -> dict[str, int]:
    counted = {}
    for name, address in pages.items():
        # The process remembers content types; the first visit to a page would look them up.
        assert browser.get(address).status_code == 200, name
        counted[name] = len(statements_of(lambda address=address: browser.get(address)))
    return counted


def pictures_in(page: str) -> list[str]:
    return [unescape(source) for source in re.findall(r'<img src="([^"]+)"', page)]


def right(page: str, name: str) -> str:
    app, model = page.split("/")
    return f"{app}.{name}_{model}"


def test_every_registered_model_is_tested_here() -> None:
    registered = {
        f"{model._meta.app_label}/{model._meta.model_name}" for model in admin.site._registry
    }
    assert registered == set(PAGES)


def test_statements_do_not_grow_with_the_rows(staff: Client) -> None:
    # A session that is in use is written again from time to time: not in between.
    with travel(timezone.now(), tick=False):
        one = statements_by_page(staff, addresses(make_everything(1)))
        many = statements_by_page(staff, addresses(make_everything(3, first=1)))
    assert many == one
    # One of them is the door's: whether there is a second factor to ask for.
    assert max(many.values()) <= 17


def test_home_shows_the_rows_it_is_about(staff: Client) -> None:
    """Else the statements above would be those of an empty page."""
    rows = make_everything(3)
    home = staff.get("/admin/").content.decode()
    assert rows["orders/order"].order_id in home
    assert "Mug 2 Black" in home


@EACH_PAGE
def test_nobody_sees_a_page_without_logging_in(client: Client, db: None, page: str) -> None:
    answer = client.get(f"/admin/{page}/")
    assert (answer.status_code, answer.url) == (302, f"/admin/login/?next=/admin/{page}/")


def test_a_forgotten_slash_is_forgiven(staff: Client) -> None:
    assert staff.get("/admin", follow=True).redirect_chain == [("/admin/", 302)]


@EACH_PAGE
def test_shoppers_are_sent_to_the_log_in(alice: User, page: str) -> None:
    assert browser_of(alice).get(f"/admin/{page}/").status_code == 302


@EACH_PAGE
def test_staff_without_the_right_are_refused(colleague: Colleague, page: str) -> None:
    rows = make_everything(1)
    browser = colleague()
    asked = [f"/admin/{page}/", f"/admin/{page}/{quote(rows[page].pk)}/change/"]
    assert [browser.get(address).status_code for address in asked] == [403, 403]


@EACH_PAGE
def test_staff_with_the_right_to_look_can_only_look(colleague: Colleague, page: str) -> None:
    rows = make_everything(1)
    browser, one = colleague(right(page, "view")), f"/admin/{page}/{quote(rows[page].pk)}"
    assert browser.get(f"/admin/{page}/").status_code == 200
    assert browser.get(f"{one}/change/").status_code == 200
    asked = [f"/admin/{page}/add/", f"{one}/change/", f"{one}/delete/"]
    assert [browser.post(address, {"post": "yes"}).status_code for address in asked] == [403] * 3


@EACH_LOOKED_AT
def test_what_the_shop_writes_nobody_adds_changes_or_deletes(staff: Client, page: str) -> None:
    rows = make_everything(1)
    one = f"/admin/{page}/{quote(rows[page].pk)}"
    asked = [f"/admin/{page}/add/", f"{one}/change/", f"{one}/delete/"]
    assert [staff.post(address, {"post": "yes"}).status_code for address in asked] == [403] * 3
    delete = {"action": "delete_selected", "_selected_action": [rows[page].pk], "post": "yes"}
    staff.post(f"/admin/{page}/", delete)
    assert type(rows[page]).objects.filter(pk=rows[page].pk).exists()


def test_everyone_is_shown_what_they_may_open(colleague: Colleague) -> None:
    order = make_everything(1)["orders/order"]
    page = colleague("catalog.view_product").get("/admin/").content.decode()
    assert "/admin/catalog/product/" in page
    assert "/admin/orders/order/" not in page
    assert order.order_id not in page
    assert "Paid today" not in page


@pytest.mark.parametrize("query", ["?q=%00", "?q=%ff", "?o=99", "?p=99", "?status__exact=nothing"])
def test_odd_queries_are_answered(staff: Client, query: str) -> None:
    make_everything(1)
    assert staff.get(f"/admin/orders/order/{query}", follow=True).status_code == 200


def test_an_unknown_row_leads_home_with_a_word(staff: Client) -> None:
    for page in PAGES:
        assert staff.get(f"/admin/{page}/{10**30}/change/").status_code == 302


def test_carts_and_orders_show_design_and_product(
    staff: Client, alice: User, tshirt: Product
) -> None:
    design = make_design(alice)
    item = make_cart_item(alice, tshirt, base_color="Black", design=design)
    order = make_order(alice)
    for page in (f"cart/cartitem/{item.pk}/change/", f"orders/order/{order.pk}/change/"):
        shown = pictures_in(staff.get(f"/admin/{page}").content.decode())
        assert len(shown) == 2
        assert shown[1] == "/media/products/t-shirt-black-480.webp"
        picture = staff.get(shown[0])
        assert (picture["Content-Type"], picture.getvalue()[:4]) == ("image/webp", b"RIFF")
    for page in ("cart/cartitem/", "orders/order/", ""):
        shown = pictures_in(staff.get(f"/admin/{page}").content.decode())
        assert shown[0].startswith(f"/api/designs/{design.pk}/picture/?size=thumbnail&")
