"""The staff's navigation, in the shop's words; everyone sees what they may open."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

# Group, then (title, icon, model).
SECTIONS = (
    (
        "Orders",
        (("Orders", "package_2", "orders.order"), ("Carts", "shopping_cart", "cart.cartitem")),
    ),
    (
        "Catalogue",
        (
            ("Products", "apparel", "catalog.product"),
            ("Categories", "shelves", "catalog.category"),
            ("Bulk discounts", "percent", "catalog.bulktier"),
        ),
    ),
    ("Coupons", (("Coupons", "confirmation_number", "coupons.coupon"),)),
    (
        "People",
        (
            ("People", "group", "accounts.user"),
            ("Groups", "admin_panel_settings", "auth.group"),
            ("Designs", "palette", "designs.design"),
            ("E-mails", "mail", "emails.outboxmail"),
        ),
    ),
    (
        "Payments",
        (
            ("Payments", "payments", "payments.payment"),
            ("Unknown payments", "help", "payments.strayintent"),
            ("Stripe's events", "webhook", "payments.stripeevent"),
        ),
    ),
)


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The theme's navigation callback."""
    home = {"title": "Today", "icon": "home", "link": reverse("admin:index")}
    groups = [
        {
            "title": title,
            "separator": False,
            "items": [_item(*row) for row in rows if _may(request, row[2])],
        }
        for title, rows in SECTIONS
    ]
    return [{"title": None, "items": [home]}, *(group for group in groups if group["items"])]


def _item(title: str, icon: str, model: str) -> dict[str, Any]:
    return {
        "title": title,
        "icon": icon,
        "link": reverse(f"admin:{model.replace('.', '_')}_changelist"),
    }


def _may(request: HttpRequest, model: str) -> bool:
    app, name = model.split(".")
    return any(request.user.has_perm(f"{app}.{right}_{name}") for right in ("view", "change"))
