"""Shapes of what people send about their password and their address."""

from typing import Any

from rest_framework import serializers

from customkeeps.accounts.serializers import EmailInput, PasswordField
from customkeeps.rest.fields import PlainText


class LinkInput(serializers.Serializer[dict[str, Any]]):
    token = PlainText(max_length=1000, help_text="from the link in the mail")


class ClaimInput(serializers.Serializer[dict[str, Any]]):
    token = PlainText(
        required=False,
        default="",
        allow_blank=True,
        max_length=1000,
        help_text="from the link in the mail; without it, the confirmed address decides",
    )


class ClaimedSerializer(serializers.Serializer[dict[str, Any]]):
    order_ids = serializers.ListField(child=serializers.CharField())


class ClaimableSerializer(serializers.Serializer[dict[str, Any]]):
    count = serializers.IntegerField(help_text="orders of guests that a POST would take over")


class EmailAddressInput(serializers.Serializer[dict[str, Any]]):
    email = EmailInput()


class MessageSerializer(serializers.Serializer[dict[str, Any]]):
    message = serializers.CharField()


class PasswordChangeInput(serializers.Serializer[dict[str, Any]]):
    current_password = PasswordField()
    new_password = PasswordField()


class NewPasswordInput(serializers.Serializer[dict[str, Any]]):
    uid = PlainText(max_length=40, help_text="from the link in the mail")
    token = PlainText(max_length=200, help_text="from the link in the mail")
    new_password = PasswordField()
