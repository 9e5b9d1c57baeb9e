"""What `make run`, `make dev` and the tests of whole shops have in common."""

import contextlib
import fcntl
import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.children import Child, Family
from scripts.places import BACKEND, PYTHON, ROOT

# How long the sandbox or the shop may take to answer.
PATIENCE_SECONDS = 60
WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 (recognised, not bound to)


# For a shop that is started by a program: the same whatever the shell or .env say.
DEFAULTS_ONLY = {
    "DEMO": "True",
    "DEBUG": "False",
    "ALLOWED_HOSTS": "127.0.0.1,localhost",
    **dict.fromkeys(("HOST", "PUBLIC_URL", "DATABASE_URL"), ""),
    **dict.fromkeys(("STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY", "STRIPE_WEBHOOK_SECRET"), ""),
    **dict.fromkeys(("STRIPE_API_BASE", "STRIPE_JS_URL", "CATALOGUE_PUBLIC", "EMAIL_URL"), ""),
}


class CannotStartError(Exception):
    """Why the shop cannot start, in a sentence that says what to do."""


@dataclass(frozen=True)
class Shop:
    """The settings that starting the shop needs; the rules behind them are the settings' own."""

    host: str
    port: int
    data_dir: Path
    demo: bool
    public_url: str
    sandbox_port: int | None
    webhook_secret: str

    @property
    def local_url(self) -> str:
        """Where this machine reaches the shop."""
        return f"http://{WILDCARDS.get(self.host, self.host)}:{self.port}"


def read_shop(**defaults: str) -> Shop:
    """Start Django. The environment weighs more than .env, and .env more than these defaults."""
    sys.path.insert(0, str(BACKEND))
    import environ  # noqa: PLC0415 (installed by `prepare`, and only after it)

    for dotenv in (ROOT / ".env", BACKEND / ".env"):
        if dotenv.is_file():
            environ.Env.read_env(dotenv)
    for name, value in {"DJANGO_SETTINGS_MODULE": "customkeeps.settings", **defaults}.items():
        os.environ.setdefault(name, value)
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    django.setup()
    return Shop(
        host=settings.HOST,
        port=settings.PORT,
        data_dir=settings.DATA_DIR,
        demo=settings.DEMO or settings.DEBUG,
        public_url=settings.PUBLIC_URL,
        sandbox_port=settings.SANDBOX_PORT if settings.USES_SANDBOX else None,
        webhook_secret=settings.STRIPE_WEBHOOK_SECRET,
    )


@contextlib.contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Hold the data directory, so that two shops never work on one by mistake."""
    with (data_dir / "running").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotStartError(
                f"A shop is running with {data_dir} already. Stop it, or give this one a DATA_DIR, "
                "PORT and SANDBOX_PORT of its own."
            ) from error
        yield


def check_free(name: str, host: str, port: int) -> None:
    """Raise CannotStartError unless this port can be listened on. `name` is its variable."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise CannotStartError(
                f"Port {port} on {host} cannot be used ({error.strerror}). Stop what uses it, "
                f"or choose another: {name}={port + 1}."
            ) from error


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def migrate() -> None:
    from django.core.management import call_command  # noqa: PLC0415 (see read_shop)
    from django.db import connections  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    connections.close_all()


def load_demo(family: Family, shop: Shop) -> None:
    """Fill the shop on its first start, and again when the demo itself has changed.

    Its orders are paid at the sandbox, where there is one: that is in `family` by then.
    """
    from customkeeps.demo.actions import is_loaded  # noqa: PLC0415 (see read_shop)

    if is_loaded():
        return
    print("Loading the demo shop ...", flush=True)
    if shop.sandbox_port:
        _wait_for_sandbox(family, shop.sandbox_port)
    with Family() as loading:
        loading.add(manage("demo", "load_demo", "--quiet"))
        ended = loading.wait()
    if ended is None or ended.wait() != 0:
        raise CannotStartError("The demo shop could not be loaded; see above why.")


def _wait_for_sandbox(family: Family, port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not answers(f"http://127.0.0.1:{port}/healthz"):
        if family.wait(0.05) is not None or time.monotonic() > deadline:
            raise CannotStartError("The payments sandbox does not answer; see above why.")


def demo_logins() -> list[str]:
    from customkeeps.demo import people  # noqa: PLC0415 (see read_shop)

    rows = people.demo_logins()
    return [f"  {login.role:<10}{login.username}  {login.password}" for login in rows]


def manage(name: str, *words: str) -> Child:
    return Child(name, [str(PYTHON), "manage.py", *words], folder=BACKEND)


def sandbox(shop: Shop) -> Child:
    command = [
        *(str(PYTHON), "-m", "payments_sandbox"),
        *("--port", str(shop.sandbox_port)),
        *("--data-dir", str(shop.data_dir / "sandbox")),
        *("--webhook-url", f"{shop.local_url}/api/payments/webhook/"),
        *("--webhook-secret", shop.webhook_secret),
    ]
    return Child("sandbox", command, folder=ROOT)


def is_ready(url: str) -> bool:
    """Whether the shop at this address says that it can serve."""
    return answers(f"{url}/readyz")


def answers(url: str) -> bool:
    """Whether there is an answer 200 at this address of ours."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 (our own address)
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
