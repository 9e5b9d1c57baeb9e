"""What the OpenAPI document says about refusals."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

from customkeeps.rest.errors import WORDS


class ErrorSerializer(serializers.Serializer[dict[str, Any]]):
    error = serializers.CharField(help_text="One sentence a shopper can act on.")
    code = serializers.CharField(help_text="For programs; stays the same.")
    fields = serializers.DictField(  # type: ignore[assignment]  # the contract's key, not DRF's
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="Only for invalid input: complaints by field.",
    )


def errors(*statuses: int) -> dict[int, OpenApiResponse]:
    """The refusals an endpoint can answer with, to spread into `extend_schema(responses=…)`."""
    return {
        status: OpenApiResponse(ErrorSerializer, description=WORDS[status][1])
        for status in statuses
    }
