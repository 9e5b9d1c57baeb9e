"""Backups of a shop with a past, and an old one restored: every payment of the gap has its end."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.models import Credit, Order, OrderItem
from customkeeps.payments.models import Payment, StockHold, StrayIntent
from tests.backups.shops import Shop
from tests.postgresql import new_database, programs
from tests.running_shop import Buyer, RunningShop
from tests.torture.audit import Audit
from tests.torture.conftest import NewShop
from tests.torture.figures import Figures, sized

pytestmark = pytest.mark.torture
ORDERS, PER_BUYER, AT_MOST_SECONDS = sized(10_000, 1_000), 20, 60
IS_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
# The control: a pass of the worker's that looks at what is here only.
WITHOUT_SWEEP = """
from customkeeps.checkout.actions import reconcile
reconcile.sweep = lambda **_: 0
reconcile.reconcile()
"""


@pytest.fixture
def shop(new_shop: NewShop) -> Iterator[RunningShop]:
    """Nobody but `manage.py` works here: no webhooks, no workers."""
    path = {"PATH": f"{programs()}{os.pathsep}{os.environ['PATH']}"} if IS_POSTGRESQL else {}
    shop = new_shop(**path).start(workers=0, webhooks=False)
    shop.product("Mug", stock=50_000)
    yield shop
    shop.stop()


def fill_cart(buyer: Buyer) -> None:
    mug = {"product_name": "Mug", "base_color": "White", "customization_text": "Mine"}
    assert buyer.post("/api/cart/", mug).status_code == 201


def begin(buyer: Buyer) -> str:
    fill_cart(buyer)
    intent_id: str = buyer.pay().json()["paymentIntentId"]
    return intent_id


def buy(buyer: Buyer) -> str:
    """The order's id."""
    intent_id = begin(buyer)
    buyer.confirm(intent_id)
    order_id: str = buyer.create(intent_id).json()["order_id"]
    return order_id


def give_a_past(shop: RunningShop, orders: int) -> None:
    """That many orders like the one there is, with all that belongs to them, some given back."""
    like = shop.orders().select_related("payment").get()
    item = OrderItem.objects.using(shop.alias).get()
    hold = StockHold.objects.using(shop.alias).get()
    buyers = [buyer.user for buyer in shop.buyers("past", orders // PER_BUYER)]
    made = [
        copy(like, order_id=f"A{number:07}", payment_intent_id=f"pi_past{number}",
             user_id=buyers[number % len(buyers)].pk)
        for number in range(orders)
    ]  # fmt: skip
    Order.objects.using(shop.alias).bulk_create(made, batch_size=500)
    payments = [
        copy(like.payment, id=uuid4(), order_id=order.pk, user_id=order.user_id,
             intent_id=order.payment_intent_id)
        for order in made
    ]  # fmt: skip
    Payment.objects.using(shop.alias).bulk_create(payments, batch_size=200)
    OrderItem.objects.using(shop.alias).bulk_create(
        [copy(item, order_id=order.pk) for order in made for _ in range(2)], batch_size=500
    )
    StockHold.objects.using(shop.alias).bulk_create(
        [copy(hold, payment_id=payment.pk) for payment in payments], batch_size=500
    )
    Credit.objects.using(shop.alias).bulk_create(
        Credit(order=order, amount=1, reference=f"{number}")
        for number, order in enumerate(made[::10])
    )
    now = timezone.now()
    OutboxMail.objects.using(shop.alias).bulk_create(
        [
            OutboxMail(kind=Kind.ORDER_CONFIRMED, key=f"past-{number}", to="past@example.com",
                       order=order, message_id=f"<past-{number}@example.com>", sent_at=now,
                       text="Thank you. " * 50, due_at=now, give_up_at=now + timedelta(days=1))
            for number, order in enumerate(made)
        ],
        batch_size=500,
    )  # fmt: skip


def copy(row: Any, **changes: object) -> Any:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**{**values, "id": None} | changes)


def test_a_large_shop_comes_back_equal_in_time(
    shop: RunningShop, tmp_path: Path, figures: Figures
) -> None:
    [buyer] = shop.buyers("first")
    buy(buyer)
    give_a_past(shop, ORDERS - 1)
    backup, folder = tmp_path / "shop.tar", tmp_path / "restored"
    kept = Shop(Path(shop.environment["DATA_DIR"]), shop.environment["DATABASE_URL"])
    url = os.environ["DATABASE_URL"]
    url = new_database(url) if IS_POSTGRESQL else f"sqlite:///{folder}/shop.sqlite3"
    folder.mkdir()
    restored = Shop(folder, url, PATH=shop.environment["PATH"])
    begun = time.monotonic()
    shop.manage("backup", str(backup))
    made = time.monotonic()
    restored.manage("restore", str(backup))
    done = time.monotonic()
    assert restored.rows() == kept.rows()
    assert restored.rows()["orders_order"].count == ORDERS
    figures.note(
        row="backup",
        asked="10,000 orders restored in ≤ 60 s, equal",
        measured=f"{ORDERS:,} orders, {backup.stat().st_size / 1e6:.0f} MB: written in "
        f"{made - begun:.1f} s, restored in {done - made:.1f} s, every table equal",
    )
    kept.close()
    restored.close()
    assert done - begun <= AT_MOST_SECONDS


def test_after_an_old_backup_every_payment_of_the_gap_has_an_end(
    shop: RunningShop, tmp_path: Path, figures: Figures
) -> None:
    backup = tmp_path / "shop.tar"
    early, late, gone, sorry, *new = shop.buyers("buyer", 9)
    before = buy(early)
    cancelled, refunded = buy(sorry), buy(sorry)
    waiting, left = begin(late), begin(gone)
    shop.manage("backup", str(backup))
    # What the backup knows nothing of.
    late.confirm(waiting)
    late.create(waiting)
    gone.confirm(left)
    assert sorry.post(f"/api/orders/{cancelled}/cancel/", {}).status_code == 200
    intent_of = dict(shop.orders().values_list("order_id", "payment_intent_id"))
    shop.sandbox.stripe.refunds.create({"payment_intent": intent_of[refunded], "amount": 100_00})
    lost = [buy(buyer) for buyer in new]
    for buyer in new:
        buyer.confirm(begin(buyer))

    shop.web.terminate()
    shop.web.wait()
    shop.manage("restore", str(backup), "--replace")
    shop.manage("migrate", "--verbosity", "0")
    shop.let_a_minute_pass()
    shop.manage("shell", "--no-imports", "-c", WITHOUT_SWEEP)
    assert Counter(wrong.kind for wrong in Audit(shop).wrong)["lost"] == 2 * len(new)

    shop.manage("reconcile")
    assert Audit(shop).wrong == []
    orders = {order.order_id: order for order in shop.orders()}
    assert not orders.keys() & set(lost)
    assert len(orders) == 5
    assert orders[before].refunded_amount == 0
    assert (orders[cancelled].refunded_amount, orders[refunded].refunded_amount) == (500, 100)
    strays = StrayIntent.objects.using(shop.alias)
    assert strays.exclude(refunded_at=None).count() == 2 * len(new)
    alarms = OutboxMail.objects.using(shop.alias).filter(kind=Kind.STAFF_ALARM)
    assert alarms.filter(key__contains="stray-").count() == 2 * len(new)
    figures.note(
        row="old backup",
        asked="a stale backup reconciled: every payment of the gap becomes an order or a refund",
        measured=f"{len(Audit(shop).paid)} payments, {2 * len(new)} of them unknown: "
        "each an order or given back",
    )
