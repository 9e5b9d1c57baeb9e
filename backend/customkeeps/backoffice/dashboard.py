"""The staff's home: what the person may see of the shop's day."""

from typing import Any

from django.http import HttpRequest

from customkeeps.backoffice import queries
from customkeeps.backoffice.orders_admin import item_picture


def fill(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The theme's dashboard callback."""
    user = request.user
    if user.has_perm("orders.view_order"):
        context["open_orders"] = [
            {"status": status, "label": status.label, "number": number}
            for status, number in queries.open_orders().items()
        ]
        context["to_prepare"] = [
            {
                "order": order,
                "customer": order.user and (order.user.get_full_name() or order.user.username),
                "pictures": [item_picture(item) for item in order.items.all()],
                "pieces": sum(item.quantity for item in order.items.all()),
            }
            for order in queries.orders_to_prepare()
        ]
        context["takings"] = queries.takings_today()
    if user.has_perm("catalog.view_product"):
        context["low_stock"] = queries.low_stock()
    if user.has_perm("payments.view_payment"):
        context["to_give_back"] = queries.payments_to_give_back()
        context["failing_events"] = queries.failing_events()
    if user.has_perm("emails.view_outboxmail"):
        context["failing_mails"] = queries.failing_mails()
    return context
