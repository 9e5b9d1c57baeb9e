"""A shopper's orders."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts.authentication import signed_in
from customkeeps.orders.models import Order
from customkeeps.orders.queries import find_tracked_order, order_as_dict, orders_of, receipt_of
from customkeeps.orders.receipts.drawing import render_receipt
from customkeeps.orders.serializers import OrderSerializer
from customkeeps.rest.base_url import base_url
from customkeeps.rest.client_address import client_address
from customkeeps.rest.pagination import page_of
from customkeeps.rest.schema import PAGE, errors


class OrderListView(APIView):
    @extend_schema(
        operation_id="orders_list",
        parameters=PAGE,
        responses={200: OrderSerializer(many=True), **errors(400, 401)},
    )
    def get(self, request: Request) -> Response:
        """The caller's orders, newest first."""
        orders, headers = page_of(orders_of(signed_in(request)), request)
        address = base_url(request)
        return Response(
            [order_as_dict(order, base_url=address) for order in orders], headers=headers
        )


class OrderView(APIView):
    @extend_schema(
        operation_id="orders_retrieve", responses={200: OrderSerializer, **errors(401, 404)}
    )
    def get(self, request: Request, order_id: str) -> Response:
        """One order of the caller's."""
        order = get_object_or_404(orders_of(signed_in(request)), order_id=order_id.upper())
        return Response(order_as_dict(order, base_url=base_url(request)))


class TrackView(APIView):
    """The link's signature is the permission."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="orders_track", responses={200: OrderSerializer, **errors(404, 429)}
    )
    def get(self, request: Request, token: str) -> Response:
        """The one order that a link from a guest's mail is about."""
        order = find_tracked_order(token=token, address=client_address(request))
        shown = order_as_dict(order, base_url=base_url(request))
        # Cancelling gives money back: that is for those who are logged in.
        return Response({**shown, "can_cancel": False}, headers={"Cache-Control": "no-store"})


class ReceiptView(APIView):
    @extend_schema(
        operation_id="orders_receipt",
        responses={(200, "application/pdf"): OpenApiTypes.BINARY, **errors(401, 404)},
    )
    def get(self, request: Request, order_id: str) -> HttpResponse:
        """The receipt of one order of the caller's, as a PDF."""
        orders = Order.objects.filter(user=signed_in(request)).select_related("user")
        return receipt_response(get_object_or_404(orders, order_id=order_id.upper()))


def receipt_response(order: Order) -> HttpResponse:
    """The order's receipt as a file to keep; nobody between reader and shop may keep it too."""
    name = f"{settings.SHOP_NAME} receipt {order.order_id}.pdf"
    return HttpResponse(
        render_receipt(receipt_of(order)),
        content_type="application/pdf",
        headers={
            "Cache-Control": "private, no-store",
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
            "X-Content-Type-Options": "nosniff",
        },
    )
