"""Who has an account, the clock does not tell either: the same answers in the same time.

Measured over HTTP with the hashing of production, in turn and in a new order each round. The
ordinary run asserts the equal work instead: `tests/customers/test_equal_work.py`.
"""

import random
import time
from collections import defaultdict
from collections.abc import Callable
from statistics import median
from uuid import uuid4

import pytest
import requests

from customkeeps.accounts.models import User, username_key
from tests.factories import PASSWORD
from tests.running_shop import RunningShop
from tests.torture.conftest import NewShop
from tests.torture.figures import Figures, times

pytestmark = [pytest.mark.torture, pytest.mark.thorough]

ROUNDS = times(200, 5)
WARMING_UP = 5
CLOSE_ENOUGH = 0.10
KNOWN, GONE, GUEST, NOBODY = (
    f"{name}@example.com" for name in ("known", "gone", "guest", "nobody")
)

Answer = tuple[int, str]
Ask = Callable[[], requests.Response]


def people(shop: RunningShop) -> None:
    """Opened as shoppers do, so that their passwords are hashed with all the work of the shop."""
    for name in ("known", "gone"):
        body = {"username": name, "email": f"{name}@example.com", "password": PASSWORD}
        requests.post(f"{shop.url}/api/register/", json=body, timeout=30).raise_for_status()
    users = User.objects.using(shop.alias)
    users.filter(username="gone").update(is_active=False)
    guest = User(username="guest-1", username_key=username_key("guest-1"), is_guest=True)
    guest.email = GUEST
    guest.set_unusable_password()
    users.bulk_create([guest])


def doors(shop: RunningShop) -> dict[str, dict[str, Ask]]:
    """For each door, who knocks."""
    with_kept_connection = requests.Session()

    def post(path: str, **body: str) -> requests.Response:
        return with_kept_connection.post(shop.url + path, json=body, timeout=30)

    def log_in(username: str, password: str = PASSWORD) -> Ask:
        return lambda: post("/api/token/", username=username, password=password)

    def reset(email: str) -> Ask:
        return lambda: post("/api/password/reset/", email=email)

    def register(email: str = "") -> Ask:
        def ask() -> requests.Response:
            own = email or f"{uuid4().hex}@example.com"
            return post("/api/register/", username=uuid4().hex, email=own, password=PASSWORD)

        return ask

    return {
        "log-in": {
            "wrong password": log_in("known", "wrong"),
            "unknown": log_in("nobody"),
            "deactivated": log_in("gone"),
            "guest": log_in("guest-1"),
            "guest's address": log_in(GUEST),
            "account's address": log_in(KNOWN),
        },
        "reset": {
            "known": reset(KNOWN),
            "unknown": reset(NOBODY),
            "deactivated": reset(GONE),
            "guest": reset(GUEST),
        },
        "registration": {
            "taken address": register(KNOWN),
            "deactivated one's": register(GONE),
            "guest's": register(GUEST),
            "free address": register(),
        },
    }


def test_known_and_unknown_take_the_same_time(new_shop: NewShop, figures: Figures) -> None:
    shop = new_shop().start(workers=0, webhooks=False)
    people(shop)
    apart: dict[str, float] = {}
    told: list[str] = []
    for door, callers in doors(shop).items():
        took, answers = knock(callers)
        medians = {name: median(seconds) for name, seconds in took.items()}
        apart[door] = max(medians.values()) / min(medians.values()) - 1
        listed = ", ".join(f"{name} {1000 * took:.1f}" for name, took in medians.items())
        told.append(f"{door} {apart[door]:.1%} apart (ms: {listed})")
        assert len(answers) == 1, (door, answers)
    figures.note(
        row="doors",
        asked="median times of known and unknown accounts within 10 %, same words",
        measured=f"{ROUNDS} interleaved samples each: " + "; ".join(told),
    )
    print(*told, sep="\n")
    assert max(apart.values()) <= CLOSE_ENOUGH, told


def knock(callers: dict[str, Ask]) -> tuple[dict[str, list[float]], set[Answer]]:
    """Seconds of each, and what was answered to any of them."""
    took: dict[str, list[float]] = defaultdict(list)
    answers: set[Answer] = set()
    for number in range(WARMING_UP + ROUNDS):
        for name, ask in random.sample(sorted(callers.items()), len(callers)):
            start = time.perf_counter()
            answer = ask()
            if number >= WARMING_UP:
                took[name].append(time.perf_counter() - start)
            answers.add((answer.status_code, words(answer)))
    return took, answers


def words(answer: requests.Response) -> str:
    """What is said, without what the caller sent."""
    return answer.text if answer.status_code != 201 else str(sorted(answer.json()))
