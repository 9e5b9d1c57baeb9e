"""Which strings people can type, as the API's schema and the admin's forms say, and their fate.

`SHOWN`: kept as typed and shown. `CHECKED`: only what has a narrow form is taken. `CHOSEN`: has to
be the name, code or number of something there is. `SECRET`: compared or hashed, never shown.
"""

import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User as AnyUser
from django.http import HttpRequest
from django.test import RequestFactory

from tests.running_shop import BACKEND

SHOWN, CHECKED, CHOSEN, SECRET = "shown", "checked", "chosen", "secret"
FATES = {
    "/api/cart/ product_name": CHOSEN,
    "/api/cart/ price": CHECKED,
    "/api/cart/ base_color": CHOSEN,
    "/api/cart/ size": CHOSEN,
    "/api/cart/ customization_text": SHOWN,
    "/api/cart/ design_image_url": CHECKED,
    "/api/cart/ design": CHOSEN,
    "/api/cart/{item_id}/ base_color": CHOSEN,
    "/api/cart/{item_id}/ size": CHOSEN,
    "/api/cart/{item_id}/ customization_text": SHOWN,
    "/api/cart/quote/ coupon_code": CHOSEN,
    "/api/checkout/pay/ amount": CHECKED,
    "/api/checkout/pay/ coupon_code": CHOSEN,
    "/api/checkout/pay/ email": SHOWN,
    "/api/designs/ name": SHOWN,
    "/api/designs/ color": SHOWN,
    "/api/designs/ file": CHECKED,
    "/api/designs/{design_id}/ name": SHOWN,
    "/api/designs/{design_id}/ color": SHOWN,
    "/api/designs/{design_id}/duplicate/ name": SHOWN,
    "/api/email/verify/ token": SECRET,
    "/api/orders/claim/ token": SECRET,
    "/api/orders/create_from_cart/ payment_intent_id": CHOSEN,
    "/api/password/change/ current_password": SECRET,
    "/api/password/change/ new_password": SECRET,
    "/api/password/reset/ email": CHOSEN,
    "/api/password/reset/confirm/ uid": SECRET,
    "/api/password/reset/confirm/ token": SECRET,
    "/api/password/reset/confirm/ new_password": SECRET,
    "/api/preview_coupon/ coupon_code": CHOSEN,
    "/api/preview_coupon/ cart_total": CHECKED,
    "/api/register/ username": CHECKED,
    "/api/register/ email": SHOWN,
    "/api/register/ password": SECRET,
    "/api/session/login/ username": CHOSEN,
    "/api/session/login/ password": SECRET,
    "/api/token/ username": CHOSEN,
    "/api/token/ password": SECRET,
    "/api/token/refresh/ refresh": SECRET,
    "/api/user/ email": SHOWN,
    "/api/user/ first_name": SHOWN,
    "/api/user/ last_name": SHOWN,
    "/api/user/ phone": SHOWN,
    "/api/user/ current_password": SECRET,
    "/api/user/ password": SECRET,
    **{
        f"/api/user/addresses/{one} {field}": fate
        for one in ("", "{address_id}/")
        for field, fate in {
            **dict.fromkeys(("name", "line1", "line2", "city", "province"), SHOWN),
            **dict.fromkeys(("postal_code", "country", "phone"), CHECKED),
        }.items()
    },
    "staff auth.group name": SHOWN,
    "staff catalog.product name": SHOWN,
    "staff catalog.product slug": CHECKED,
    "staff catalog.product description": SHOWN,
    "staff catalog.product image_url": CHECKED,
    "staff catalog.product image_thumb_url": CHECKED,
    "staff catalog.product template_image_url": CHECKED,
    "staff catalog.productcolor name": SHOWN,
    "staff catalog.productcolor hex": CHECKED,
    "staff catalog.productsize name": SHOWN,
    "staff catalog.placement name": SHOWN,
    "staff catalog.placement code": CHECKED,
    "staff catalog.category name": SHOWN,
    "staff catalog.category slug": CHECKED,
    "staff coupons.coupon code": CHECKED,
    "staff accounts.user username": CHECKED,
    "staff accounts.user email": SHOWN,
    "staff accounts.user password1": SECRET,
    "staff accounts.user password2": SECRET,
    "staff accounts.user first_name": SHOWN,
    "staff accounts.user last_name": SHOWN,
    "staff accounts.user phone": SHOWN,
    "staff refund reason": SHOWN,
    "staff refund left": CHECKED,
    "staff log-in username": CHOSEN,
    "staff log-in password": SECRET,
    "staff second factor code": SECRET,
}


def typed_in_requests() -> Iterator[str]:
    """`/api/cart/ size` for each string in the body of a request, whatever its method."""
    schema = json.loads((BACKEND / "openapi.json").read_text())
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            contents = operation.get("requestBody", {}).get("content", {})
            for content in contents.values():
                for field in _strings(content["schema"], schema):
                    yield f"{path} {field}"


def _strings(shape: dict[str, Any], schema: dict[str, Any], name: str = "") -> Iterator[str]:
    if "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    for key in ("oneOf", "anyOf", "allOf"):
        for part in shape.get(key, ()):
            yield from _strings(part, schema, name)
    for field, part in shape.get("properties", {}).items():
        yield from _strings(part, schema, f"{name}.{field}".lstrip("."))
    if "items" in shape:
        yield from _strings(shape["items"], schema, name)
    if name and "string" in shape.get("type", ()):
        yield name


def typed_by_staff(staff: AnyUser) -> Iterator[tuple[str, type[forms.BaseForm]]]:
    """`staff catalog.product name` for each text field of the admin's forms, and its form."""
    request = RequestFactory().get("/")
    request.user = staff
    for model, page in admin.site._registry.items():
        for row in (None, model()):
            may = page.has_add_permission if row is None else page.has_change_permission
            if may(request):
                for label, form in _forms(request, page, row):
                    for name, field in form.base_fields.items():
                        if is_text(field):
                            yield f"staff {label} {name}", form


def _forms(request: HttpRequest, page: Any, row: Any) -> Iterator[tuple[str, type[forms.BaseForm]]]:
    label = page.model._meta.label_lower
    yield label, page.get_form(request, row, change=row is not None)
    for table in page.get_inline_instances(request, row):
        yield table.model._meta.label_lower, table.get_formset(request, row).form


def is_text(field: forms.Field) -> bool:
    """Whether anything at all may be typed."""
    return isinstance(field, forms.CharField) and not isinstance(field, forms.ChoiceField)
