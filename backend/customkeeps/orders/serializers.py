"""The shapes of orders, for the schema and the generated client."""

from typing import Any

from rest_framework import serializers

from customkeeps.catalog.serializers import PictureSerializer, PrintAreaSerializer
from customkeeps.designs.serializers import PrintPreviewSerializer
from customkeeps.orders.models import PaymentStatus, Status


class OrderItemSerializer(serializers.Serializer[dict[str, Any]]):
    id = serializers.IntegerField()
    product_name = serializers.CharField()
    product_slug = serializers.CharField(allow_null=True, help_text="Null when no longer sold.")
    price = serializers.CharField(help_text="Effective unit price after bulk, rounded.")
    quantity = serializers.IntegerField()
    bulk_percent = serializers.CharField()
    line_total = serializers.CharField()
    base_color = serializers.CharField()
    base_color_hex = serializers.CharField(allow_null=True)
    size = serializers.CharField(allow_null=True)
    customization_text = serializers.CharField()
    design_image_url = serializers.CharField(allow_null=True)
    design_thumb_url = serializers.CharField(allow_null=True)
    design_sha256 = serializers.CharField(
        allow_null=True, help_text="Names what is printed; the same print has the same."
    )
    previews = PrintPreviewSerializer(many=True)
    mockup = PictureSerializer(allow_null=True)
    mockup_url = serializers.CharField(allow_null=True)
    print_area = PrintAreaSerializer(
        allow_null=True, help_text="The whole print area that `mockup` shows or shows a part of."
    )


class OrderEventSerializer(serializers.Serializer[dict[str, Any]]):
    status = serializers.ChoiceField(choices=Status.choices)
    at = serializers.DateTimeField()


class CreditSerializer(serializers.Serializer[dict[str, Any]]):
    amount = serializers.CharField()
    reason = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()


class OrderSerializer(serializers.Serializer[dict[str, Any]]):
    id = serializers.IntegerField()
    order_id = serializers.CharField()
    total_amount = serializers.CharField()
    bulk_discount = serializers.CharField()
    coupon_discount = serializers.CharField()
    discount_amount = serializers.CharField()
    final_amount = serializers.CharField()
    refunded_amount = serializers.CharField(help_text="What was given back of `final_amount`.")
    total = serializers.CharField(help_text="The same as `final_amount`.")
    discount = serializers.CharField(help_text="The same as `discount_amount`.")
    coupon_code = serializers.CharField(allow_null=True)
    coupon = serializers.CharField(allow_null=True, help_text="The same as `coupon_code`.")
    currency = serializers.CharField()
    status = serializers.ChoiceField(choices=Status.choices)
    status_label = serializers.CharField()
    payment_status = serializers.ChoiceField(choices=PaymentStatus.choices)
    items = OrderItemSerializer(many=True)
    timeline = OrderEventSerializer(many=True)
    refunds = CreditSerializer(
        many=True, help_text="What Stripe has given back to the card, oldest first."
    )
    shipment = serializers.DictField(allow_null=True)
    can_cancel = serializers.BooleanField(help_text="Whether its owner may still cancel it.")
    date = serializers.DateField()
    created_at = serializers.DateTimeField()
