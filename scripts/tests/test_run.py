"""`make run` itself: it opens, says where, and leaves nothing behind however it ends.

One data directory for all of them: the first start loads the demo shop, the later ones are warm.
"""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.places import PYTHON, ROOT
from scripts.shop import DEFAULTS_ONLY, free_port, is_ready

# Of a first start on a busy machine.
OPENING_SECONDS = 600


class Started:
    """A shop on ports of its own. `lines` is everything that it has printed."""

    def __init__(self, data_dir: Path, **environment: str) -> None:
        self.data_dir = data_dir
        self.port, self.sandbox_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = data_dir / "run.log"
        ports = {"PORT": str(self.port), "SANDBOX_PORT": str(self.sandbox_port)}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [str(PYTHON), "-m", "scripts.run"],
                cwd=ROOT,
                env={
                    **os.environ,
                    **DEFAULTS_ONLY,
                    "DATA_DIR": str(data_dir),
                    **ports,
                    **environment,
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        return self.log.read_text()

    def open(self) -> "Started":
        deadline = time.monotonic() + OPENING_SECONDS
        while "Ctrl-C closes it." not in self.said:
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                pytest.fail(self.said)
            time.sleep(0.05)
        return self

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=30)

    def find(self, word: str) -> int:
        """The process of this shop with the word in its command line."""
        return next(pid for pid in self.processes() if word in command_of(pid))

    def processes(self) -> list[int]:
        """Everything alive that has this shop's port in its environment."""
        mark = f"PORT={self.port}\0".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
            except OSError:  # it ended meanwhile
                continue
        return found


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def call(url: str, body: dict[str, str] | None = None, access: str = "") -> Any:
    """The JSON that the shop or the sandbox answers; a POST when there is a body."""
    headers = {"Content-Type": "application/json"}
    if access:
        headers["Authorization"] = f"Bearer {access}"
    sent = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, sent, headers), timeout=15) as answer:
        return json.load(answer)


pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Loaded once, with a first start."""
    folder = tmp_path_factory.mktemp("a shop")
    Started(folder).open().end()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def shop(data_dir: Path) -> Iterator[Started]:
    """A warm one, for everything that does not end it."""
    started = Started(data_dir).open()
    yield started
    started.end()


@pytest.fixture
def own_shop(data_dir: Path, tmp_path: Path) -> Iterator[Started]:
    """One to end, beside the other."""
    started = Started(copied(data_dir, tmp_path)).open()
    yield started
    started.kill()


def copied(data_dir: Path, tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("run.log", "*-wal", "*-shm")
    return shutil.copytree(data_dir, tmp_path / "own", ignore=ignored)


def test_it_serves_everything_on_one_origin(shop: Started) -> None:
    assert is_ready(shop.url)
    for path, content in {
        "/": b'<div id="root">',
        "/api/products/": b'"name":"T-Shirt"',
        "/api/docs/": b"swagger",
        "/admin/login/": b"csrfmiddlewaretoken",
    }.items():
        with urllib.request.urlopen(shop.url + path, timeout=10) as answer:
            assert content in answer.read()
    with urllib.request.urlopen(
        f"http://127.0.0.1:{shop.sandbox_port}/healthz", timeout=5
    ) as answer:
        assert answer.status == 200


def test_it_says_where_it_is_and_who_can_log_in(shop: Started) -> None:
    for expected in (f"{shop.url}/", f"{shop.url}/admin/", f"{shop.url}/api/docs/"):
        assert f"  {expected}\n" in shop.said
    assert f"  http://127.0.0.1:{shop.sandbox_port}/sandbox/state\n" in shop.said
    assert "Shopper   " in shop.said
    assert "Staff     " in shop.said


def test_a_demo_order_that_is_cancelled_is_paid_back(shop: Started) -> None:
    """It was paid at the sandbox, which was there before the demo shop was loaded."""
    logins = json.loads((shop.data_dir / "demo_logins.json").read_text())
    password = {"username": "alice", "password": logins["alice"]}
    access = call(f"{shop.url}/api/token/", password)["access"]
    orders = call(f"{shop.url}/api/orders/", access=access)
    [order_id] = [each["order_id"] for each in orders if each["can_cancel"]]
    cancelled = call(f"{shop.url}/api/orders/{order_id}/cancel/", {}, access=access)
    assert cancelled["payment_status"] == "refunded"
    refunds = call(f"http://127.0.0.1:{shop.sandbox_port}/v1/refunds", access="sk_test_any")
    assert [each["amount"] for each in refunds["data"]] == [65000, 45000]


def test_a_warm_start_does_nothing_again(shop: Started) -> None:
    assert "Loading" not in shop.said
    assert "Collecting" not in shop.said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_and_its_neighbour_stays(
    shop: Started, own_shop: Started, number: signal.Signals
) -> None:
    assert len(own_shop.processes()) > 4
    assert own_shop.end(number) == 0
    assert own_shop.said.endswith("\nThe shop is closed.\n")
    assert own_shop.processes() == []
    assert is_ready(shop.url)


def test_a_killed_one_leaves_nothing_either(own_shop: Started) -> None:
    own_shop.end(signal.SIGKILL)
    deadline = time.monotonic() + 15
    while own_shop.processes() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert own_shop.processes() == []


def test_when_one_dies_all_end_with_its_exit_code(own_shop: Started) -> None:
    os.kill(own_shop.find("manage.py work"), signal.SIGKILL)
    assert own_shop.process.wait(timeout=30) == 128 + signal.SIGKILL
    assert "worker has ended with exit code 137, so all ends." in own_shop.said
    assert own_shop.processes() == []


def test_a_taken_port_is_told(shop: Started, tmp_path: Path) -> None:
    second = Started(tmp_path, PORT=str(shop.port))
    assert second.process.wait(timeout=30) == 1
    said = f"Port {shop.port} on 127.0.0.1 cannot be used (Address already in use)."
    assert said in second.said
    assert "Traceback" not in second.said


def test_a_second_shop_with_the_same_data_is_told(shop: Started) -> None:
    second = subprocess.run(
        [str(PYTHON), "-m", "scripts.run"],
        cwd=ROOT,
        env={**os.environ, **DEFAULTS_ONLY, "DATA_DIR": str(shop.data_dir)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert second.returncode == 1
    assert second.stderr.startswith(f"A shop is running with {shop.data_dir} already.")
