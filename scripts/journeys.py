"""The journeys of e2e/ in a real browser, against a shop of their own: `… -m scripts.journeys`.

The shop is started as by `make run`, on free ports and with an empty data directory. The journeys
find it by SHOP_URL, the sandbox by SANDBOX_URL, the browser by CHROMIUM. Further words are passed
on to Playwright.
"""

import sys
import tempfile
import time

from scripts.children import Child, Family, StoppedError, stop_on_signals
from scripts.places import E2E, NODE_MODULES, PYTHON, ROOT
from scripts.prepare import chromium
from scripts.shop import free_port, is_ready

PATIENCE_SECONDS = 300
PLAYWRIGHT = NODE_MODULES / "@playwright" / "test" / "cli.js"


def journey(words: list[str], data_dir: str) -> int:
    port, sandbox_port = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    shop = {
        "DATA_DIR": data_dir,
        "PORT": str(port),
        "SANDBOX_PORT": str(sandbox_port),
        # All journeys come from one address, faster than people do.
        "RATE_LIMIT_SCALE": "1000",
    }
    found = {
        "SHOP_URL": url,
        "SANDBOX_URL": f"http://127.0.0.1:{sandbox_port}",
        "SHOP_DATA_DIR": data_dir,
        "CHROMIUM": chromium() or "",
    }
    with Family() as family:
        family.add(Child("shop", [str(PYTHON), "-m", "scripts.run"], folder=ROOT, environment=shop))
        if not _opens(family, url):
            print("The shop for the journeys did not open; see above why.")
            return 1
        command = ["node", str(PLAYWRIGHT), "test", *words]
        family.add(Child("journeys", command, folder=E2E, environment=found))
        ended = family.wait()
        return ended.wait() or (ended.name != "journeys") if ended else 1


def _opens(family: Family, url: str) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and family.wait(0.2) is None:
        if is_ready(url):
            return True
    return False


def main() -> int:
    try:
        with stop_on_signals(), tempfile.TemporaryDirectory() as data_dir:
            return journey(sys.argv[1:], data_dir)
    except StoppedError as stopped:
        return stopped.exit_code


if __name__ == "__main__":
    sys.exit(main())
