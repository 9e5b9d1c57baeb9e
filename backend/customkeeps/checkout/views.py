"""The price of a cart, paying it, and what Stripe tells us about it (contract §3 and §5)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts.authentication import signed_in
from customkeeps.accounts.models import User
from customkeeps.cart.queries import quote_as_dict
from customkeeps.cart.serializers import QuoteSerializer
from customkeeps.checkout.actions.cancel_order import cancel_own_order
from customkeeps.checkout.actions.coupon_codes import (
    InvalidCoupon,
    MinimumNotReached,
    preview_coupon,
    quote_cart,
)
from customkeeps.checkout.actions.finalize_payment import collect_order
from customkeeps.checkout.actions.start_payment import Started, start_payment
from customkeeps.checkout.actions.webhook import keep_event
from customkeeps.checkout.serializers import (
    CreateFromCartInput,
    PayInput,
    PaymentStartSerializer,
    PreviewInput,
    PreviewSerializer,
    QuoteInput,
)
from customkeeps.orders.queries import order_as_dict, orders_of, with_contents_of_new
from customkeeps.orders.serializers import OrderSerializer
from customkeeps.payments.stripe_gateway import InvalidEventError
from customkeeps.rest.base_url import base_url
from customkeeps.rest.errors import Unauthenticated, error_body
from customkeeps.rest.idempotency import idempotent
from customkeeps.rest.middleware import refusal
from customkeeps.rest.parsers import stated_length
from customkeeps.rest.schema import errors


class QuoteView(APIView):
    @extend_schema(
        operation_id="cart_quote",
        request=QuoteInput,
        responses={200: QuoteSerializer, **errors(400, 401, 413, 415, 429)},
    )
    def post(self, request: Request) -> Response:
        """Price the whole cart, with a coupon where one is given."""
        data = QuoteInput(data=request.data)
        data.is_valid(raise_exception=True)
        code = (data.validated_data["coupon_code"] or "").strip()
        quoted = quote_cart(user=signed_in(request), code=code)
        return Response(
            quote_as_dict(
                quoted.quote,
                coupon=quoted.coupon,
                coupon_error=quoted.coupon_error,
                coupon_minimum=quoted.coupon_minimum,
            )
        )


class PreviewCouponView(APIView):
    @extend_schema(
        operation_id="preview_coupon",
        request=PreviewInput,
        responses={200: PreviewSerializer, **errors(400, 401, 413, 415, 429)},
    )
    def post(self, request: Request) -> Response:
        """Whether a code is good, and what it would take off `cart_total`. Advisory only."""
        data = PreviewInput(data=request.data)
        data.is_valid(raise_exception=True)
        try:
            coupon, discount = preview_coupon(
                user=signed_in(request),
                code=data.validated_data["coupon_code"],
                cart_total=data.validated_data["cart_total"],
            )
        except (InvalidCoupon, MinimumNotReached) as refusal:
            return Response({"valid": False, "error": str(refusal.detail)})
        # Numbers, not text, only here: the documented shape of this endpoint.
        return Response(
            {
                "valid": True,
                "discount_percent": float(coupon.discount_percent or 0),
                "discount_amount": float(discount),
            }
        )


class PayView(APIView):
    @extend_schema(
        operation_id="checkout_pay",
        request=PayInput,
        responses={200: PaymentStartSerializer, **errors(400, 401, 409, 413, 415, 429, 503)},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Price the cart and prepare its payment. The same unchanged cart: the same payment."""
        data = PayInput(data=request.data)
        data.is_valid(raise_exception=True)
        amount = data.validated_data["amount"]
        user = signed_in(request)
        started = start_payment(
            user=user,
            claimed_amount=amount,
            coupon_code=data.validated_data["coupon_code"] or "",
            email=data.validated_data["email"],
        )
        return Response(_started_as_dict(started, user, base_url(request)))


class CreateFromCartView(APIView):
    @extend_schema(
        operation_id="orders_create_from_cart",
        request=CreateFromCartInput,
        responses={
            201: OrderSerializer,
            200: OrderSerializer,
            **errors(400, 401, 404, 409, 413, 415, 503),
        },
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """The order of a paid payment: 201 the first time, 200 when asked again."""
        data = CreateFromCartInput(data=request.data)
        data.is_valid(raise_exception=True)
        user = signed_in(request)
        collected = collect_order(user=user, intent_id=data.validated_data["payment_intent_id"])
        order, address = collected.order, base_url(request)
        if collected.is_new:
            body = order_as_dict(with_contents_of_new(order), base_url=address)
        else:
            body = _order_as_dict(user, order.pk, address)
        return Response(body, status=201 if collected.is_first else 200)


class CancelOrderView(APIView):
    @extend_schema(
        operation_id="orders_cancel",
        request=None,
        responses={200: OrderSerializer, **errors(401, 404, 409)},
    )
    @idempotent
    def post(self, request: Request, order_id: str) -> Response:
        """Cancel an order that is not being made yet: all that was paid for it goes back."""
        user = signed_in(request)
        order = cancel_own_order(user=user, order_id=order_id)
        return Response(_order_as_dict(user, order.pk, base_url(request)))


@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Stripe's events. 200 once an event is kept; it is handled a moment later, by the worker."""
    if stated_length(request) > settings.MAX_WEBHOOK_BYTES:
        return refusal(413)
    body = request.read(settings.MAX_WEBHOOK_BYTES + 1)
    if len(body) > settings.MAX_WEBHOOK_BYTES:
        return refusal(413)
    try:
        keep_event(body=body, signature=request.headers.get("Stripe-Signature", ""))
    except InvalidEventError:
        wrong = error_body("This is not signed by Stripe for this shop.", "bad_signature")
        return JsonResponse(wrong, status=400)
    return JsonResponse({"received": True})


def _order_as_dict(user: User, order_pk: int, address: str) -> dict[str, Any]:
    """Raises Unauthenticated when the account was closed, or merged, a moment ago."""
    order = orders_of(user).filter(pk=order_pk).first()
    if order is None:
        raise Unauthenticated
    return order_as_dict(order, base_url=address)


def _started_as_dict(started: Started, user: User, address: str) -> dict[str, Any]:
    payment = started.payment
    return {
        "clientSecret": started.client_secret,
        "paymentIntentId": payment.intent_id,
        "order": payment.order_id and _order_as_dict(user, payment.order_id, address),
        "quote": quote_as_dict(started.quote, coupon=started.coupon),
    }
