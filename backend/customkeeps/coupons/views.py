"""Trying a coupon before paying."""

from typing import Any, cast

from django.contrib.auth.base_user import AbstractBaseUser
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.coupons.actions import preview_coupon
from customkeeps.rest.fields import MoneyInput, PlainText
from customkeeps.rest.schema import errors


class PreviewInput(serializers.Serializer[dict[str, Any]]):
    coupon_code = PlainText(max_length=100, allow_blank=True)
    cart_total = MoneyInput()


class PreviewSerializer(serializers.Serializer[dict[str, Any]]):
    valid = serializers.BooleanField()
    discount_percent = serializers.FloatField(required=False)
    discount_amount = serializers.FloatField(required=False)
    error = serializers.CharField(required=False)


class PreviewCouponView(APIView):
    @extend_schema(
        operation_id="preview_coupon",
        request=PreviewInput,
        responses={200: PreviewSerializer, **errors(400, 401, 429)},
    )
    def post(self, request: Request) -> Response:
        """Whether a code is good, and what it would take off `cart_total`. Advisory only."""
        data = PreviewInput(data=request.data)
        data.is_valid(raise_exception=True)
        found = preview_coupon(
            user=cast("AbstractBaseUser", request.user),  # no view lets anybody else in by default
            code=data.validated_data["coupon_code"],
            cart_total=data.validated_data["cart_total"],
        )
        if found is None:
            return Response({"valid": False, "error": "Invalid coupon code."})
        # Numbers, not text, only here: the documented shape of this endpoint.
        return Response(
            {
                "valid": True,
                "discount_percent": float(found.percent),
                "discount_amount": float(found.discount_amount),
            }
        )
