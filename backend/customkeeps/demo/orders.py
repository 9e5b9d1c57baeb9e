"""The demo shopper's past orders and cart, made by the code that makes real ones.

Nobody paid for these orders, so their PaymentIntents are named `pi_demo_…`, and Stripe knows none
of them. Their payments are finished: the shop never asks Stripe about them by itself.
"""

import base64
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.cart.actions import Wanted, add_item
from customkeeps.cart.models import CartItem
from customkeeps.cart.queries import price_lines
from customkeeps.catalog.models import Product
from customkeeps.catalog.queries import with_options
from customkeeps.checkout.actions.snapshot import purchase_of, snapshot
from customkeeps.coupons.models import Coupon
from customkeeps.demo.pictures.catalogue import FOLDER
from customkeeps.demo.pictures.jobs import print_ready
from customkeeps.demo.purchases import IN_CART, PURCHASES, Piece, Purchase
from customkeeps.designs.actions import UPLOADS, accept_picture
from customkeeps.designs.models import Design
from customkeeps.orders.actions import create_order, credit_order, move_order
from customkeeps.orders.models import Order, Status
from customkeeps.payments.actions import move
from customkeeps.payments.models import Payment, Refund, State
from customkeeps.pricing import with_coupon
from customkeeps.rest.throttling import forget

INTENT = "pi_demo_"
Designs = Mapping[str, Design]


def missing_purchases() -> list[Purchase]:
    """Those that have not been ordered in this database yet and whose products are there."""
    done = set(_demo_payments().values_list("intent_id", flat=True))
    there = set(Product.objects.values_list("slug", flat=True))
    return [
        purchase
        for purchase in PURCHASES
        if _intent_id(purchase) not in done
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


def order_all(
    purchases: Iterable[Purchase], *, shopper: User, staff: User, designs: Designs
) -> None:
    """Order what was purchased, dated back, each order moved on to its last status."""
    now = timezone.now()
    for purchase in purchases:
        bought_at = now - purchase.ago
        order = _buy(purchase, shopper, designs)
        Order.objects.filter(pk=order.pk).update(created_at=bought_at, updated_at=bought_at)
        for status, after in purchase.steps.items():
            by = shopper if status == Status.CANCELLED else staff
            order = move_order(order_id=order.pk, status=status, by=by)
            if status == Status.CANCELLED:
                _give_back(order)
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
    return _demo_payments().exists()


def _demo_payments() -> QuerySet[Payment]:
    return Payment.objects.filter(intent_id__startswith=INTENT)


def _intent_id(purchase: Purchase) -> str:
    return f"{INTENT}{purchase.name}"


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


def _buy(purchase: Purchase, shopper: User, designs: Designs) -> Order:
    """A payment of what the pieces cost today, and its order."""
    coupon = Coupon.objects.filter(code__iexact=purchase.coupon).first()
    lines = [_line(piece, shopper, designs) for piece in purchase.pieces]
    priced = with_coupon(price_lines(lines), coupon.rule if coupon else None)
    payment = snapshot(shopper, priced, coupon)
    payment.state, payment.intent_id = State.SUCCEEDED, _intent_id(purchase)
    payment.save(force_insert=True)
    order = create_order(purchase_of(payment))
    move(payment, State.FULFILLED, order=order)
    return order


def _line(piece: Piece, shopper: User, designs: Designs) -> CartItem:
    """A line that never was in the cart: the shopper may have other things in there."""
    product: Any = with_options(Product.objects.all(), product="pk").get(slug=piece.product)
    line: Any = CartItem(
        user=shopper,
        product=product,
        quantity=piece.quantity,
        base_color=piece.color,
        size=piece.size,
        customization_text=piece.text,
        design=designs.get(piece.design),
    )
    line.tier_rows = product.tier_rows
    return line


def _give_back(order: Order) -> None:
    """What a cancelled order's refund leaves behind once Stripe has paid it back."""
    payment = order.payment
    for state in (State.REFUND_DUE, State.REFUNDING, State.REFUNDED):
        move(payment, state)
    Refund.objects.create(
        payment=payment,
        refund_id=f"re_demo_{str(payment.intent_id).removeprefix(INTENT)}",
        amount=payment.final_amount,
        currency=payment.currency,
        state=Refund.State.SUCCEEDED,
        reason="cancelled by the shopper",
    )
    credit_order(
        order,
        amount=payment.final_amount,
        reason="Order cancelled",
        reference=f"{payment.pk}-1",
    )


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
