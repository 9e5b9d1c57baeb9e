"""The cart's endpoints (contract §3, Cart)."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts.authentication import signed_in
from customkeeps.cart import actions, queries
from customkeeps.cart.models import CartItem
from customkeeps.cart.serializers import (
    CartItemSerializer,
    ChangedItemInput,
    ClearedSerializer,
    NewItemInput,
)
from customkeeps.rest.base_url import base_url
from customkeeps.rest.idempotency import idempotent
from customkeeps.rest.pagination import page_of
from customkeeps.rest.parsers import LargeJSONParser
from customkeeps.rest.schema import PAGE, errors


class CartView(APIView):
    parser_classes = [LargeJSONParser]

    @extend_schema(
        operation_id="cart_list",
        parameters=PAGE,
        responses={200: CartItemSerializer(many=True), **errors(400, 401)},
    )
    def get(self, request: Request) -> Response:
        """The caller's cart, oldest line first."""
        lines, headers = page_of(queries.cart_lines(signed_in(request)), request)
        body = queries.lines_as_list(lines, base_url=base_url(request))
        return Response(body, headers=headers)

    @extend_schema(
        operation_id="cart_add",
        request=NewItemInput,
        responses={
            201: CartItemSerializer,
            200: CartItemSerializer,
            **errors(400, 401, 409, 413, 415, 429, 503),
        },
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Add a line (201), or grow the line that is exactly the same (200)."""
        data = NewItemInput(data=request.data)
        data.is_valid(raise_exception=True)
        item, is_new = _add(request, data.validated_data)
        body = queries.cart_item_as_dict(item, base_url=base_url(request))
        return Response(body, status=201 if is_new else 200)


def _add(request: Request, data: dict[str, Any]) -> tuple[CartItem, bool]:
    return actions.add_item(
        user=signed_in(request),
        wanted=actions.Wanted(
            product_id=data.get("product"),
            product_name=data.get("product_name") or "",
            quantity=data["quantity"],
            base_color=data["base_color"],
            size=data["size"] or "",
            customization_text=data["customization_text"] or "",
            claimed_price=data.get("price"),
        ),
        image_url=data["design_image_url"] or "",
        design_id=data.get("design"),
        base_url=base_url(request),
    )


class CartItemView(APIView):
    @extend_schema(
        operation_id="cart_change",
        request=ChangedItemInput,
        responses={200: CartItemSerializer, **errors(400, 401, 404, 413, 415)},
    )
    def patch(self, request: Request, item_id: int) -> Response:
        """Change a line; when it becomes the same as another, the two are one afterwards."""
        data = ChangedItemInput(data=request.data)
        data.is_valid(raise_exception=True)
        kept = actions.change_item(
            user=signed_in(request), item_id=item_id, changes=data.validated_data
        )
        item = queries.cart_item(signed_in(request), kept.pk)
        return Response(queries.cart_item_as_dict(item, base_url=base_url(request)))

    @extend_schema(operation_id="cart_remove", responses={204: None, **errors(401, 404)})
    def delete(self, request: Request, item_id: int) -> Response:
        """Take a line out."""
        actions.remove_item(user=signed_in(request), item_id=item_id)
        return Response(status=204)


class ClearCartView(APIView):
    @extend_schema(operation_id="cart_clear", responses={200: ClearedSerializer, **errors(401)})
    def delete(self, request: Request) -> Response:
        """Take everything out."""
        actions.clear_cart(user=signed_in(request))
        return Response({"message": "Cart cleared"})
