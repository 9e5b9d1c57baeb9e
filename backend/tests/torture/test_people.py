"""Accounts that are erased, merged, opened and claimed while everything else goes on.

Over HTTP, on two server processes and two workers. Money is right whoever is first, nobody gets a
5xx, and what was acknowledged is kept.
"""

import base64
from collections import Counter
from collections.abc import Iterator
from uuid import uuid4

import pytest
import requests

from customkeeps.accounts.models import User, username_key
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from customkeeps.designs.models import Design
from customkeeps.emails.models import OutboxMail
from customkeeps.orders.links import tracking_token
from payments_sandbox.tests.running import until
from tests.designs.samples import file_of, plain
from tests.factories import PASSWORD
from tests.running_shop import RunningShop
from tests.torture.accounts import Ask, Browser, Person, at_once, people
from tests.torture.audit import settled
from tests.torture.figures import Figures, times

pytestmark = pytest.mark.torture

ROUNDS = times(50, 3)
STOCK = 10_000
NEW_PASSWORD = "another-good-one-7"
# Who asks while the account goes is told so, or comes before or after.
CALM = {200, 201, 204, 400, 401, 404, 409}


@pytest.fixture
def mug(shop: RunningShop) -> Iterator[Product]:
    product = shop.product(f"Mug {uuid4().hex}", stock=STOCK)
    yield product
    audit = settled(shop, {product.pk: STOCK})
    assert [wrong for wrong in audit.wrong if wrong.kind != "mail"] == []


def refused(answers: list[requests.Response]) -> list[str]:
    """Those that nobody should get. Passwords may have to wait for their turn, which is a 503."""
    return [f"{each.status_code} {each.text[:300]}" for each in answers
            if each.status_code not in CALM and "too_many_logins" not in each.text]  # fmt: skip


