"""Calls end in time however the other side answers, and a stall does not take every thread."""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from customkeeps.payments.bounded_calls import (
    MOST_AT_ONCE,
    MOST_GIVEN_UP,
    STALLED_CALLS,
    STALLED_SECONDS,
    Calls,
    NoAnswerError,
    within,
)


@pytest.fixture
def release() -> Iterator[Event]:
    """Ends every call that waits for it."""
    event = Event()
    yield event
    event.set()


def test_the_answer_comes_through() -> None:
    assert Calls().run(lambda: 42, seconds=5) == 42


def test_an_error_comes_through_as_it_is() -> None:
    def fail() -> None:
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        Calls().run(fail, seconds=5)


def test_one_that_never_ends_is_given_up(release: Event) -> None:
    began = time.monotonic()
    with pytest.raises(NoAnswerError):
        Calls().run(release.wait, seconds=0.3)
    assert time.monotonic() - began < 2


def test_several_share_the_time_they_have(release: Event) -> None:
    calls, began = Calls(), time.monotonic()
    with within(0.5):
        for _ in range(3):
            with pytest.raises(NoAnswerError):
                calls.run(release.wait, seconds=0.3)
    assert time.monotonic() - began < 2


def test_an_inner_limit_does_not_lengthen_the_outer_one(release: Event) -> None:
    with within(0.2), within(60), pytest.raises(NoAnswerError):
        Calls().run(release.wait, seconds=60)


def test_afterwards_there_is_no_limit_left() -> None:
    with within(0.0):
        pass
    assert Calls().run(lambda: "done", seconds=5) == "done"


def test_while_others_stall_a_call_is_refused_at_once(release: Event) -> None:
    calls = Calls()
    with ThreadPoolExecutor(STALLED_CALLS) as pool:
        stalled = [pool.submit(calls.run, release.wait, seconds=30) for _ in range(STALLED_CALLS)]
        time.sleep(STALLED_SECONDS + 0.2)
        began = time.monotonic()
        with pytest.raises(NoAnswerError):
            calls.run(lambda: "never asked", seconds=30)
        assert time.monotonic() - began < STALLED_SECONDS
        release.set()
        assert [call.result() for call in stalled] == [True] * STALLED_CALLS
    assert calls.run(lambda: "asked again", seconds=5) == "asked again"


def test_more_than_there_is_room_for_wait_for_each_other() -> None:
    calls = Calls()

    def quick() -> bool:
        time.sleep(0.05)
        return True

    at_once = MOST_AT_ONCE * 4
    with ThreadPoolExecutor(at_once) as pool:
        answers = [pool.submit(calls.run, quick, seconds=10) for _ in range(at_once)]
        assert all(answer.result() for answer in answers)


def test_calls_that_were_given_up_and_never_end_do_not_pile_up(
    release: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("customkeeps.payments.bounded_calls.MOST_GIVEN_UP", 2 - MOST_AT_ONCE)
    calls = Calls()
    for _ in range(3):
        with pytest.raises(NoAnswerError, match="in time"):
            calls.run(release.wait, seconds=0.3)
    with pytest.raises(NoAnswerError, match="have not ended"):
        calls.run(lambda: "never asked", seconds=5)
    release.set()
    time.sleep(0.1)
    assert calls.run(lambda: "asked again", seconds=5) == "asked again"


def test_calls_that_begin_and_end_at_once_do_not_trip_over_each_other(release: Event) -> None:
    """However often the interpreter turns to another thread."""
    calls, interval = Calls(), sys.getswitchinterval()
    for _ in range(MOST_GIVEN_UP - 1):
        with pytest.raises(NoAnswerError):
            calls.run(release.wait, seconds=0.11)

    def many() -> set[str]:
        return {calls.run(lambda: "done", seconds=30) for _ in range(300)}

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(MOST_AT_ONCE) as pool:
            answers = [pool.submit(many) for _ in range(MOST_AT_ONCE)]
            assert [answer.result() for answer in answers] == [{"done"}] * MOST_AT_ONCE
    finally:
        sys.setswitchinterval(interval)
