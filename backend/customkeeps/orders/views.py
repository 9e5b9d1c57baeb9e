"""A shopper's orders."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts.authentication import signed_in
from customkeeps.orders.queries import order_as_dict, orders_of
from customkeeps.orders.serializers import OrderSerializer
from customkeeps.rest.base_url import base_url
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
