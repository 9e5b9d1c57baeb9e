"""The catalogue, open to everyone unless the shop is private."""

from typing import Any

from django.conf import settings
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.catalog.queries import find_products, product_as_dict, products_on_sale
from customkeeps.catalog.serializers import ProductFilterSerializer, ProductSerializer
from customkeeps.rest.base_url import base_url
from customkeeps.rest.pagination import page_of
from customkeeps.rest.schema import PAGE, errors


class HasAccount(IsAuthenticated):
    """Guests are anybody: where only those who logged in may look, they may not."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        is_guest = getattr(request.user, "is_guest", True)
        return super().has_permission(request, view) and not is_guest


class CatalogueView(APIView):
    """A public shop ignores tokens here, bad ones too; a private one asks for a good one."""

    def get_authenticators(self) -> list[Any]:
        return [] if settings.CATALOGUE_PUBLIC else super().get_authenticators()

    def get_permissions(self) -> list[BasePermission]:
        return [AllowAny() if settings.CATALOGUE_PUBLIC else HasAccount()]


class ProductListView(CatalogueView):
    @extend_schema(
        operation_id="products_list",
        parameters=[ProductFilterSerializer, *PAGE],
        responses={200: ProductSerializer(many=True), **errors(400, 401)},
    )
    def get(self, request: Request) -> Response:
        """The products on sale."""
        filters = ProductFilterSerializer(data=request.query_params)
        filters.is_valid(raise_exception=True)
        products, headers = page_of(find_products(filters.validated_data), request)
        address = base_url(request)
        return Response(
            [product_as_dict(product, base_url=address) for product in products], headers=headers
        )


class ProductView(CatalogueView):
    @extend_schema(
        operation_id="products_retrieve", responses={200: ProductSerializer, **errors(401, 404)}
    )
    def get(self, request: Request, slug: str) -> Response:
        """One product, with its print areas in millimetres."""
        product = get_object_or_404(products_on_sale(), slug=slug)
        return Response(product_as_dict(product, base_url=base_url(request)))
