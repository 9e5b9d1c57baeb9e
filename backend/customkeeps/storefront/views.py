"""The built storefront's page, the public pictures, and what the browser must know at its start."""

from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.cart.models import MAX_QUANTITY, MAX_TEXT_LENGTH
from customkeeps.designs.pictures import MAX_PIXELS, MAX_SIDE_PX, MIN_SIDE_PX
from customkeeps.storefront.caching import FOR_EVER

# What the build wrote where a nonce goes: vite.config.ts.
NONCE_PLACE = b"NONCE-OF-THIS-ANSWER"
NOT_BUILT = "The storefront is not built yet: run `npm install` and `npm run build` in frontend/.\n"


class ConfigSerializer(serializers.Serializer[dict[str, Any]]):
    shop_name = serializers.CharField()
    currency = serializers.CharField()
    currencies = serializers.ListField(child=serializers.CharField())
    stripe_publishable_key = serializers.CharField()
    stripe_js_url = serializers.CharField(allow_null=True, help_text="Null: Stripe's own.")
    max_picture_bytes = serializers.IntegerField()
    max_picture_megapixels = serializers.IntegerField()
    min_picture_px = serializers.IntegerField()
    max_picture_px = serializers.IntegerField()
    hold_to_pay_ms = serializers.IntegerField()
    max_quantity = serializers.IntegerField()
    max_text_length = serializers.IntegerField()


class ConfigView(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="config_retrieve", responses={200: ConfigSerializer})
    def get(self, request: Request) -> Response:  # noqa: ARG002 (the same for everyone)
        """What the storefront must know before it shows anything."""
        return Response(
            {
                "shop_name": settings.SHOP_NAME,
                "currency": settings.CURRENCY,
                "currencies": [settings.CURRENCY],
                "stripe_publishable_key": settings.STRIPE_PUBLISHABLE_KEY,
                "stripe_js_url": settings.STRIPE_JS_URL or None,
                "max_picture_bytes": settings.MAX_PICTURE_BYTES,
                "max_picture_megapixels": MAX_PIXELS // 1_000_000,
                "min_picture_px": MIN_SIDE_PX,
                "max_picture_px": MAX_SIDE_PX,
                "hold_to_pay_ms": settings.HOLD_TO_PAY_MS,
                "max_quantity": MAX_QUANTITY,
                "max_text_length": MAX_TEXT_LENGTH,
            }
        )


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The one page of the storefront, whatever screen its address names."""
    index = settings.STOREFRONT_DIST / "index.html"
    if not index.is_file():
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    nonce = str(request.csp_nonce).encode()  # type: ignore[attr-defined]  # the policies' middleware
    content = index.read_bytes().replace(NONCE_PLACE, nonce)
    return HttpResponse(content, headers={"Cache-Control": "no-cache"})


@require_safe
def public_file(_request: HttpRequest, name: str) -> FileResponse:
    """A product picture, named by its content like the built files."""
    try:
        file = storages["public"].open(name)
    except (OSError, ValueError, SuspiciousOperation) as error:
        raise Http404 from error
    return FileResponse(file, headers={"Cache-Control": FOR_EVER})
