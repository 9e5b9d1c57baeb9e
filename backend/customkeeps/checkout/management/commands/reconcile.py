"""One pass of what the worker does by itself every RECONCILE_SECONDS."""

from typing import Any

from django.core.management.base import BaseCommand

from customkeeps.checkout.actions.reconcile import reconcile


class Command(BaseCommand):
    help = "Bring unfinished payments to their end: orders made, expired ones ended, refunds sent."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 (Django's signature)
        reconcile()
