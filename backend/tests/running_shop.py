"""The whole shop as it is served: several server and worker processes, and the sandbox."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

import environ
import requests
from django.db import connections
from django.db.models import F, QuerySet
from django.utils.text import slugify
from rest_framework_simplejwt.tokens import AccessToken

from customkeeps.accounts.models import User, username_key
from customkeeps.accounts.tokens import token_for
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product, ProductColor
from customkeeps.emails.models import OutboxMail
from customkeeps.orders.models import Order
from customkeeps.payments.models import Installation, Payment, Refund, StripeEvent
from payments_sandbox.tests.running import Sandbox

BACKEND = Path(__file__).resolve().parents[1]
WEBHOOK_SECRET = "whsec_of_a_running_shop"
APPLICATION = "customkeeps.wsgi:application"
VISA = "4242424242424242"
WORKER = ("manage.py", "work")


class RunningShop:
    """A sandbox, a database, and as many server and worker processes as a test asks for.

    Its database is at hand in the test's own process too: `….objects.using(shop.alias)`.
    """

    def __init__(
        self, folder: Path, database_url: str, *, has_tables: bool = False, **environment: str
    ) -> None:
        self.has_tables = has_tables
        self.sandbox = Sandbox(folder)
        self.port = _free_port()
        self.alias = f"shop_{self.port}"
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "shop.log"
        self.environment = os.environ | {
            "DATA_DIR": str(folder),
            "DATABASE_URL": database_url,
            "STRIPE_SECRET_KEY": "sk_test_running",
            "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "RATE_LIMIT_SCALE": "1000",
            "PYTHONWARNINGS": "ignore",
            **environment,
        }
        self.workers: list[subprocess.Popen[bytes]] = []
        self._ending = ExitStack()
        self._connect(database_url)

    def start(
        self, *, application: str = APPLICATION, workers: int = 2, webhooks: bool = True
    ) -> Self:
        """Serve `application` from two processes of four threads, with `workers` beside them."""
        self.prepare(webhooks=webhooks)
        return self.serve(application=application, workers=workers)

    def serve(self, *, application: str = APPLICATION, workers: int = 2) -> Self:
        """What `start` does once there are a sandbox and tables; also after all were killed."""
        granian = ("-m", "granian", "--interface", "wsgi", application, "--port", str(self.port),
                   "--workers", "2", "--blocking-threads", "4", "--backlog", "256")  # fmt: skip
        self.web = self.run(*granian)
        self.workers = [self.run(*WORKER) for _ in range(workers)]
        self.wait_until_served()
        return self

    def prepare(self, *, webhooks: bool = True) -> None:
        """Start the sandbox and make the tables; without `webhooks` Stripe tells us nothing."""
        told = ["--webhook-url", f"{self.url}/api/payments/webhook/"]
        self.sandbox.start(*([*told, "--webhook-secret", WEBHOOK_SECRET] if webhooks else []))
        self._ending.callback(self.sandbox.stop)
        self.environment["STRIPE_API_BASE"] = self.sandbox.url
        if not self.has_tables:
            self.manage("migrate", "--verbosity", "0")

    def stop(self) -> None:
        self._ending.close()

    def manage(self, *words: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *words], cwd=BACKEND, env=self.environment, check=True
        )

    def run(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a Python process that lives until it is killed or the shop stops."""
        with self.log.open("a") as log:
            process = subprocess.Popen(
                [sys.executable, *words],
                cwd=BACKEND,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._ending.callback(process.wait, timeout=20)
        self._ending.callback(process.terminate)
        return process

    @contextmanager
    def workers_asleep(self) -> Iterator[None]:
        """As if there were none, or as if they hung; none of them within a write of SQLite's."""
        self._signal_workers(signal.SIGSTOP)
        while not self._can_be_written():
            self._signal_workers(signal.SIGCONT)
            time.sleep(0.02)
            self._signal_workers(signal.SIGSTOP)
        try:
            yield
        finally:
            self._signal_workers(signal.SIGCONT)

    def _signal_workers(self, number: signal.Signals) -> None:
        for worker in self.workers:
            worker.send_signal(number)

    def _can_be_written(self) -> bool:
        database = connections.databases[self.alias]
        if not database["ENGINE"].endswith("sqlite3"):
            return True
        with closing(sqlite3.connect(database["NAME"], timeout=1)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
        return True

    def wait_until_served(self, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if requests.get(f"{self.url}/readyz", timeout=5).status_code == 200:
                    return
            except requests.RequestException:
                pass
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def product(self, name: str, stock: int | None = None) -> Product:
        """A new product at 500.00 pesos, in white, counted or not."""
        new = Product(name=name, slug=slugify(name), price=Decimal(500), stock=stock)
        [product] = Product.objects.using(self.alias).bulk_create([new])
        white = ProductColor(product=product, name="White", hex="#ffffff")
        ProductColor.objects.using(self.alias).bulk_create([white])
        return product

    def buyers(self, name: str, count: int = 1) -> list["Buyer"]:
        """New shoppers with a token, without the work of registering: they have no password."""
        names = [f"{name}{number}" for number in range(count)]
        users = User.objects.using(self.alias).bulk_create(
            User(username=each, username_key=username_key(each), email=f"{each}@example.com")
            for each in names
        )
        return [Buyer(self, user) for user in users]

    def fill_carts(self, buyers: list["Buyer"], product: Product, text: str = "Mine") -> None:
        """One piece for each of them; what was in their carts before is gone."""
        carts = CartItem.objects.using(self.alias)
        carts.filter(user_id__in=[buyer.user.pk for buyer in buyers]).delete()
        carts.bulk_create(
            CartItem(
                user=buyer.user,
                product=product,
                product_name=product.name,
                price=product.price,
                currency=product.currency,
                quantity=1,
                base_color="White",
                customization_text=text,
            )
            for buyer in buyers
        )

    def orders(self) -> QuerySet[Order]:
        return Order.objects.using(self.alias)

    def payments(self) -> QuerySet[Payment]:
        return Payment.objects.using(self.alias)

    def let_a_minute_pass(self) -> None:
        """All that is due within a minute is due now, leases of workers that died included."""
        minute = timedelta(minutes=1)
        for model in (Payment, StripeEvent, Refund, OutboxMail):
            rows = model.objects.using(self.alias)
            rows.update(due_at=F("due_at") - minute)
        installation = Installation.objects.using(self.alias)
        installation.update(sweep_due_at=F("sweep_due_at") - minute)

    def open_intents(self, buyer: "Buyer") -> set[str]:
        """The ids of the buyer's newest 100 PaymentIntents that could still be paid."""
        listed = self.sandbox.stripe.payment_intents.list({"limit": 100}).data
        mine = [each for each in listed if each.metadata["user_id"] == str(buyer.user.pk)]
        return {each.id for each in mine if each.status not in ("canceled", "succeeded")}

    def _connect(self, database_url: str) -> None:
        like, own = connections.databases["default"], environ.Env.db_url_config(database_url)
        where = {key: own[key] for key in ("NAME", "HOST", "PORT")}
        options = like["OPTIONS"] | own.get("OPTIONS", {})
        connections.databases[self.alias] = like | where | {"OPTIONS": options}
        self._ending.callback(connections.databases.pop, self.alias)
        self._ending.callback(connections[self.alias].close)


class Buyer:
    """A shopper's program. May be used by many threads at once."""

    def __init__(self, shop: RunningShop, user: User) -> None:
        self.shop, self.user = shop, user
        self.headers = {"Authorization": f"Bearer {token_for(AccessToken, user)}"}

    def post(self, path: str, body: dict[str, Any]) -> requests.Response:
        return requests.post(self.shop.url + path, json=body, headers=self.headers, timeout=30)

    def get(self, path: str) -> Any:
        return requests.get(self.shop.url + path, headers=self.headers, timeout=30).json()

    def pay(self, amount: str = "500.00", coupon_code: str = "") -> requests.Response:
        return self.post("/api/checkout/pay/", {"amount": amount, "coupon_code": coupon_code})

    def confirm(self, intent_id: str) -> int:
        """What Stripe.js does: pay with a good card. Returns Stripe's status, 200 when paid."""
        return self.shop.sandbox.switch(f"pay/{intent_id}", number=VISA)[0]

    def create(self, intent_id: str) -> requests.Response:
        return self.post("/api/orders/create_from_cart/", {"payment_intent_id": intent_id})


def children(pid: int) -> list[int]:
    """The processes that this one has started and that still live."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def kill(pid: int) -> bool:
    """End a process at once. False when it has ended already."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
