"""`POST /api/orders/claim/`: an order made as a guest is taken into an account."""

import pytest
from django.utils import timezone

from customkeeps.accounts.guests import start_guest_session
from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.emails.actions import mail_buyer
from customkeeps.emails.models import Kind
from customkeeps.orders.links import tracking_token
from customkeeps.orders.models import Order
from customkeeps.payments.models import Payment
from tests.clients import ShopClient, client_for
from tests.factories import make_cart_item, make_order

pytestmark = pytest.mark.django_db

PATH = "/api/orders/claim/"
NOT_FOUND = (404, b'{"error":"We could not find that.","code":"not_found"}')


def order_of_guest(product: Product, email: str = "alice@example.com") -> Order:
    guest = start_guest_session(address="192.0.2.1").user
    make_cart_item(guest, product)
    return bought(guest, email)


def bought(guest: User, email: str) -> Order:
    """An order of a guest, whose mails go to the address from now on."""
    User.objects.filter(pk=guest.pk).update(email=email)
    order = make_order(guest)
    mail_buyer(Order.objects.get(pk=order.pk), Kind.ORDER_CONFIRMED)
    return order


def verify(user: User) -> None:
    user.email_verified_at = timezone.now()
    user.save(update_fields=["email_verified_at"])


def ids(client: ShopClient) -> list[str]:
    return [order["order_id"] for order in client.get("/api/orders/").json()]


def test_a_link_is_enough_whatever_the_address(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    order = order_of_guest(tshirt, "gina@example.com")
    body = {"token": tracking_token(order)}
    for _ in range(2):
        answer = as_alice.post(PATH, body)
        assert (answer.status_code, answer.json()) == (200, {"order_ids": [order.order_id]})
    assert ids(as_alice) == [order.order_id]
    assert Payment.objects.get().user == alice
    # Whose it is, the history tells; the mail's link still shows it.
    assert order.history.latest().user == alice
    assert as_alice.get(f"/api/orders/track/{body['token']}/").status_code == 200


def test_a_link_takes_nothing_else_of_the_guests(
    as_alice: ShopClient, tshirt: Product, alice: User
) -> None:
    order = order_of_guest(tshirt)
    other = make_order(order.user)  # type: ignore[arg-type]
    as_alice.post(PATH, {"token": tracking_token(order)})
    assert ids(as_alice) == [order.order_id]
    other.refresh_from_db()
    assert other.user is not None
    assert other.user.is_guest


def test_what_belongs_to_an_account_is_not_to_be_had_and_looks_like_nothing(
    as_alice: ShopClient, as_bob: ShopClient, bob: User, tshirt: Product
) -> None:
    claimed = order_of_guest(tshirt)
    token = tracking_token(claimed)
    as_bob.post(PATH, {"token": token})
    make_cart_item(bob, tshirt)
    bobs = tracking_token(make_order(bob))
    answers = [as_alice.post(PATH, {"token": each}) for each in (token, bobs, "x", token[:-2])]
    assert {(answer.status_code, answer.content) for answer in answers} == {NOT_FOUND}
    assert ids(as_alice) == []


def test_a_confirmed_address_claims_all_orders_made_with_it(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    first, second = order_of_guest(tshirt), order_of_guest(tshirt, "ALICE@example.com")
    order_of_guest(tshirt, "gina@example.com")
    verify(alice)
    answer = as_alice.post(PATH, {})
    assert answer.json() == {"order_ids": [second.order_id, first.order_id]}
    assert ids(as_alice) == [second.order_id, first.order_id]
    assert as_alice.post(PATH, {}).json() == {"order_ids": []}


def test_an_address_that_anybody_could_have_typed_claims_nothing(
    as_alice: ShopClient, tshirt: Product
) -> None:
    order_of_guest(tshirt)
    answer = as_alice.post(PATH, {})
    assert (answer.status_code, answer.json()["code"]) == (403, "email_not_verified")
    assert ids(as_alice) == []


def test_in_a_browser_that_many_use_each_address_claims_its_own(
    as_alice: ShopClient, alice: User, as_bob: ShopClient, bob: User, tshirt: Product
) -> None:
    first = order_of_guest(tshirt, alice.email)
    assert first.user is not None
    second = bought(first.user, bob.email)
    for user in (alice, bob):
        verify(user)
    assert as_bob.post(PATH, {}).json() == {"order_ids": [second.order_id]}
    assert as_alice.post(PATH, {}).json() == {"order_ids": [first.order_id]}


@pytest.mark.parametrize("lookalike", ["alice@ma\u0131l.example", "al\u0131ce@mail.example"])
def test_letters_that_look_alike_in_capitals_are_others(
    as_alice: ShopClient, alice: User, tshirt: Product, lookalike: str
) -> None:
    """In some databases the capital of a dotless i is I, and so is that of i."""
    order_of_guest(tshirt, "alice@mail.example")
    User.objects.filter(pk=alice.pk).update(email=lookalike, email_verified_at=timezone.now())
    assert client_for(alice).post(PATH, {}).json() == {"order_ids": []}


def test_an_accounts_order_is_never_claimed_by_address(
    as_alice: ShopClient, alice: User, bob: User, tshirt: Product
) -> None:
    User.objects.filter(pk=bob.pk).update(email=alice.email)
    make_cart_item(bob, tshirt)
    make_order(bob)
    verify(alice)
    assert as_alice.post(PATH, {}).json() == {"order_ids": []}


def test_guests_have_nowhere_to_put_it(tshirt: Product) -> None:
    token = tracking_token(order_of_guest(tshirt))
    as_guest = client_for(start_guest_session(address="192.0.2.1").user)
    for body in ({"token": token}, {}):
        answer = as_guest.post(PATH, body)
        assert (answer.status_code, answer.json()["code"]) == (403, "account_needed")


def claimable(client: ShopClient) -> int:
    return int(client.get(PATH).json()["count"])


def test_a_confirmed_address_is_told_how_many_there_are(
    as_alice: ShopClient, alice: User, as_bob: ShopClient, tshirt: Product
) -> None:
    order_of_guest(tshirt)
    order_of_guest(tshirt, "ALICE@example.com")
    order_of_guest(tshirt, "gina@example.com")
    make_cart_item(alice, tshirt)
    make_order(alice)
    assert claimable(as_alice) == 0  # as anybody could have typed the address
    verify(alice)
    assert (claimable(as_alice), claimable(as_bob)) == (2, 0)
    as_alice.post(PATH, {})
    assert claimable(as_alice) == 0


def test_a_guest_is_told_of_none(tshirt: Product) -> None:
    guest = start_guest_session(address="192.0.2.1").user
    order_of_guest(tshirt)
    User.objects.filter(pk=guest.pk).update(email="alice@example.com")
    assert claimable(client_for(guest)) == 0


def test_an_account_without_an_address_is_told_of_none(tshirt: Product, alice: User) -> None:
    order_of_guest(tshirt, "")
    verify(alice)
    User.objects.filter(pk=alice.pk).update(email="")
    assert claimable(client_for(alice)) == 0
