"""The page that tells who changed a row, when, and what."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from customkeeps.admin_pages.bases import check_may_look
from customkeeps.admin_pages.parts import price
from customkeeps.amounts import AmountField

LONGEST_LOG = 200


class ChangeInWords(HistoricalRecordContextHelper):
    """Old and new values as the other pages show them: labels of choices, prices."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        field = self.model._meta.get_field(change.field)
        if value is not None and isinstance(field, AmountField):
            return price(value, self.record.currency)
        if getattr(field, "flatchoices", None):
            return dict(field.flatchoices).get(value, value)
        return super().prepare_delta_change_value(change, value)


class HistoryAdmin(SimpleHistoryAdmin):
    """A page with the history of its row. Goes before the other base class.

    Old versions are told and never brought back: stock and status have moved on since.
    """

    object_history_template = "admin_pages/object_history.html"
    object_history_list_template = "admin_pages/object_history_list.html"

    def get_urls(self) -> list[URLPattern]:
        """Without the library's address of an old version, which would save it when posted to."""
        urls: list[URLPattern] = super(SimpleHistoryAdmin, self).get_urls()
        return urls

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def get_historical_record_context_helper(
        self,
        request: HttpRequest,
        historical_record: Any,
    ) -> ChangeInWords:
        return ChangeInWords(self.model, historical_record)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        check_may_look(self, request)
        context = {**(extra_context or {}), "parts_log": self._parts_log(object_id)}
        response: HttpResponse = super().history_view(request, object_id, context)
        return response

    def _parts_log(self: Any, object_id: str) -> Any:
        """What staff did to the rows that are edited together with this one."""
        if not self.inlines:
            return LogEntry.objects.none()
        page = ContentType.objects.get_for_model(self.model)
        entries = LogEntry.objects.filter(content_type=page, object_id=unquote(object_id))
        return entries.select_related("user").order_by("-action_time")[:LONGEST_LOG]
