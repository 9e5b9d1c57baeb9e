"""The page on which staff give money back for an order, or cancel it."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from unfold.widgets import UnfoldAdminTextInputWidget, UnfoldBooleanSwitchWidget

from customkeeps.accounts.models import User
from customkeeps.admin_pages.amounts import checked_amount
from customkeeps.checkout.actions.cancel_order import cancel_order, refund_order
from customkeeps.money import as_price, to_text
from customkeeps.orders.models import Order, Status
from customkeeps.payments.models import Payment, Refund
from customkeeps.payments.refunds import left_to_refund
from customkeeps.rest.errors import ApiError

RIGHT = "payments.add_refund"


class RefundForm(forms.Form):
    """How much goes back and why; `left` is what could be given back when the page was opened."""

    amount = forms.DecimalField(label="Amount", max_digits=14, widget=UnfoldAdminTextInputWidget)
    reason = forms.CharField(
        label="Reason",
        max_length=200,
        help_text="The customer reads it with the order and on the receipt.",
        widget=UnfoldAdminTextInputWidget,
    )
    restock = forms.BooleanField(
        label="The pieces can be sold again",
        required=False,
        help_text="Puts all of the order's pieces back in stock, and the use of its coupon.",
        widget=UnfoldBooleanSwitchWidget,
    )
    left = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, payment: Payment, **options: Any) -> None:
        super().__init__(*args, **options)
        self.payment = payment

    def clean_amount(self) -> Decimal:
        amount: Decimal = checked_amount(self.cleaned_data["amount"], self.payment.currency)
        if amount <= 0:
            raise forms.ValidationError("Give more than nothing.")
        return amount

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        left = left_to_refund(self.payment)
        if data.get("left") != to_text(left, self.payment.currency):
            self.add_error(None, "Something was given back while this page was open. Look again.")
        elif data.get("amount", left) > left:
            words = as_price(left, self.payment.currency)
            self.add_error("amount", f"Only {words} is left to give back.")
        return data


def may_refund(request: HttpRequest) -> bool:
    return request.user.has_perm(RIGHT)


def refund_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Give back some or all of what was paid."""
    order = _order(request, pk)
    payment = get_object_or_404(Payment, order=order)
    left = to_text(left_to_refund(payment), payment.currency)
    form = RefundForm(request.POST or None, payment=payment, initial={"amount": left})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            refund = refund_order(
                order_pk=order.pk,
                amount=data["amount"],
                left=Decimal(data["left"]),
                reason=data["reason"],
                restock=data["restock"],
                by=cast("User", request.user),
            )
        except ApiError as refused:
            messages.error(request, str(refused.detail))
        else:
            _tell(request, refund)
        return redirect("admin:orders_order_change", order.pk)
    context = {
        **admin.site.each_context(request),
        "title": f"Give back money for {order.order_id}",
        "order": order,
        "payment": payment,
        "left": left_to_refund(payment),
        "left_text": left,
        "form": form,
    }
    return render(request, "backoffice/staff_refund.html", context)


def cancel_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel an order that is not made yet, once somebody has said so twice."""
    order = _order(request, pk)
    if request.method == "POST":
        try:
            cancel_order(order_pk=order.pk, by=cast("User", request.user))
        except ApiError as refused:
            messages.warning(request, str(refused.detail))
        else:
            messages.success(request, f"Order {order.order_id} is cancelled.")
        return redirect("admin:orders_order_change", order.pk)
    context = {
        **admin.site.each_context(request),
        "title": f"Cancel order {order.order_id}",
        "order": order,
        "is_possible": order.status == Status.PREPARING,
        "left": _left(order),
    }
    return render(request, "backoffice/staff_cancel.html", context)


def refundable(order: Order) -> Payment | None:
    """The order's payment, while anything of it is left."""
    payment = Payment.objects.filter(order=order).first()
    return payment if payment is not None and left_to_refund(payment) else None


def _left(order: Order) -> Decimal:
    payment = refundable(order)
    return left_to_refund(payment) if payment else Decimal(0)


def _order(request: HttpRequest, pk: int) -> Order:
    if not (may_refund(request) and request.user.has_perm("orders.view_order")):
        raise PermissionDenied
    return get_object_or_404(Order, pk=pk)


def _tell(request: HttpRequest, refund: Refund) -> None:
    amount = as_price(refund.amount, refund.currency)
    if refund.state == Refund.State.SUCCEEDED:
        messages.success(request, f"{amount} was given back.")
    elif refund.state == Refund.State.FAILED:
        messages.error(request, f"{amount} was not given back: {refund.failure}")
    else:
        messages.success(request, f"{amount} is on its way: Stripe has not confirmed it yet.")
