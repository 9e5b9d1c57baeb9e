"""The demo shopper's past orders and cart, made by the code that makes real ones."""

import base64
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.cart.actions import Wanted, add_item
from customkeeps.cart.models import CartItem
from customkeeps.cart.prints import place_line
from customkeeps.cart.queries import price_lines
from customkeeps.catalog.models import Product
from customkeeps.catalog.queries import products_with_options
from customkeeps.checkout.actions.cancelled_order import REASON
from customkeeps.checkout.actions.snapshot import purchase_of, snapshot
from customkeeps.coupons.actions import CouponUsedUpError
from customkeeps.coupons.models import Coupon
from customkeeps.demo.payments import MADE_UP, REFUND_KEY, Bought, demo_payments, payment_id
from customkeeps.demo.pictures.catalogue import FOLDER
from customkeeps.demo.pictures.jobs import print_ready
from customkeeps.demo.purchases import IN_CART, PURCHASES, Piece, Purchase
from customkeeps.designs.actions import UPLOADS, accept_picture
from customkeeps.designs.models import Design
from customkeeps.designs.placing import freeze
from customkeeps.orders.actions import create_order, credit_order, move_order
from customkeeps.orders.models import Order, Status
from customkeeps.payments.actions import hold_coupon, lock_payment, move, take_back_sold
from customkeeps.payments.models import Payment, Refund, State
from customkeeps.payments.refunds import (
    ask_refund,
    close_when_all_is_back,
    left_to_refund,
    move_refund,
)
from customkeeps.pricing import with_coupon
from customkeeps.rest.throttling import forget

Designs = Mapping[str, Design]


def missing_purchases() -> list[Purchase]:
    """Those that have not been ordered in this database yet and whose products are there."""
    done = {name for row in demo_payments().values_list("pk", "intent_id") for name in row}
    there = set(Product.objects.values_list("slug", flat=True))
    return [
        purchase
        for purchase in PURCHASES
        if done.isdisjoint({payment_id(purchase), f"{MADE_UP}{purchase.name}"})
        and {piece.product for piece in purchase.pieces} <= there
    ]


def accept_designs(shopper: User, pieces: Iterable[Piece]) -> Designs:
    """The drawings that the pieces name, as pictures the shopper has uploaded.

    Pictures are opened in a process of their own, so this is not for the inside of a transaction.
    """
    designs = {}
    for name in sorted({piece.design for piece in pieces if piece.design}):
        forget(UPLOADS, str(shopper.pk))  # several at once are no flood here, however low the limit
        designs[name] = accept_picture(user=shopper, data_url=_data_url(name))
    return designs


def price_all(purchases: Iterable[Purchase], shopper: User, designs: Designs) -> list[Bought]:
    """Their payments as they would be quoted today, not saved yet and not paid."""
    return [_quoted(purchase, shopper, designs) for purchase in purchases]


def order_all(bought: Iterable[Bought], *, shopper: User, staff: User) -> None:
    """Write the orders of paid purchases, dated back, each moved on to its last status."""
    now = timezone.now()
    for each in bought:
        bought_at = now - each.purchase.ago
        order = _order(each)
        Order.objects.filter(pk=order.pk).update(created_at=bought_at, updated_at=bought_at)
        for status, after in each.purchase.steps.items():
            by = shopper if status == Status.CANCELLED else staff
            order = move_order(order_id=order.pk, status=status, by=by)
            if status == Status.CANCELLED:
                _give_back(order, by=by, refund_id=each.refund_id)
            _date(order, status, bought_at + after, by=by)
        _date_payment(order, bought_at)


def fill_cart(shopper: User, designs: Designs) -> None:
    """Two lines to begin with."""
    for piece in IN_CART:
        product = Product.objects.filter(slug=piece.product, on_sale=True).first()
        if product is not None:
            add_item(
                user=shopper,
                wanted=_wanted(piece, product),
                image_url="",
                design_id=designs[piece.design].pk,
                base_url="",
            )


