"""Filters of the staff's lists."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import RangeDateFilter
from unfold.utils import parse_date_str

# Years far from these have days without a beginning or an end in `datetime`.
YEARS = range(2000, 2200)


class DayRangeFilter(RangeDateFilter):
    """From one day to another, both included, as days are in the shop's time zone."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if first := self._day("from"):
            queryset = queryset.filter(**{f"{self.field_path}__gte": start_of(first)})
        if last := self._day("to"):
            end = start_of(last + timedelta(days=1))
            queryset = queryset.filter(**{f"{self.field_path}__lt": end})
        return queryset

    def _day(self, end: str) -> date | None:
        text = self.used_parameters.get(f"{self.field_path}_{end}")
        day = parse_date_str(text) if text else None
        return day if day and day.year in YEARS else None


def start_of(day: date) -> datetime:
    """The instant the day begins in the shop's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
