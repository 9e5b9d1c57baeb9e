"""Run a program beside a shop of its own: `… -m scripts.beside_shop FOLDER COMMAND …`.

The shop is started as by `make run`, on free ports and with an empty data directory. The program
finds it by SHOP_URL, the sandbox by SANDBOX_URL, the shop's files by SHOP_DATA_DIR and a browser by
CHROMIUM. When it ends, so does the shop; its exit code is ours.
"""

import sys
import tempfile
import time
from pathlib import Path

from scripts.children import Child, Family, StoppedError, stop_on_signals
from scripts.places import PYTHON, ROOT
from scripts.prepare import chromium
from scripts.shop import DEFAULTS_ONLY, free_port, is_ready

# A first start draws all of the demo shop's pictures.
PATIENCE_SECONDS = 600


def beside_shop(folder: Path, command: list[str], data_dir: str) -> int:
    port, sandbox_port = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    settings = {
        **DEFAULTS_ONLY,
        "DATA_DIR": data_dir,
        "PORT": str(port),
        "SANDBOX_PORT": str(sandbox_port),
        # Everything comes from one address, faster than people do.
        "RATE_LIMIT_SCALE": "1000",
    }
    found = {
        "SHOP_URL": url,
        "SANDBOX_URL": f"http://127.0.0.1:{sandbox_port}",
        "SHOP_DATA_DIR": data_dir,
        "CHROMIUM": chromium() or "",
    }
    run = [str(PYTHON), "-m", "scripts.run"]
    with Family() as family:
        family.add(Child("shop", run, folder=ROOT, environment=settings))
        if not _opens(family, url):
            print("The shop did not open; see above why.")
            return 1
        program = Child("program", command, folder=folder, environment=found)
        family.add(program)
        ended = family.wait()
        return program.wait() if ended is program else 1


def _opens(family: Family, url: str) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and family.wait(0.2) is None:
        if is_ready(url):
            return True
    return False


def main(folder: str, *command: str) -> int:
    try:
        with stop_on_signals(), tempfile.TemporaryDirectory() as data_dir:
            return beside_shop(ROOT / folder, list(command), data_dir)
    except StoppedError as stopped:
        return stopped.exit_code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
