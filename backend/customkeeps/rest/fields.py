"""Fields for strict input: a wrong type is a complaint about that field, never a surprise later."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from customkeeps.rest.errors import BIGGEST_ID

MONEY = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
WHOLE = re.compile(r"-?[0-9]{1,19}")


@extend_schema_field({"type": ["string", "number"], "example": "500.00"})
class MoneyInput(serializers.Field[Decimal, Any, str, Any]):
    """A Decimal from a JSON number or string; exact, never through a binary float."""

    default_error_messages = {
        "invalid": "Give an amount such as 500.00.",
        "negative": "The amount may not be negative.",
        "too_large": "The amount is too large.",
        "too_precise": "The amount has too many decimal places.",
    }

    def __init__(
        self,
        *,
        max_digits: int = 12,
        decimal_places: int = 2,
        allow_negative: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.limit = Decimal(10) ** (max_digits - decimal_places)
        self.decimal_places = decimal_places
        self.allow_negative = allow_negative

    def to_internal_value(self, data: Any) -> Decimal:
        if isinstance(data, str) and MONEY.fullmatch(data.strip()):
            amount = Decimal(data.strip())
        elif isinstance(data, (int, Decimal)) and not isinstance(data, bool):
            amount = Decimal(data)
        else:
            self.fail("invalid")
        if amount < 0 and not self.allow_negative:
            self.fail("negative")
        if not abs(amount) < self.limit:
            self.fail("too_large")
        if amount != round(amount, self.decimal_places):
            self.fail("too_precise")
        return amount

    def to_representation(self, value: Decimal) -> str:
        return str(value)


class StrictInteger(serializers.IntegerField):
    """A whole number given as such or in digits, small enough for the database."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", -BIGGEST_ID)
        kwargs.setdefault("max_value", BIGGEST_ID)
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, str) and WHOLE.fullmatch(data.strip()):
            return int(data)
        if isinstance(data, Decimal) and data.adjusted() < 19 and data == data.to_integral_value():
            return int(data)
        if isinstance(data, int) and not isinstance(data, bool):
            return data
        return self.fail("invalid")


class StrictString(serializers.CharField):
    """Text given as text; a number or `true` is not taken for one."""

    def run_validation(self, data: Any = empty) -> Any:
        if data is not empty and data is not None and not isinstance(data, str):
            self.fail("invalid")
        return super().run_validation(data)


class PlainText(StrictString):
    """Text in composed form (NFC) without control characters; `multiline` keeps line breaks."""

    default_error_messages = {"control": "This field contains characters that cannot be shown."}

    def __init__(self, *, multiline: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.multiline = multiline

    def to_internal_value(self, data: Any) -> str:
        text = unicodedata.normalize("NFC", super().to_internal_value(data))
        if self.multiline:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if any(self._is_refused(character) for character in text):
            self.fail("control")
        return text

    def _is_refused(self, character: str) -> bool:
        if character == "\n" and self.multiline:
            return False
        return unicodedata.category(character) in ("Cc", "Cs")
