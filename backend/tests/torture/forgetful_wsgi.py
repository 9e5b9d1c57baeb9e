"""The shop, acknowledging orders that it does not keep: the control of the outages."""

from importlib import import_module
from typing import Any

from customkeeps.wsgi import application

__all__ = ["application"]

# Only after the application has set Django up can its modules be read.
transaction = import_module("django.db.transaction")
View = import_module("customkeeps.checkout.views").CreateFromCartView
post = View.post


def forget(self: Any, request: Any) -> Any:
    with transaction.atomic():
        answer = post(self, request)
        transaction.set_rollback(True)
    return answer


View.post = forget
