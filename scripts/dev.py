"""`make dev`: Django's and Vite's development servers, sandbox and worker, all reloading."""

import sys
from pathlib import Path

from scripts import shop as shops
from scripts.children import Child, Family, StoppedError, stop_on_signals
from scripts.places import BACKEND, FRONTEND
from scripts.run import obituary
from scripts.shop import CannotStartError, Shop

LOOK_EVERY_SECONDS = 1.0
VITE = FRONTEND / "node_modules" / "vite" / "bin" / "vite.js"


def develop() -> int:
    shop = shops.read_shop(DEBUG="True")
    with shops.only_one(shop.data_dir):
        shops.check_free("PORT", shop.host, shop.port)
        if shop.sandbox_port:
            shops.check_free("SANDBOX_PORT", "127.0.0.1", shop.sandbox_port)
        with Family() as family:
            if shop.sandbox_port:
                family.add(shops.sandbox(shop))
            shops.migrate()
            shops.load_demo(family, shop)
            family.add(shops.manage("django", "runserver", f"{shop.host}:{shop.port}"))
            family.add(vite(shop))
            family.add(worker())
            print("\n".join(["", *shops.demo_logins(), ""]), flush=True)
            return keep_fresh(family)


def vite(shop: Shop) -> Child:
    """The storefront at the address that Vite prints; /api and the like are passed on to Django."""
    environment = {"SHOP_URL": shop.local_url}
    return Child("vite", ["node", str(VITE)], folder=FRONTEND, environment=environment)


def worker() -> Child:
    return shops.manage("worker", "work")


def keep_fresh(family: Family) -> int:
    """Start the worker anew after changes (Django and Vite see theirs), until something ends."""
    seen = newest(BACKEND / "customkeeps")
    while True:
        ended = family.wait(LOOK_EVERY_SECONDS)
        # A worker that fell over unfinished code comes back with the next change.
        if ended is not None and ended.name != "worker":
            return obituary(ended)
        if (now := newest(BACKEND / "customkeeps")) != seen:
            seen = now
            family.end("worker")
            family.add(worker())


def newest(folder: Path) -> float:
    return max(file.stat().st_mtime for file in folder.rglob("*.py"))


def main() -> int:
    try:
        with stop_on_signals():
            return develop()
    except StoppedError:
        return 0
    except CannotStartError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
