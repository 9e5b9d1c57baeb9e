"""One real process for all tests, emptied before each: real HTTP, real SDK."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from payments_sandbox.tests.running import Inbox, Sandbox


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    running = Sandbox(tmp_path_factory.mktemp("sandbox"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def sandbox(shared: Sandbox) -> Sandbox:
    shared.switch("reset")
    return shared


@pytest.fixture
def own_sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """A process of its own, for tests that end it."""
    running = Sandbox(tmp_path)
    running.start()
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    listening = Inbox()
    yield listening
    listening.server.shutdown()
    listening.server.server_close()
