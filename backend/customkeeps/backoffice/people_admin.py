"""Closing accounts in the admin, which is the same use-case as in the shop.

Up here and not in `accounts`, because a person's things are in every app.
"""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from customkeeps.accounts.admin import UserAdmin
from customkeeps.accounts.models import User
from customkeeps.checkout.actions.expiry import end_open_payment
from customkeeps.customers.actions.erasure import StillPayingError, erase_now, erase_person
from customkeeps.rest.errors import ApiError


class PeopleAdmin(UserAdmin):
    """Deleting is erasing: orders stay without a name."""

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What is being paid is ended at Stripe before Django opens its transaction."""
        user = self.get_object(request, object_id)
        if request.method == "POST" and user and self.has_delete_permission(request, user):
            try:
                end_open_payment(user)
            except ApiError as refused:
                return self._not_now(request, str(refused.detail))
        try:
            answer: HttpResponse = super().delete_view(request, object_id, extra_context)
        except StillPayingError:
            return self._not_now(request, "Something is being paid just now. Try again.")
        return answer

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        erase_now(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            try:
                erase_person(user)
            except ApiError as refused:
                messages.error(request, f"{user.username} is still there: {refused.detail}")

    def _not_now(self, request: HttpRequest, words: str) -> HttpResponse:
        messages.error(request, words)
        return redirect("admin:accounts_user_changelist")
