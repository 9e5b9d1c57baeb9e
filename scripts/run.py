"""`make run`: the whole shop on one origin, served as in production, in demo mode."""

import sys
import time

from scripts import shop as shops
from scripts.children import Child, Family, StoppedError, stop_on_signals
from scripts.places import BACKEND, PYTHON
from scripts.shop import CannotStartError, Shop
from scripts.stamps import Stamp

WORKERS, THREADS = 2, 4


def run() -> int:
    shop = shops.read_shop(DEMO="True", DEBUG="False")
    with shops.only_one(shop.data_dir):
        shops.check_free("PORT", shop.host, shop.port)
        if shop.sandbox_port:
            shops.check_free("SANDBOX_PORT", "127.0.0.1", shop.sandbox_port)
        with Family() as family:
            if shop.sandbox_port:
                family.add(shops.sandbox(shop))
            shops.migrate()
            collect_static(shop)
            if shop.demo:
                shops.load_demo(family, shop)
            family.add(web(shop))
            family.add(shops.manage("worker", "work"))
            return serve(family, shop)


def collect_static(shop: Shop) -> None:
    """Django's and the admin's files, compressed: slow, so only when packages or ours changed."""
    from django.core.management import call_command  # noqa: PLC0415 (needs what read_shop did)

    own = sorted((BACKEND / "customkeeps").glob("*/static"))
    sources = (BACKEND / "requirements.txt", BACKEND / "customkeeps" / "settings.py", *own)
    stamp = Stamp(shop.data_dir / "static" / ".stamp", *sources)
    if not stamp.is_fresh():
        print("Collecting the static files ...", flush=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write()


def web(shop: Shop) -> Child:
    command = [
        *(str(PYTHON), "-m", "granian", "--interface", "wsgi", "--log-level", "warning"),
        *("--host", shop.host.strip("[]"), "--port", str(shop.port)),
        *("--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
        "--respawn-failed-workers",
        "customkeeps.wsgi:application",
    ]
    return Child("shop", command, folder=BACKEND)


def serve(family: Family, shop: Shop) -> int:
    """Say where the shop is once it is open, then wait; the exit code of what ended by itself."""
    deadline = time.monotonic() + shops.PATIENCE_SECONDS
    ended = family.wait(0.05)
    while ended is None and not shops.is_ready(shop.local_url):
        if time.monotonic() > deadline:
            raise CannotStartError(f"{shop.local_url}/readyz does not answer 200; see above why.")
        ended = family.wait(0.1)
    if ended is None:
        print(addresses(shop), flush=True)
        ended = family.wait()
    return obituary(ended) if ended else 1


def addresses(shop: Shop) -> str:
    rows = [
        ("Shop", f"{shop.public_url}/"),
        ("Staff", f"{shop.public_url}/admin/"),
        ("API", f"{shop.public_url}/api/docs/"),
    ]
    if shop.demo:
        rows.append(("E-mails", f"{shop.public_url}/dev/mail/"))
    if shop.sandbox_port:
        rows.append(("Sandbox", f"http://127.0.0.1:{shop.sandbox_port}/sandbox/state"))
        rows.append(("Card", "4242 4242 4242 4242, any future date, any CVC"))
    lines = [f"  {name:<10}{text}" for name, text in rows]
    logins = ["", *shops.demo_logins()] if shop.demo else []
    return "\n".join(["", "The shop is open.", "", *lines, *logins, "", "Ctrl-C closes it."])


def obituary(child: Child) -> int:
    """Say how a child ended and what it said last; its exit code, never 0."""
    code = child.wait()
    print(f"\n{child.name} has ended with exit code {code}, so all ends. Its last words:")
    print("".join(list(child.last_words)[-20:]) or "(none)", flush=True)
    return code or 1


def main() -> int:
    try:
        with stop_on_signals():
            return run()
    except StoppedError:
        print("\nThe shop is closed.")
        return 0
    except CannotStartError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
