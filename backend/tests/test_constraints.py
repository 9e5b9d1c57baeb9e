"""What the database itself refuses, whoever writes. Every constraint of ours has its case here."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from customkeeps.accounts.models import Address, User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import (
    BulkTier,
    Placement,
    Product,
    ProductColor,
    ProductSize,
    VariantStock,
)
from customkeeps.coupons.models import Coupon
from customkeeps.designs.models import Artwork, Design, PlacedDesign, SavedDesign
from customkeeps.emails.actions import mail_buyer
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.models import Credit, Order, OrderEvent, OrderItem
from customkeeps.payments.models import Dispute, Installation, Payment, Refund, StockHold
from customkeeps.production.models import PrintFile, PrintJob
from customkeeps.rest.models import IdempotentAnswer
from tests.factories import (
    make_address,
    make_cart_item,
    make_coupon,
    make_design,
    make_document,
    make_order,
    make_payment,
    make_product,
    make_saved_design,
    make_stock,
)

pytestmark = pytest.mark.django_db

Change = tuple[type[models.Model], dict[str, Any]]
ZEROS = "0" * 64
FAR = datetime(2100, 1, 1, tzinfo=UTC)
FREE_ID = {"order_id": "FREE0001", "payment_intent_id": None}
NO_DISCOUNT = {"bulk_discount": 0, "coupon_discount": 0, "discount_amount": 0}
FIXED = {"discount_percent": None}
OLD: dict[str, Any] = {"customization_text": "Bye", "placed": None}
ANOTHER = {"pk": uuid4(), "intent_id": None, "order": None}

# A row that is there is changed, past all checks that Python makes.
CHANGES: dict[str, list[Change]] = {
    "address_country_code": [(Address, {"country": "ph"}), (Address, {"country": "P"})],
    "artwork_facts": [
        (Artwork, {"has_alpha": None, "true_scale": 1}),
        (Artwork, {"has_alpha": None, "true_scale": None, "border_colour": "#ffffff"}),
        (Artwork, {"has_alpha": False, "true_scale": None}),
        (Artwork, {"has_alpha": True, "true_scale": 0.3}),
    ],
    "artwork_format": [(Artwork, {"format": "gif"})],
    "artwork_hashes": [
        (Artwork, {"sha256": "../../etc/passwd"}),
        (Artwork, {"source_sha256": "F" * 64}),
    ],
    "artwork_border_colour": [
        (Artwork, {"border_colour": "#FFFFFF"}),
        (Artwork, {"border_colour": "white"}),
    ],
    "artwork_sizes": [
        (Artwork, {"width_px": 15}),
        (Artwork, {"height_px": 8001}),
        (Artwork, {"size_bytes": 0}),
    ],
    "bulk_tier_percent": [(BulkTier, {"percent": 0}), (BulkTier, {"percent": "100.01"})],
    "bulk_tier_quantity": [(BulkTier, {"min_quantity": 1})],
    "cart_item_is_customised": [(CartItem, {"design": None, "customization_text": ""})],
    "cart_item_price": [(CartItem, {"price": "-0.01"})],
    "cart_item_quantity": [(CartItem, {"quantity": 0}), (CartItem, {"quantity": 101})],
    "coupon_amount": [(Coupon, FIXED | {"discount_amount": 0})],
    "coupon_amount_in_places": [(Coupon, FIXED | {"discount_amount": "10.005"})],
    "coupon_currency_code": [(Coupon, {"currency": "php"})],
    "coupon_max_uses": [(Coupon, {"max_uses": 0, "uses": 0})],
    "coupon_max_uses_per_user": [(Coupon, {"max_uses_per_user": 0})],
    "coupon_minimum": [(Coupon, {"minimum_subtotal": 0}), (Coupon, {"minimum_subtotal": -1})],
    "coupon_minimum_in_places": [(Coupon, {"minimum_subtotal": "500.001"})],
    "coupon_not_overused": [(Coupon, {"uses": 3}), (Coupon, {"max_uses": 1})],
    "coupon_percent_or_amount": [
        (Coupon, {"discount_amount": 100}),
        (Coupon, {"discount_percent": None}),
    ],
    "coupon_dates_in_order": [(Coupon, {"valid_from": FAR})],
    "coupon_percent": [
        (Coupon, {"discount_percent": 0}),
        (Coupon, {"discount_percent": "100.01"}),
        (Coupon, {"discount_percent": -10}),
    ],
    "credit_amount": [(Credit, {"amount": 0}), (Credit, {"amount": "-0.01"})],
    "one_installation": [(Installation, {"id": 2})],
    "order_payment_status": [(Order, {"payment_status": "stolen"})],
    "order_refunds_agree": [
        (Order, {"refunded_amount": "-0.01"}),
        (Order, {"refunded_amount": "0.01"}),
        (Order, {"payment_status": "partially_refunded"}),
        (Order, {"payment_status": "refunded"}),
        (Order, {"payment_status": "refunded", "refunded_amount": "8099.99"}),
        (Order, {"payment_status": "refunded", "refunded_amount": "8100.01"}),
        (Order, {"payment_status": "partially_refunded", "refunded_amount": "8100.00"}),
        (Order, {"payment_status": "paid", "refunded_amount": "8100.00"}),
    ],
    "dispute_amount": [(Dispute, {"amount": 0})],
    "payment_refunds_within_received": [
        (Payment, {"refund_total": "0.01"}),
        (Payment, {"received_amount": 100, "refund_total": "100.01"}),
        (Payment, {"received_amount": 100, "refund_total": "-0.01"}),
    ],
    "outbox_has_recipient": [(OutboxMail, {"to": ""})],
    "outbox_kind": [(OutboxMail, {"kind": "chain_letter"})],
    "outbox_sent_or_failed": [(OutboxMail, {"sent_at": FAR, "failed_at": FAR})],
    "placement_has_an_area": [(Placement, {"width_mm": 0}), (Placement, {"height_mm": 0})],
    "product_color_hex": [
        (ProductColor, {"hex": "#FFFFFF"}),
        (ProductColor, {"hex": "#fff"}),
        (ProductColor, {"hex": "red"}),
    ],
    "product_currency_code": [(Product, {"currency": "php"}), (Product, {"currency": "₱"})],
    "product_price_not_negative": [(Product, {"price": "-0.01"})],
    "product_stock_not_oversold": [(Product, {"stock_held": 6}), (Product, {"stock": 0})],
    "refund_amount": [(Refund, {"amount": 0})],
    "product_price_chargeable": [(Product, {"price": 1_000_000})],
    "product_price_in_places": [(Product, {"price": "10.005"})],
    "coupon_code_form": [(Coupon, {"code": "SAVE 10"}), (Coupon, {"code": "ÑANDÚ"})],
    "print_file_hashes": [(PrintFile, {"sha256": "x"}), (PrintFile, {"document_sha256": ""})],
    "print_file_kind": [(PrintFile, {"kind": "svg", "width_px": 1})],
    "print_file_pixels": [
        (PrintFile, {"width_px": None}),
        (PrintFile, {"height_px": 0}),
        (PrintFile, {"kind": "pdf"}),
    ],
    "print_file_size": [(PrintFile, {"size_bytes": 0})],
    "print_job_ended": [(PrintJob, {"ended_at": FAR}), (PrintJob, {"state": "ready"})],
    "saved_design_name": [(SavedDesign, {"name": ""})],
    "saved_design_revision": [(SavedDesign, {"revision": 0})],
    "saved_design_share_token": [
        (SavedDesign, {"share_token": ""}),
        (SavedDesign, {"share_token": "x" * 31}),
        (SavedDesign, {"share_token": "/" * 32}),
    ],
    "stock_hold_quantity": [(StockHold, {"quantity": 0})],
    "variant_stock_names_a_variant": [(VariantStock, {"color": None, "size": None})],
    "variant_stock_not_oversold": [(VariantStock, {"held": 10})],
}

# A row that is there is written once more, with these differences.
COPIES: dict[str, list[Change]] = {
    "address_one_default_a_user": [(Address, {"name": "Another"})],
    "order_discounts_add_up": [
        (Order, FREE_ID | {"bulk_discount": "500.01"}),
        (Order, FREE_ID | {"coupon_discount": "449.999"}),
    ],
    "order_id_form": [
        (Order, FREE_ID | {"order_id": "abcd1234"}),
        (Order, FREE_ID | {"order_id": "ABC123"}),
        (Order, FREE_ID | {"order_id": "ABC-1234"}),
        (Order, FREE_ID | {"order_id": ""}),
    ],
    "order_item_amounts": [
        (OrderItem, {"quantity": 0}),
        (OrderItem, {"line_total": "-0.01"}),
        (OrderItem, {"price": "-0.01"}),
    ],
    "order_total_adds_up": [
        (Order, FREE_ID | {"final_amount": "4050.01"}),
        (Order, FREE_ID | {"total_amount": 5001}),
    ],
    "artwork_once": [(Artwork, {"source_sha256": ZEROS})],
    "artwork_source_once": [(Artwork, {"sha256": ZEROS})],
    "cart_line_once": [(CartItem, {"quantity": 7, **OLD})],
    "cart_text_line_once": [(CartItem, {"design": None, "quantity": 7, **OLD})],
    "cart_placed_line_once": [
        (CartItem, {"quantity": 7}),
        (CartItem, {"design": None}),
    ],
    "coupon_code_once_in_any_case": [(Coupon, {"code": "save10"}), (Coupon, {"code": "SAVE10"})],
    "design_fingerprint": [
        (Design, {"pk": uuid4(), "fingerprint": "x"}),
        (Design, {"pk": uuid4(), "fingerprint": "F" * 64}),
    ],
    "design_is_picture_or_documents": [
        (Design, {"pk": uuid4(), "fingerprint": ZEROS, "documents": [make_document()]}),
        (Design, {"pk": uuid4(), "fingerprint": ZEROS, "artwork": None}),
    ],
    "design_once": [(Design, {"pk": uuid4()})],
    "idempotent_answer_once": [(IdempotentAnswer, {})],
    "guest_has_no_password_or_rights": [
        (User, {"is_guest": True}),
        (User, {"is_guest": True, "password": "!", "is_staff": True}),
        (User, {"is_guest": True, "password": "!", "is_superuser": True}),
    ],
    "order_amounts_not_negative": [
        (Order, FREE_ID | NO_DISCOUNT | {"total_amount": -1, "final_amount": -1})
    ],
    "order_status": [(Order, FREE_ID | {"status": "lost"})],
    "order_status_entered_once": [(OrderEvent, {})],
    "payment_amount": [
        (Payment, ANOTHER | {"state": "canceled", "raw_subtotal": 0, "final_amount": -950})
    ],
    "payment_amounts_not_negative": [
        (
            Payment,
            ANOTHER
            | {
                "state": "canceled",
                "raw_subtotal": 450,
                "bulk_discount": -500,
                "discount_amount": 450,
                "coupon_discount": 950,
                "final_amount": 0,
            },
        ),
    ],
    "payment_discounts_add_up": [
        (Payment, ANOTHER | {"state": "canceled", "bulk_discount": "500.01"})
    ],
    "payment_total_adds_up": [
        (Payment, ANOTHER | {"state": "canceled", "final_amount": "4049.999"})
    ],
    "payment_fulfilled_has_order": [(Payment, ANOTHER | {"state": "fulfilled"})],
    "payment_one_open_a_user": [
        (Payment, ANOTHER | {"state": state}) for state in ("creating", "open", "cancelling")
    ],
    "payment_state": [(Payment, ANOTHER | {"state": "lost"})],
    "placed_design_hash": [
        (PlacedDesign, {"pk": "F" * 64}),
        (PlacedDesign, {"pk": "../../etc/passwd"}),
    ],
    "print_file_once": [(PrintFile, {})],
    "print_job_state": [(PrintJob, {"state": "lost", "ended_at": FAR})],
    "product_color_once": [(ProductColor, {})],
    "product_one_default_size": [(ProductSize, {"name": "XXL", "is_default": True})],
    "product_placement_once": [(Placement, {})],
    "product_size_once": [(ProductSize, {"is_default": False})],
    "refund_number_once": [(Refund, {"refund_id": None})],
    "refund_state": [(Refund, {"refund_id": None, "number": 2, "state": "lost"})],
    "stock_hold_pool_once": [(StockHold, {"state": "sold", "variant": None})],
    "stock_hold_state": [(StockHold, {"state": "lost", "quantity": 2})],
    "stock_hold_variant_once": [(StockHold, {"state": "sold"})],
    "variant_stock_color_once": [(VariantStock, {"size": None})],
    "variant_stock_color_size_once": [(VariantStock, {})],
    "variant_stock_size_once": [(VariantStock, {"color": None})],
}


def cases(table: dict[str, list[Change]]) -> pytest.MarkDecorator:
    listed = [(name, change) for name, changes in table.items() for change in changes]
    return pytest.mark.parametrize(("name", "change"), listed, ids=[name for name, _ in listed])


@pytest.fixture
def rows(alice: User) -> None:
    """Of every model at least one row, and nothing that is refused already."""
    product = make_product(sizes=("S", "M"), default_size="M", stock=5, stock_held=1)
    color, size = {"color": "White"}, {"size": "M"}
    variant = make_stock(product, 5, **color, **size)
    make_stock(product, 5, **color)
    make_stock(product, 5, **size)
    design = make_design(alice)
    for picture in (design, None):
        line = {"customization_text": "Hello", "size": "M", "design": picture}
        make_cart_item(alice, product, 10, **line)
    order = make_order(alice, coupon=make_coupon(max_uses=2, uses=2))
    Credit.objects.create(order=order, amount=1, reference="1")
    OrderEvent.objects.create(order=order, status="ready_for_delivery")
    mail_buyer(order, Kind.ORDER_CONFIRMED)
    open_payment = make_payment(alice)
    Refund.objects.create(payment=open_payment, amount=1, currency="PHP")
    Dispute.objects.create(payment=open_payment, dispute_id="dp_1", amount=1, currency="PHP")
    StockHold.objects.create(payment=open_payment, product=product, variant=variant, quantity=1)
    StockHold.objects.create(payment=open_payment, product=product, quantity=1)
    Installation.objects.create()
    make_address(alice)
    IdempotentAnswer.objects.create(scope="1", key="k", fingerprint="f", started_at=FAR)
    # An older program's lines, which do not say what they print.
    for picture in (design, None):
        make_cart_item(alice, product, 10, **OLD | {"size": "M", "design": picture})
    make_saved_design(alice, product)
    item = order.items.filter(placed__isnull=False)[0]
    PrintJob.objects.create(item=item, due_at=FAR)
    PrintFile.objects.create(
        placed=item.placed,
        placement="front",
        kind="png",
        document_sha256=ZEROS,
        renderer="1",
        sha256=ZEROS,
        size_bytes=1,
        width_px=1,
        height_px=1,
    )


def refused(name: str, write: Any) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    words = str(refusal.value)
    # SQLite names the columns of a broken uniqueness, not the constraint.
    unnamed = connection.vendor == "sqlite" and words.startswith("UNIQUE constraint failed")
    assert name in words or (unnamed and name in COPIES), words


@pytest.mark.usefixtures("rows")
@cases(CHANGES)
def test_a_change_that_breaks_a_rule_is_refused(name: str, change: Change) -> None:
    model, fields = change
    refused(name, lambda: model._default_manager.update(**fields))


@pytest.mark.usefixtures("rows")
@cases(COPIES)
def test_a_row_that_breaks_a_rule_is_refused(name: str, change: Change) -> None:
    model, fields = change
    row = model._default_manager.order_by("pk")[0]
    for field, value in {"pk": None, **fields}.items():
        setattr(row, field, value)
    refused(name, lambda: model._default_manager.bulk_create([row]))


def test_every_constraint_has_its_case() -> None:
    ours = [
        constraint.name
        for model in apps.get_models()
        if model.__module__.startswith("customkeeps.")
        for constraint in model._meta.constraints
    ]
    assert sorted(ours) == sorted([*CHANGES, *COPIES])
