"""A person's delivery addresses (contract §3, Accounts)."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts import addresses
from customkeeps.accounts.authentication import signed_in
from customkeeps.accounts.serializers import (
    AddressInput,
    AddressSerializer,
    ChangedAddressInput,
)
from customkeeps.rest.idempotency import idempotent
from customkeeps.rest.pagination import page_of
from customkeeps.rest.schema import PAGE, errors


class AddressListView(APIView):
    @extend_schema(
        operation_id="addresses_list",
        parameters=PAGE,
        responses={200: AddressSerializer(many=True), **errors(400, 401)},
    )
    def get(self, request: Request) -> Response:
        """The caller's addresses, the default first."""
        rows, headers = page_of(addresses.addresses_of(signed_in(request)), request)
        return Response([addresses.address_as_dict(row) for row in rows], headers=headers)

    @extend_schema(
        operation_id="addresses_add",
        request=AddressInput,
        responses={201: AddressSerializer, **errors(400, 401, 409, 413, 415)},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Keep an address, at most 20. The first is the default unless told otherwise."""
        data = AddressInput(data=request.data)
        data.is_valid(raise_exception=True)
        added = addresses.add_address(user=signed_in(request), fields=data.validated_data)
        return Response(addresses.address_as_dict(added), status=201)


class AddressView(APIView):
    @extend_schema(
        operation_id="addresses_retrieve", responses={200: AddressSerializer, **errors(401, 404)}
    )
    def get(self, request: Request, address_id: int) -> Response:
        """One of the caller's addresses."""
        found = addresses.find_address(signed_in(request), address_id)
        return Response(addresses.address_as_dict(found))

    @extend_schema(
        operation_id="addresses_change",
        request=ChangedAddressInput,
        responses={200: AddressSerializer, **errors(400, 401, 404, 413, 415)},
    )
    def patch(self, request: Request, address_id: int) -> Response:
        """Change some fields. As the new default it takes over from the one before."""
        data = ChangedAddressInput(data=request.data)
        data.is_valid(raise_exception=True)
        changed = addresses.change_address(
            user=signed_in(request), address_id=address_id, changes=data.validated_data
        )
        return Response(addresses.address_as_dict(changed))

    @extend_schema(operation_id="addresses_remove", responses={204: None, **errors(401, 404)})
    def delete(self, request: Request, address_id: int) -> Response:
        """Delete one; when it was the default, the oldest other one is."""
        addresses.remove_address(user=signed_in(request), address_id=address_id)
        return Response(status=204)
