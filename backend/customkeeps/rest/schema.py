"""What the OpenAPI document says about refusals and pages."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from customkeeps.rest.errors import WORDS
from customkeeps.rest.pagination import MAX_LIMIT, MAX_OFFSET

PAGE = [
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": MAX_LIMIT},
        description='At most this many; `Link: rel="next"` then leads on to the rest.',
    ),
    OpenApiParameter(
        "offset", {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0}
    ),
]


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


class ShopSchema(AutoSchema):
    """The library leaves out the body of every DELETE; `delete_reads_a_body` on a view keeps it.

    429 is said of every view that knows its user, as `every_request` may answer it anywhere.
    """

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        responses = super()._get_response_bodies(direction)
        if self.view.get_authenticators() and "429" not in responses:
            [(status, refusal)] = errors(429).items()
            responses[str(status)] = self._get_response_for_code(
                refusal, str(status), direction=direction
            )
        return responses

    def _get_request_body(self, direction: Any = "request") -> Any:
        if self.method != "DELETE" or not getattr(self.view, "delete_reads_a_body", False):
            return super()._get_request_body(direction)
        self.method = "POST"
        try:
            return super()._get_request_body(direction)
        finally:
            self.method = "DELETE"
