"""Nothing can be typed that these tests do not know, and what has a form takes no other."""

from typing import Any

import pytest
from django import forms
from pytest_django import Settings

from customkeeps.accounts.forms import StaffLoginForm
from customkeeps.accounts.models import User
from customkeeps.backoffice.refund_page import RefundForm
from customkeeps.staff.views import CodeForm
from tests.clients import ShopClient
from tests.payloads import PAYLOADS, SHORT
from tests.payloads.html import Bones
from tests.payloads.typed import CHECKED, FATES, is_text, typed_by_staff, typed_in_requests

pytestmark = pytest.mark.django_db

PAGES: dict[str, type[forms.BaseForm]] = {
    "staff refund": RefundForm,
    "staff log-in": StaffLoginForm,
    "staff second factor": CodeForm,
}
REGISTRATION = {"username": "ana", "email": "ana@example.com", "password": "keep-it-custom-42"}
ADDRESS = {"name": "Ana", "line1": "1 Main", "city": "Makati", "postal_code": "1226"}
BODIES: dict[str, tuple[str, dict[str, Any]]] = {
    "/api/register/ username": ("/api/register/", REGISTRATION),
    "/api/cart/ price": ("/api/cart/", {"product_name": "T-Shirt"}),
    "/api/cart/ design_image_url": ("/api/cart/", {"product_name": "T-Shirt"}),
    "/api/checkout/pay/ amount": ("/api/checkout/pay/", {}),
    "/api/preview_coupon/ cart_total": ("/api/preview_coupon/", {"coupon_code": "SAVE10"}),
    **{
        f"/api/user/addresses/ {field}": ("/api/user/addresses/", ADDRESS)
        for field in ("postal_code", "country", "phone")
    },
}
# The same form once more; what is left to give back is compared with what was shown.
ELSEWHERE = {
    "/api/designs/ file",
    "/api/user/addresses/{address_id}/ postal_code",
    "/api/user/addresses/{address_id}/ country",
    "/api/user/addresses/{address_id}/ phone",
    "staff refund left",
}


def test_at_least_thirty_that_are_really_different() -> None:
    assert len({each.text for each in PAYLOADS}) == len(PAYLOADS) >= 30
    assert len({each.context for each in PAYLOADS}) >= 10
    assert SHORT in {each.text for each in PAYLOADS}


def test_every_string_that_can_be_typed_has_its_fate(petra: User) -> None:
    """A new field is added to FATES and, when it is shown, to `shop.py` and `payloads.spec.ts`."""
    pages = {
        f"{page} {name}"
        for page, form in PAGES.items()
        for name, field in form.base_fields.items()
        if is_text(field)
    }
    staff = {name for name, _form in typed_by_staff(petra)}
    assert set(typed_in_requests()) | staff | pages == set(FATES)


def test_what_has_a_form_takes_no_payload(
    as_alice: ShopClient, tshirt: object, settings: Settings
) -> None:
    settings.RATE_LIMIT_SCALE = 1000
    for name, (path, body) in BODIES.items():
        field = name.split(" ")[1]
        for payload in PAYLOADS:
            answer = as_alice.post(path, body | {field: payload.text})
            assert answer.status_code == 400, (name, payload)
            assert b"ran()" not in answer.content, (name, payload)


def test_what_has_a_form_takes_no_payload_of_staff_either(petra: User) -> None:
    checked = {name for name, fate in FATES.items() if fate == CHECKED}
    tried = set(BODIES) | ELSEWHERE
    for name, form in typed_by_staff(petra):
        if name not in checked:
            continue
        field = name.rpartition(" ")[2]
        for payload in PAYLOADS:
            assert field in form(data={field: payload.text}).errors, (name, payload)
        tried.add(name)
    assert tried == checked


@pytest.mark.parametrize(
    ("context", "careless"),
    [
        ("html", "<p>{}</p>"),
        ("outside", "<p>{}</p>"),
        ("alpine", "<p>{}</p>"),
        ("alpine-attribute", '<p title="{}">x</p>'),
        ("double", '<p title="{}">x</p>'),
        ("single", "<p title='{}'>x</p>"),
        ("unquoted", "<img src={}>"),
        ("comment", "<!-- {} -->"),
        ("textarea", "<textarea>{}</textarea>"),
        ("json", '<script type="application/json">{{"a": "{}"}}</script>'),
    ],
)
def test_a_careless_page_would_be_noticed(context: str, careless: str) -> None:
    """The control of what compares pages by their bones."""
    plain = Bones(careless.format("words")).parts
    for payload in PAYLOADS:
        if payload.context == context:
            assert Bones(careless.format(payload.text)).parts != plain, payload
