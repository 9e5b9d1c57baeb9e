"""Shapes of what people are told about themselves, and send to leave."""

from typing import Any

from rest_framework import serializers

from customkeeps.accounts.serializers import AddressSerializer, PasswordField
from customkeeps.cart.serializers import CartItemSerializer
from customkeeps.orders.serializers import OrderSerializer


class RowsField(serializers.ListField):
    """Rows as they are kept: what is in them changes with the shop."""

    child = serializers.DictField()


class ExportSerializer(serializers.Serializer[dict[str, Any]]):
    exported_at = serializers.DateTimeField()
    profile = serializers.DictField()
    addresses = AddressSerializer(many=True)
    devices = RowsField()
    cart = CartItemSerializer(many=True)
    designs = RowsField()
    saved_designs = RowsField()
    prints = RowsField()
    pictures = RowsField()
    orders = OrderSerializer(many=True)
    payments = RowsField()
    mails = RowsField()
    remembered_answers = RowsField()


class ErasureInput(serializers.Serializer[dict[str, Any]]):
    password = PasswordField(
        allow_blank=True, help_text="The account's; a guest has none and leaves it empty."
    )
