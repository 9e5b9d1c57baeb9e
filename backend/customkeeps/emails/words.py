"""What the mails say. Both forms of a mail, HTML and plain text, are made of these words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings

from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.money import as_price
from customkeeps.orders.links import tracking_path
from customkeeps.orders.models import Order

LONGEST_LINE = 150
BANKS_NEED = "Banks usually show it within 5 to 10 days."
NOT_YOU = "If that was not you, leave this e-mail alone: nothing changes."


@dataclass(frozen=True)
class Words:
    """`preview`: what mailboxes show beside the subject. `path`: the page the button opens."""

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    button: str = ""
    path: str = ""
    small_print: str = ""

    @property
    def preview(self) -> str:
        return self.paragraphs[0]


def words_of(mail: OutboxMail) -> Words:
    """Raises ValueError for a mail that has not what its kind is about."""
    kind = Kind(mail.kind)
    if kind in OF_ORDERS:
        if mail.order is None:
            raise ValueError(f"{kind} without an order")
        return OF_ORDERS[kind](mail.order, mail.context)
    return OF_OTHERS[kind](mail.context)


def one_line(text: str) -> str:
    """Fit for a header: no control characters or line ends, and not too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"


def _about(order: Order, **words: Any) -> Words:
    """Guests, who cannot log in, get a link that shows them this one order."""
    is_of_guest = order.user is not None and order.user.is_guest
    path = tracking_path(order) if is_of_guest else f"/orders/{order.order_id}"
    return Words(button="See your order", path=path, **words)


def _name(order: Order) -> str:
    """`, Alice`, or nothing: people who gave no name are not called by their user name."""
    name = one_line(order.user.first_name) if order.user else ""
    return f", {name}" if name else ""


def _confirmed(order: Order, _context: Any) -> Words:
    paid = as_price(order.final_amount, order.currency)
    return _about(
        order,
        subject=f"Your order {order.order_id} is confirmed",
        heading=f"Thank you{_name(order)}",
        paragraphs=(
            f"We have your order {order.order_id} and your payment of {paid}."
            if order.final_amount
            else f"We have your order {order.order_id}. There was nothing to pay.",
            "We print it for you next, and write again when it is ready.",
        ),
    )


def _ready(order: Order, _context: Any) -> Words:
    return _about(
        order,
        subject=f"Your order {order.order_id} is ready for delivery",
        heading="Made, checked and packed",
        paragraphs=(
            f"Your order {order.order_id} is ready for delivery.",
            "We write again when it leaves us.",
        ),
    )


def _in_transit(order: Order, _context: Any) -> Words:
    return _about(
        order,
        subject=f"Your order {order.order_id} is on its way",
        heading="On its way to you",
        paragraphs=(f"Your order {order.order_id} has left our workshop.",),
    )


def _delivered(order: Order, _context: Any) -> Words:
    return _about(
        order,
        subject=f"Your order {order.order_id} has been delivered",
        heading="It has arrived",
        paragraphs=(
            f"Your order {order.order_id} has been delivered. We hope that it looks the way "
            "you pictured it.",
            "Is something missing or not right? Answer this e-mail and we make it good.",
        ),
    )


def _completed(order: Order, _context: Any) -> Words:
    return _about(
        order,
        subject=f"Your order {order.order_id} is complete",
        heading=f"All done{_name(order)}",
        paragraphs=(
            f"Your order {order.order_id} is complete. Thank you for having it made by us.",
        ),
    )


def _cancelled(order: Order, _context: Any) -> Words:
    paid = as_price(order.final_amount, order.currency)
    return _about(
        order,
        subject=f"Your order {order.order_id} is cancelled",
        heading="Your order is cancelled",
        paragraphs=(
            f"Your order {order.order_id} is cancelled, and nothing of it is made.",
            f"All that you paid, {paid}, goes back to your card. {BANKS_NEED}"
            if order.final_amount
            else "There was nothing to pay, so there is nothing to give back.",
        ),
    )


def _refunded(order: Order, context: Any) -> Words:
    """`context`: `amount`, a decimal string in the order's currency."""
    amount = as_price(Decimal(context["amount"]), order.currency)
    return _about(
        order,
        subject=f"{amount} of your order {order.order_id} is on its way back",
        heading=f"{amount} is on its way back",
        paragraphs=(
            f"We have given back {amount} of your order {order.order_id}, to the card that you "
            "paid with.",
            BANKS_NEED,
        ),
    )


def _staff_alarm(context: Any) -> Words:
    """`context`: `subject`, `text` and perhaps `path`."""
    return Words(
        subject=f"{settings.SHOP_NAME}: {one_line(context['subject'])}",
        heading=one_line(context["subject"]),
        paragraphs=(context["text"],),
        button="Have a look" if context.get("path") else "",
        path=context.get("path", ""),
        small_print="You get this e-mail because the shop's alarms come to this address.",
    )


def _password_reset(context: Any) -> Words:
    """`context`: `path`, the page with the token in it, and perhaps `username`."""
    username = one_line(context.get("username", ""))
    return Words(
        subject=f"Choose a new password for {settings.SHOP_NAME}",
        heading="Choose a new password",
        paragraphs=(
            f"Somebody, we hope you, asked for a new password at {settings.SHOP_NAME}.",
            *((f"Your username is {username}.",) if username else ()),
            "The button works once, and not for long.",
        ),
        button="Choose a new password",
        path=context["path"],
        small_print=NOT_YOU,
    )


def _email_verify(context: Any) -> Words:
    """`context`: `path`, the page with the token in it."""
    return Words(
        subject=f"Confirm your e-mail address for {settings.SHOP_NAME}",
        heading="Is this your address?",
        paragraphs=("Please confirm that e-mails about your orders reach you here.",),
        button="Confirm my address",
        path=context["path"],
        small_print=NOT_YOU,
    )


def _email_changing(context: Any) -> Words:
    """`context`: `path`, the page to stop it from, and `username`."""
    return Words(
        subject=f"Your e-mail address at {settings.SHOP_NAME} is about to change",
        heading="Is this you, moving to another address?",
        paragraphs=(
            f"Somebody, we hope you, asked that {one_line(context['username'])} at "
            f"{settings.SHOP_NAME} gets its e-mails at another address. That happens once the link "
            "that we have mailed there is opened.",
            "If it is you, there is nothing to do here.",
            "If it is not you, choose a new password now. That stops the change and logs everybody "
            "else out.",
        ),
        button="Choose a new password",
        path=context["path"],
        small_print="You get this e-mail because the account has this address until then.",
    )


OF_ORDERS = {
    Kind.ORDER_CONFIRMED: _confirmed,
    Kind.ORDER_READY: _ready,
    Kind.ORDER_IN_TRANSIT: _in_transit,
    Kind.ORDER_DELIVERED: _delivered,
    Kind.ORDER_COMPLETED: _completed,
    Kind.ORDER_CANCELLED: _cancelled,
    Kind.ORDER_REFUNDED: _refunded,
}
OF_OTHERS = {
    Kind.STAFF_ALARM: _staff_alarm,
    Kind.PASSWORD_RESET: _password_reset,
    Kind.EMAIL_VERIFY: _email_verify,
    Kind.EMAIL_CHANGING: _email_changing,
}
