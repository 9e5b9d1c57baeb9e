"""The cart's input and its shapes for the schema."""

from typing import Any

from rest_framework import serializers

from customkeeps.cart.models import MAX_QUANTITY, MAX_TEXT_LENGTH
from customkeeps.catalog.serializers import PictureSerializer, PrintAreaSerializer
from customkeeps.coupons.models import Kind
from customkeeps.designs.serializers import FindingSerializer, PrintPreviewSerializer
from customkeeps.rest.fields import MoneyInput, PlainText, StrictInteger


class NewItemInput(serializers.Serializer[dict[str, Any]]):
    product = StrictInteger(required=False, min_value=1)
    product_name = PlainText(required=False, max_length=120, allow_blank=True)
    price = MoneyInput(required=False, allow_null=True)
    quantity = StrictInteger(required=False, default=1, min_value=1, max_value=MAX_QUANTITY)
    base_color = PlainText(required=False, default="", max_length=40, allow_blank=True)
    size = PlainText(required=False, default="", max_length=20, allow_blank=True, allow_null=True)
    customization_text = PlainText(
        required=False,
        default="",
        max_length=MAX_TEXT_LENGTH,
        allow_blank=True,
        allow_null=True,
        multiline=True,
    )
    # Longer than any picture we take; the pictures' own limits speak in clearer words.
    design_image_url = serializers.CharField(
        required=False, default="", allow_blank=True, allow_null=True, max_length=8_000_000
    )
    design = serializers.UUIDField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs.get("product") and not attrs.get("product_name"):
            raise serializers.ValidationError({"product_name": ["Say which product."]})
        return attrs


class ChangedItemInput(serializers.Serializer[dict[str, Any]]):
    quantity = StrictInteger(required=False, min_value=1, max_value=MAX_QUANTITY)
    base_color = PlainText(required=False, max_length=40)
    size = PlainText(required=False, max_length=20)
    customization_text = PlainText(
        required=False, max_length=MAX_TEXT_LENGTH, allow_blank=True, multiline=True
    )


class OfferedColorSerializer(serializers.Serializer[dict[str, Any]]):
    name = serializers.CharField()
    hex = serializers.CharField()


class CartItemSerializer(serializers.Serializer[dict[str, Any]]):
    id = serializers.IntegerField()
    product = serializers.IntegerField()
    product_slug = serializers.CharField()
    product_name = serializers.CharField()
    price = serializers.CharField()
    price_changed_from = serializers.CharField(allow_null=True)
    currency = serializers.CharField()
    quantity = serializers.IntegerField()
    base_color = serializers.CharField()
    base_color_hex = serializers.CharField(allow_null=True)
    size = serializers.CharField(allow_null=True)
    default_size = serializers.CharField(allow_null=True)
    customization_text = serializers.CharField()
    design = serializers.CharField(allow_null=True)
    design_image_url = serializers.CharField(allow_null=True)
    design_thumb_url = serializers.CharField(allow_null=True)
    design_sha256 = serializers.CharField(
        allow_null=True, help_text="Names what is printed; the same print has the same."
    )
    previews = PrintPreviewSerializer(many=True)
    preflight = FindingSerializer(
        many=True, help_text="What may go wrong in printing it, the worst first."
    )
    mockup = PictureSerializer(allow_null=True)
    mockup_url = serializers.CharField(allow_null=True)
    print_area = PrintAreaSerializer(
        allow_null=True, help_text="The whole print area that `mockup` shows or shows a part of."
    )
    line_total = serializers.CharField()
    bulk_percent = serializers.CharField()
    colors = OfferedColorSerializer(many=True)
    sizes = serializers.ListField(child=serializers.CharField())
    available = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class NextBreakSerializer(serializers.Serializer[dict[str, Any]]):
    quantity = serializers.IntegerField()
    saves = serializers.CharField()


class QuoteLineSerializer(serializers.Serializer[dict[str, Any]]):
    id = serializers.IntegerField()
    product_name = serializers.CharField()
    price = serializers.CharField()
    quantity = serializers.IntegerField()
    bulk_percent = serializers.CharField()
    line_total = serializers.CharField()
    next_break = NextBreakSerializer(allow_null=True)


class QuoteCouponSerializer(serializers.Serializer[dict[str, Any]]):
    code = serializers.CharField()
    kind = serializers.ChoiceField(Kind.choices)
    percent = serializers.CharField(allow_null=True, help_text="Null: it takes `amount` off.")
    amount = serializers.CharField(allow_null=True, help_text="Null: it takes `percent` off.")


class QuoteSerializer(serializers.Serializer[dict[str, Any]]):
    lines = QuoteLineSerializer(many=True)
    raw_subtotal = serializers.CharField()
    bulk_discount = serializers.CharField()
    subtotal_after_bulk = serializers.CharField()
    coupon = QuoteCouponSerializer(allow_null=True)
    coupon_error = serializers.CharField(allow_null=True)
    coupon_minimum = serializers.CharField(
        allow_null=True, help_text="What `subtotal_after_bulk` must reach for the code to be good."
    )
    coupon_discount = serializers.CharField()
    discount_amount = serializers.CharField()
    final_amount = serializers.CharField()
    currency = serializers.CharField()


class ClearedSerializer(serializers.Serializer[dict[str, Any]]):
    message = serializers.CharField()
