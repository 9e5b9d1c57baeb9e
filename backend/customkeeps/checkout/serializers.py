"""The checkout's input and its shapes for the schema."""

from typing import Any

from rest_framework import serializers

from customkeeps.accounts.serializers import EmailInput
from customkeeps.cart.serializers import QuoteSerializer
from customkeeps.orders.serializers import OrderSerializer
from customkeeps.rest.fields import MoneyInput, PlainText, StrictString


class QuoteInput(serializers.Serializer[dict[str, Any]]):
    coupon_code = PlainText(
        required=False, default="", max_length=100, allow_blank=True, allow_null=True
    )


class PreviewInput(serializers.Serializer[dict[str, Any]]):
    coupon_code = PlainText(max_length=100, allow_blank=True)
    cart_total = MoneyInput()


class PreviewSerializer(serializers.Serializer[dict[str, Any]]):
    valid = serializers.BooleanField()
    discount_percent = serializers.FloatField(
        required=False, help_text="0 of a coupon that takes a fixed amount off."
    )
    discount_amount = serializers.FloatField(required=False)
    error = serializers.CharField(required=False)


class PayInput(serializers.Serializer[dict[str, Any]]):
    amount = MoneyInput(help_text="What the caller believes the total to be.")
    coupon_code = PlainText(
        required=False, default="", max_length=100, allow_blank=True, allow_null=True
    )
    email = EmailInput(
        required=False,
        default="",
        allow_blank=True,
        help_text="Where a guest hears of the order; not looked at for anybody else.",
    )


class PaymentStartSerializer(serializers.Serializer[dict[str, Any]]):
    clientSecret = serializers.CharField(allow_null=True, help_text="Null: nothing to pay.")  # noqa: N815 (documented name)
    paymentIntentId = serializers.CharField(allow_null=True)  # noqa: N815 (documented name)
    order = OrderSerializer(allow_null=True, help_text="Made at once when nothing is to be paid.")
    quote = QuoteSerializer()


class CreateFromCartInput(serializers.Serializer[dict[str, Any]]):
    payment_intent_id = StrictString(max_length=255)
    coupon_code = serializers.JSONField(
        required=False, allow_null=True, help_text="Ignored: what was paid rules."
    )
