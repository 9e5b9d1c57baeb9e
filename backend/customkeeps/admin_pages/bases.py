"""How the staff's pages behave: to edit, or to look at only."""

import logging
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from unfold.admin import ModelAdmin, TabularInline

logger = logging.getLogger(__name__)

OVERTAKEN = (
    "Somebody else saved something at the same moment that does not go together with this. "
    "Nothing was changed. Look at the values below and try again."
)


def check_may_look(page: Any, request: HttpRequest) -> None:
    """Raises PermissionDenied (403). Django's history looks for the row first, and so would tell
    those without the right which rows there are.
    """
    if not page.has_view_or_change_permission(request):
        raise PermissionDenied


class DiscreetHistory(ModelAdmin):
    """A page whose history is only told to those who may look at what it is of."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        check_may_look(self, request)
        response: HttpResponse = super().history_view(request, object_id, extra_context)
        return response


class EditableAdmin(DiscreetHistory):
    """A page to edit, whose forms say in words what does not fit."""

    list_per_page = 50

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Forms check what the database refuses; between check and save another may come first."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            logger.exception("%s could not be saved", request.path)
            messages.error(request, OVERTAKEN)
            return HttpResponseRedirect(request.get_full_path())


class LookOnly:
    """Rows that only the shop itself writes: no adding, changing or deleting, by any request."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class LookOnlyAdmin(LookOnly, DiscreetHistory):
    """A page to look at. `keeps_history`: it has more to tell than that nobody changed it."""

    list_per_page = 50
    keeps_history = False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {**(extra_context or {}), "show_history": self.keeps_history}
        response: HttpResponse = super().changeform_view(request, object_id, form_url, context)
        return response


class LookOnlyInline(LookOnly, TabularInline):
    """Rows to look at, below the row they belong to."""

    extra = 0
    hide_title = True