def data_url(number: int) -> str:
    """A picture of its own."""
    sample = file_of(plain(color=(number % 256, number // 256 % 256, 60)))
    return f"data:image/png;base64,{base64.b64encode(sample).decode()}"


def writes(person: Person, product: Product) -> list[Ask]:
    """Whatever a person might be doing just then."""
    line = {"product_name": product.name, "base_color": "White", "customization_text": "More"}
    address = {"name": "A", "line1": "1 Mabini Street", "city": "Makati", "postal_code": "1226"}
    drawn = line | {"customization_text": "", "design_image_url": data_url(person.user.pk)}
    return [
        lambda: person.post("/api/cart/", line),
        lambda: person.post("/api/user/addresses/", address),
        lambda: person.ask("PATCH", "/api/user/", {"first_name": "Alice", "email": "b@a.example"}),
        lambda: person.post("/api/cart/", drawn),
        lambda: person.post(
            "/api/password/change/", {"current_password": "wrong", "new_password": NEW_PASSWORD}
        ),
        lambda: Browser(person.shop).log_in(person.user.username),
        lambda: requests.get(
            person.shop.url + "/api/user/export/", headers=person.headers, timeout=60
        ),
    ]


def test_erased_while_paying_and_doing_everything_else(
    shop: RunningShop, mug: Product, figures: Figures
) -> None:
    statuses: Counter[int] = Counter()
    gone = 0
    for person in people(shop, "payer", ROUNDS):
        shop.fill_carts([person], mug)
        answers = at_once([person.pay, person.erase, person.pay, person.erase,
                           *writes(person, mug)], 0.5)  # fmt: skip
        assert refused(answers) == []
        statuses.update(answer.status_code for answer in answers)
        if not User.objects.using(shop.alias).filter(pk=person.user.pk).exists():
            gone += 1
            assert shop.open_intents(person) == set()
    assert gone
    assert shop.payments().filter(user=None, state__in=("creating", "open")).count() == 0
    figures.note(
        row="people",
        asked="account erased while paying and doing seven other things: money right, no 5xx",
        measured=f"{ROUNDS} rounds of 11 requests, {gone} erased, answers {dict(statuses)}",
    )


def test_erased_while_its_webhook_comes_and_its_order_is_made(
    shop: RunningShop, mug: Product, figures: Figures
) -> None:
    statuses: Counter[int] = Counter()
    for person in people(shop, "collector", ROUNDS):
        shop.fill_carts([person], mug, f"For {person.user.username}")
        statuses.update(leave_with_order(person))
    figures.note(
        row="people",
        asked="account erased while its webhook comes and its order is made: one order or all back",
        measured=f"{ROUNDS} rounds of 5 requests and a webhook, answers {dict(statuses)}",
    )


def leave_with_order(person: Person) -> list[int]:
    """Pay for the cart, and be erased meanwhile; what was paid is an order or goes back."""
    intent_id = person.pay().json()["paymentIntentId"]
    confirmed: list[int] = []

    def confirm() -> requests.Response:
        confirmed.append(person.confirm(intent_id))
        return collect()

    def collect() -> requests.Response:
        return person.create(intent_id)

    answers = at_once([confirm, collect, collect, person.erase, person.erase], 0.3)
    assert refused(answers) == [], person.shop.log.read_text()[-9000:]
    made = person.shop.orders().filter(payment_intent_id=intent_id)
    if confirmed == [200]:
        until(lambda: made.count() == 1 or _is_returned(person.shop, intent_id), 60)
    assert made.count() <= 1
    return [answer.status_code for answer in answers]


def _is_returned(shop: RunningShop, intent_id: str) -> bool:
    intent = shop.sandbox.stripe.payment_intents.retrieve(intent_id, {"expand": ["latest_charge"]})
    charge = intent.latest_charge
    return intent.status == "canceled" or bool(
        charge and charge.amount_refunded == intent.amount_received
    )


def test_a_guest_merged_while_paying_and_uploading(
    shop: RunningShop, mug: Product, figures: Figures
) -> None:
    kept: Counter[str] = Counter()
    for number, person in enumerate(people(shop, "returning", ROUNDS)):
        kept.update(return_from_being_a_guest(person, mug, number))
    figures.note(
        row="people",
        asked="guest merged at log-in while paying and uploading: nothing acknowledged is lost",
        measured=f"{ROUNDS} rounds, acknowledged and found in the account: {dict(kept)}",
    )


def return_from_being_a_guest(person: Person, product: Product, number: int) -> list[str]:
    """What was answered with "yes", all of which is the account's afterwards."""
    guest = Browser(person.shop)
    guest.be_guest()
    first = {"product_name": product.name, "base_color": "White", "customization_text": "First"}
    assert guest.ask("POST", "/api/cart/", first).status_code == 201
    tab = guest.other_tab()
    sent = {
        "Second": first | {"customization_text": "Second"},
        "picture": first | {"customization_text": "", "design_image_url": data_url(number)},
    }
    pay = {"amount": "500.00", "coupon_code": "", "email": "gina@example.com"}
    answers = at_once(
        [
            lambda: tab.log_in(person.user.username),
            lambda: guest.ask("POST", "/api/checkout/pay/", pay),
            *[lambda line=line: guest.ask("POST", "/api/cart/", line) for line in sent.values()],
        ],
        0.1,
    )
    assert refused(answers) == []
    assert answers[0].status_code == 200, answers[0].text
    waiting = User.objects.using(person.shop.alias).filter(merged_into=person.user)
    until(lambda: not waiting.exists(), 30)
    lines = CartItem.objects.using(person.shop.alias).filter(user=person.user)
    found = {"picture" if each.design_id else each.customization_text for each in lines}
    said_yes = [name for name, answer in zip(sent, answers[2:], strict=True) if answer.ok]
    assert {"First", *said_yes} <= found
    own = Design.objects.using(person.shop.alias).filter(user=person.user)
    assert own.count() >= ("picture" in said_yes)
    payments = person.shop.payments().filter(user=person.user)
    assert not payments.filter(state__in=("creating", "open", "cancelling")).exists()
    return said_yes + ["payment"] * answers[1].ok


def test_a_password_changed_while_two_tabs_refresh(shop: RunningShop, figures: Figures) -> None:
    got = sum(change_while_refreshing(person) for person in people(shop, "changer", ROUNDS))
    figures.note(
        row="people",
        asked="password changed while two tabs refresh: no token survives",
        measured=f"{ROUNDS} rounds, {got} tokens refreshed meanwhile, 0 good afterwards",
    )


def change_while_refreshing(person: Person) -> int:
    """How many refreshes were answered; what they got is good for nothing afterwards."""
    browser = Browser(person.shop)
    assert browser.log_in(person.user.username).status_code == 200
    tabs = [browser.other_tab() for _ in range(2)]
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    change, *refreshed = at_once(
        [lambda: person.post("/api/password/change/", body), *[tab.refresh for tab in tabs]], 0.1
    )
    assert change.status_code == 204
    assert {answer.status_code for answer in refreshed} <= {200, 401}
    for tab in [browser, *tabs]:
        assert tab.ask("GET", "/api/user/").status_code == 401
        assert tab.refresh().status_code == 401
    assert browser.log_in(person.user.username, NEW_PASSWORD).status_code == 200
    return sum(answer.ok for answer in refreshed)


def register(shop: RunningShop, username: str) -> Ask:
    body = {"username": username, "email": f"{username.lower()}@example.com", "password": PASSWORD}
    return lambda: requests.post(f"{shop.url}/api/register/", json=body, timeout=60)


def test_one_name_registered_many_times_at_once(shop: RunningShop) -> None:
    for number in range(min(ROUNDS, 10)):
        names = [f"twin{number}", f"TWIN{number}"]
        answers = at_once([register(shop, name) for name in names])
        statuses = sorted(answer.status_code for answer in answers)
        assert statuses in ([201, 400], [201, 503], [400, 503]), [each.text for each in answers]
        users = User.objects.using(shop.alias).filter(username_key=username_key(names[0]))
        mails = OutboxMail.objects.using(shop.alias).filter(to=f"twin{number}@example.com")
        made = statuses.count(201)
        assert (users.count(), mails.count()) == (made, made)
    # An address may have several accounts.
    assert [each.status_code for each in at_once([register(shop, "solo")])] == [201]


def test_one_order_claimed_by_two_at_once(shop: RunningShop, mug: Product) -> None:
    for number in range(ROUNDS):
        winner, order_id = claim_at_once(shop, mug, number, {200, 404})
        assert len(winner) == 1
        order = shop.orders().get(order_id=order_id)
        payment = shop.payments().get(order=order)
        assert (order.user, payment.user) == (winner[0].user, winner[0].user)


def claim_at_once(
    shop: RunningShop, product: Product, number: int, allowed: set[int]
) -> tuple[list[Person], str]:
    """Who was told that a guest's order is theirs now, and its id."""
    [guest] = shop.buyers(f"claimed{number}-{uuid4().hex[:6]}")
    shop.fill_carts([guest], product)
    intent_id = guest.pay().json()["paymentIntentId"]
    guest.confirm(intent_id)
    order_id = guest.create(intent_id).json()["order_id"]
    User.objects.using(shop.alias).filter(pk=guest.user.pk).update(is_guest=True, password="!")
    body = {"token": tracking_token(shop.orders().get(order_id=order_id))}
    both = people(shop, f"claimer{number}-{uuid4().hex[:6]}", 2)
    answers = at_once([lambda p=p: p.post("/api/orders/claim/", body) for p in both])
    assert {answer.status_code for answer in answers} <= allowed, [each.text for each in answers]
    return [p for p, answer in zip(both, answers, strict=True) if answer.ok], order_id


def test_without_locks_both_claim_it(hasty_shop: RunningShop) -> None:
    """The control."""
    mug = hasty_shop.product("Mug")
    for number in range(20):
        winners, _ = claim_at_once(hasty_shop, mug, number, {200, 404})
        if len(winners) == 2:
            return
    pytest.fail("never raced")


def test_without_care_a_name_twice_is_a_500(hasty_shop: RunningShop) -> None:
    """The control: the database's last line of defence, with nobody who knows what it says."""
    for number in range(20):
        answers = at_once([register(hasty_shop, f"{name}{number}") for name in ("twin", "TWIN")])
        if 500 in {answer.status_code for answer in answers}:
            return
    pytest.fail("never raced")


def test_without_looking_for_payments_money_stays_open(hasty_shop: RunningShop) -> None:
    """The control: somebody gone could still pay, for pieces that nobody holds for them."""
    mug = hasty_shop.product("Cup", stock=STOCK)
    for number in range(20):
        [person] = people(hasty_shop, f"leaver{number}")
        hasty_shop.fill_carts([person], mug)
        answers = at_once([person.erase, *[person.pay] * 8], 4)
        if {answer.status_code for answer in answers} & {500} or hasty_shop.open_intents(person):
            return
    pytest.fail("never raced")