def has_shopped() -> bool:
    """Whether demo orders were ever made in this database."""
    return demo_payments().exists()


def _data_url(design: str) -> str:
    png = print_ready(FOLDER / "designs" / f"{design}.svg")
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def _wanted(piece: Piece, product: Product) -> Wanted:
    return Wanted(
        product_id=product.pk,
        product_name="",
        quantity=piece.quantity,
        base_color=piece.color,
        size=piece.size,
        customization_text=piece.text,
        claimed_price=None,
    )


def _quoted(purchase: Purchase, shopper: User, designs: Designs) -> Bought:
    """With an unsaved payment of what the pieces cost today."""
    coupon = Coupon.objects.filter(code__iexact=purchase.coupon).first()
    lines = [_line(piece, shopper, designs) for piece in purchase.pieces]
    payment = snapshot(
        shopper, with_coupon(price_lines(lines), coupon.rule if coupon else None), coupon
    )
    payment.pk = payment_id(purchase)
    return Bought(purchase, payment, [line.placed for line in lines if line.placed is not None])


def _order(bought: Bought) -> Order:
    """Save the payment as one that was paid, and write its order.

    Nothing is held for it: the assortment's stock is what these orders have left.
    """
    payment = bought.payment
    _count_use(payment)
    for placed in bought.prints:
        freeze(placed)
    payment.state = State.SUCCEEDED
    payment.received_amount = payment.final_amount or None
    payment.save(force_insert=True)
    order = create_order(purchase_of(payment))
    move(payment, State.FULFILLED, order=order)
    return order


def _count_use(payment: Payment) -> None:
    if payment.coupon_id is None:
        return
    Coupon.objects.select_for_update(no_key=True).get(pk=payment.coupon_id)
    with suppress(CouponUsedUpError):  # real orders have taken what there was
        hold_coupon(payment)


def _line(piece: Piece, shopper: User, designs: Designs) -> CartItem:
    """A line that never was in the cart: the shopper may have other things in there."""
    product: Any = products_with_options().get(slug=piece.product)
    line: Any = CartItem(
        user=shopper,
        product=product,
        quantity=piece.quantity,
        base_color=piece.color,
        size=piece.size,
        customization_text=piece.text,
        design=designs.get(piece.design),
    )
    place_line(line, product)
    line.tier_rows = product.tier_rows
    return line


def _give_back(order: Order, *, by: User, refund_id: str | None) -> None:
    """What a cancelled order's refund leaves behind once Stripe has paid it back."""
    payment = lock_payment(order.payment.pk)
    take_back_sold(payment)
    if left := left_to_refund(payment):
        refund = ask_refund(
            payment,
            amount=left,
            origin=Refund.Origin.CANCELLED,
            reason=REASON,
            by=by,
            key=REFUND_KEY,
        )
        move_refund(refund, Refund.State.SUCCEEDED, refund_id=refund_id)
        credit_order(order, amount=left, reason=REASON, reference=refund.reference)
        close_when_all_is_back(payment)


def _date(order: Order, status: Status, at: datetime, *, by: User | None) -> None:
    """Say that `status` was entered then, wherever that is written down."""
    Order.objects.filter(pk=order.pk).update(updated_at=at)
    order.events.filter(status=status).update(at=at)
    order.history.filter(status=status).update(history_date=at, history_user=by, updated_at=at)


def _date_payment(order: Order, bought_at: datetime) -> None:
    began_at = bought_at - timedelta(seconds=20)
    refunded_at = order.events.filter(status=Status.CANCELLED).values_list("at", flat=True).first()
    Payment.objects.filter(order=order).update(
        created_at=began_at, updated_at=refunded_at or bought_at, collected_at=bought_at
    )
    order.payment.refunds.update(created_at=refunded_at, updated_at=refunded_at)
    order.credits.update(created_at=refunded_at)
