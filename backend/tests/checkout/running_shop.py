"""The whole shop as it is served: several server and worker processes, and the sandbox."""

import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

import requests

from payments_sandbox.tests.running import Sandbox

BACKEND = Path(__file__).resolve().parents[2]
WEBHOOK_SECRET = "whsec_of_a_running_shop"
PASSWORD = "keep-it-custom-42"
SEED = """
from decimal import Decimal
from customkeeps.catalog.models import Product, ProductColor
shirt = Product.objects.create(name="T-Shirt", slug="t-shirt", price=Decimal(500))
ProductColor.objects.create(product=shirt, name="White", hex="#ffffff")
"""


class RunningShop:
    """Two granian processes with four threads each, two workers, one sandbox, one database."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.sandbox = Sandbox(folder)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "shop.log"
        self.environment = os.environ | {
            "DATA_DIR": str(folder),
            "DATABASE_URL": database_url,
            "STRIPE_SECRET_KEY": "sk_test_running",
            "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "RATE_LIMIT_SCALE": "1000",
            "PYTHONWARNINGS": "ignore",
        }
        self._ending = ExitStack()

    def start(self, *, application: str = "customkeeps.wsgi:application", workers: int = 2) -> Self:
        """Serve `application`; `workers` is how many handle the webhook inbox."""
        self.sandbox.start("--webhook-url", f"{self.url}/api/payments/webhook/",
                           "--webhook-secret", WEBHOOK_SECRET)  # fmt: skip
        self._ending.callback(self.sandbox.stop)
        self.environment["STRIPE_API_BASE"] = self.sandbox.url
        self.manage("migrate", "--verbosity", "0")
        self.manage("shell", "--no-imports", "-c", SEED)
        self._run("-m", "granian", "--interface", "wsgi", application, "--port", str(self.port),
                  "--workers", "2", "--blocking-threads", "4", "--backlog", "256")  # fmt: skip
        for _ in range(workers):
            self._run("manage.py", "work")
        self._wait_until_served()
        return self

    def stop(self) -> None:
        self._ending.close()

    def buyer(self, name: str) -> "Buyer":
        """A newly registered shopper with a token."""
        who = {"username": name, "password": PASSWORD}
        mail = {"email": f"{name}@example.com"}
        requests.post(f"{self.url}/api/register/", json=who | mail, timeout=20).raise_for_status()
        answer = requests.post(f"{self.url}/api/token/", json=who, timeout=20)
        return Buyer(self, answer.json()["access"])

    def manage(self, *words: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *words], cwd=BACKEND, env=self.environment, check=True
        )

    def _run(self, *words: str) -> None:
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

    def _wait_until_served(self) -> None:
        for _ in range(200):
            try:
                if requests.get(f"{self.url}/readyz", timeout=5).status_code == 200:
                    return
            except requests.ConnectionError:
                pass
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())


class Buyer:
    """A shopper's program, able to do one thing many times at once."""

    def __init__(self, shop: RunningShop, access: str) -> None:
        self.shop = shop
        self.headers = {"Authorization": f"Bearer {access}"}

    def post(self, path: str, body: dict[str, Any]) -> requests.Response:
        return requests.post(self.shop.url + path, json=body, headers=self.headers, timeout=30)

    def get(self, path: str) -> Any:
        return requests.get(self.shop.url + path, headers=self.headers, timeout=30).json()

    def post_at_once(self, path: str, body: dict[str, Any], times: int) -> list[requests.Response]:
        with ThreadPoolExecutor(times) as pool:
            return list(pool.map(lambda _: self.post(path, body), range(times)))

    def fill_cart(self, text: str) -> None:
        line = {"product_name": "T-Shirt", "base_color": "White", "customization_text": text}
        assert self.post("/api/cart/", line).status_code == 201


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
