"""Log-ins cannot take the whole shop: few passwords are hashed at once."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from time import monotonic

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.test import Client

from customkeeps.accounts import hashing
from customkeeps.accounts.hashing import HASHING, TooManyAtOnce
from customkeeps.accounts.models import User
from customkeeps.rest.queues import Queue
from tests.accounts.people import OURS, PASSWORD, bearer, send, tokens


class Costlier(Argon2PasswordHasher):
    """As an older release may have hashed."""

    time_cost = 3


CREDENTIALS = {"username": "alice", "password": PASSWORD}


@pytest.fixture
def busy() -> Iterator[None]:
    """Every turn is taken, and everybody who may wait does."""
    with ExitStack() as stack:
        for _ in range(hashing.AT_ONCE):
            stack.enter_context(HASHING.turn())
        for _ in range(hashing.WAITING):
            HASHING.inside.acquire()
            stack.callback(HASHING.inside.release)
        yield


def test_never_more_work_than_allowed_and_all_others_are_refused() -> None:
    queue = Queue(at_once=2, waiting=1, patience_seconds=5, refusal=TooManyAtOnce)
    at_work, most, lock, go = 0, 0, threading.Lock(), threading.Event()

    def work(_: int) -> bool:
        nonlocal at_work, most
        try:
            with queue.turn():
                with lock:
                    at_work += 1
                    most = max(most, at_work)
                go.wait(5)
                with lock:
                    at_work -= 1
        except TooManyAtOnce:
            with lock:
                refused.append(1)
                if len(refused) == 9:
                    go.set()
            return False
        return True

    refused: list[int] = []
    with ThreadPoolExecutor(12) as pool:
        done = list(pool.map(work, range(12)))
    assert (sum(done), most) == (3, 2)


def test_who_waits_is_refused_after_a_while_and_turns_come_back() -> None:
    queue = Queue(at_once=1, waiting=1, patience_seconds=0.05, refusal=TooManyAtOnce)
    with queue.turn():
        start = monotonic()
        with pytest.raises(TooManyAtOnce), queue.turn():
            raise AssertionError("two at once")
        assert 0.05 <= monotonic() - start < 2
    with queue.turn():
        pass


def test_a_turn_that_fails_comes_back() -> None:
    queue = Queue(at_once=1, waiting=0, patience_seconds=0, refusal=TooManyAtOnce)
    for _ in range(3):
        with pytest.raises(KeyError), queue.turn():
            raise KeyError


@pytest.mark.django_db
def test_whatever_hashes_waits_or_says_503(alice: User, client: Client, busy: None) -> None:
    carol = {"username": "carol", "email": "carol@example.com", "password": PASSWORD}
    asked = [("token", CREDENTIALS), ("session/login", CREDENTIALS), ("register", carol)]
    for path, body in asked:
        answer = send(client, f"/api/{path}/", body, headers=OURS)
        assert (answer.status_code, answer.json()["code"]) == (503, "too_many_logins")
        assert answer["Retry-After"] == "3"
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_the_shop_goes_on_meanwhile(alice: User, client: Client) -> None:
    access = tokens(client)["access"]
    with ExitStack() as stack:
        for _ in range(hashing.AT_ONCE):
            stack.enter_context(HASHING.turn())
        assert client.get("/api/user/", headers=bearer(access)).status_code == 200
        assert client.get("/api/products/").status_code == 200


@pytest.mark.django_db
def test_the_admins_login_says_so_too(petra: User, client: Client, busy: None) -> None:
    body = {"username": "petra", "password": PASSWORD}
    answer = client.post("/admin/login/", body)
    assert "Too many people are logging in right now." in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_an_outdated_hash_is_renewed_by_logging_in(alice: User, client: Client) -> None:
    access = tokens(client)["access"]
    outdated = make_password(PASSWORD, hasher=Costlier())
    User.objects.update(password=outdated)
    tokens(client)
    alice.refresh_from_db()
    assert alice.password != outdated
    assert alice.check_password(PASSWORD)
    # It is the same password: nobody is logged out.
    assert client.get("/api/user/", headers=bearer(access)).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("fate", ["changed", "erased"])
def test_renewing_undoes_nothing_of_the_same_moment(alice: User, fate: str) -> None:
    User.objects.update(password=make_password(PASSWORD, hasher=Costlier()))
    seen = User.objects.get()
    if fate == "changed":
        alice.set_password("another-good-one-7")
        alice.save()
    else:
        alice.delete()
    assert seen.check_password(PASSWORD)
    assert [user.check_password(PASSWORD) for user in User.objects.all()] == (
        [False] if fate == "changed" else []
    )
