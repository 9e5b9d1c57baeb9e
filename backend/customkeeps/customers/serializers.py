"""Shapes of what people send about their password and their address."""

from typing import Any

from rest_framework import serializers

from customkeeps.rest.fields import PlainText


class LinkInput(serializers.Serializer[dict[str, Any]]):
    token = PlainText(max_length=1000, help_text="from the link in the mail")
