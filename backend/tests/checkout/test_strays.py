"""A paid PaymentIntent of ours without a payment here goes back; others are left alone."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.utils import timezone
from rest_framework.test import APIClient

from customkeeps.catalog.models import Product
from customkeeps.checkout.actions.reconcile import fetch_and_look_after
from customkeeps.checkout.actions.strays import look_at_stray
from customkeeps.checkout.actions.sweep import sweep
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.models import Order
from customkeeps.payments.models import Installation, Payment, StrayIntent, StripeEvent
from customkeeps.payments.queries import installation_id
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import VISA, confirm, create, paid_intent, pay, put_in_cart

pytestmark = pytest.mark.django_db
NOBODYS = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(autouse=True)
def staff_mail(settings: LazySettings) -> None:
    settings.STAFF_EMAIL = "staff@example.com"


@pytest.fixture(autouse=True)
def fresh_installation(db: None) -> None:
    """Its id is remembered in the life of a process; its row is not in the life of a test."""
    installation_id.cache_clear()


def alarms() -> list[str]:
    mails = OutboxMail.objects.filter(kind=Kind.STAFF_ALARM).order_by("created_at")
    return [mail.context["subject"] for mail in mails]


def stray(sandbox: Sandbox, **metadata: str) -> Any:
    intent = sandbox.intent(amount=123_456, metadata=metadata)
    confirm(sandbox, intent.id, VISA)
    return intent


def given_back(sandbox: Sandbox) -> dict[str, int]:
    return {refund.payment_intent: refund.amount for refund in sandbox.stripe.refunds.list().data}


def test_ours_goes_back_once_and_is_told_to_staff(sandbox: Sandbox) -> None:
    ours = stray(sandbox, installation_id=installation_id(), payment_id=NOBODYS, username="alice")
    for _ in range(2):
        call_command("reconcile")
    assert given_back(sandbox) == {ours.id: 123_456}
    row = StrayIntent.objects.get()
    assert (row.intent_id, str(row.amount), row.username) == (ours.id, "1234.560", "alice")
    assert row.refunded_at is not None
    assert alarms() == [f"Unknown payment {ours.id} is given back"]


def test_what_names_no_payment_at_all_goes_back_too(sandbox: Sandbox) -> None:
    ours = stray(sandbox, installation_id=installation_id(), payment_id="not an id")
    call_command("reconcile")
    assert given_back(sandbox) == {ours.id: 123_456}


@pytest.mark.parametrize("metadata", [{}, {"installation_id": NOBODYS, "payment_id": NOBODYS}])
def test_others_are_left_alone(sandbox: Sandbox, metadata: dict[str, str]) -> None:
    installation_id()
    stray(sandbox, **metadata)
    call_command("reconcile")
    assert given_back(sandbox) == {}
    assert not StrayIntent.objects.exists()


def test_what_is_not_paid_is_left_alone(sandbox: Sandbox) -> None:
    sandbox.intent(metadata={"installation_id": installation_id(), "payment_id": NOBODYS})
    call_command("reconcile")
    assert not StrayIntent.objects.exists()


@pytest.mark.parametrize("when", ["before", "after"])
def test_once_whatever_happened_to_the_call(sandbox: Sandbox, when: str) -> None:
    ours = stray(sandbox, installation_id=installation_id(), payment_id=NOBODYS)
    sandbox.switch("faults", kind="reset", when=when, times=1, path="/v1/refunds", method="POST")
    call_command("reconcile")
    StripeEvent.objects.update(due_at=Installation.objects.get().sweep_due_at)
    call_command("reconcile")
    assert given_back(sandbox) == {ours.id: 123_456}
    assert StrayIntent.objects.get().refunded_at is not None


def test_a_second_intent_of_the_same_payment_goes_back(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    paid_intent(as_alice, sandbox)
    payment = Payment.objects.get()
    second = stray(
        sandbox, installation_id=installation_id(), payment_id=str(payment.pk), username="alice"
    )
    call_command("reconcile")
    assert given_back(sandbox) == {second.id: 123_456}
    assert Order.objects.get().payment_intent_id == payment.intent_id


def test_one_whose_id_got_lost_becomes_its_order(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    """The answer to "create" was never kept here, and it is paid all the same."""
    put_in_cart(as_alice)
    sandbox.switch("faults", kind="reset", when="after", path="/v1/payment_intents", method="POST")
    assert pay(as_alice).status_code == 503
    [lost] = sandbox.stripe.payment_intents.list().data
    assert Payment.objects.get().intent_id is None
    confirm(sandbox, lost.id)
    call_command("reconcile")
    assert Order.objects.get().payment_intent_id == lost.id
    assert given_back(sandbox) == {}


def test_what_the_webhook_never_brought_is_fetched_once(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    paid_intent(as_alice, sandbox)
    told = sweep()
    assert told == StripeEvent.objects.count() > 0
    before = Installation.objects.get().swept_to
    sweep()
    assert (StripeEvent.objects.count(), Installation.objects.get().swept_to) == (told, before)
    call_command("work", "--once")
    assert Order.objects.count() == 1


def test_workers_take_turns(sandbox: Sandbox) -> None:
    stray(sandbox, installation_id=installation_id())
    assert (fetch_and_look_after() > 0, fetch_and_look_after()) == (True, 0)


def test_a_saved_failure_is_asked_for_under_the_next_key(sandbox: Sandbox) -> None:
    ours = stray(sandbox, installation_id=installation_id(), payment_id=NOBODYS)
    sandbox.switch(
        "faults", kind="server_error", when="before", times=1, path="/v1/refunds", method="POST"
    )
    for _ in range(4):
        call_command("reconcile")
        StripeEvent.objects.update(due_at=timezone.now())
    assert given_back(sandbox) == {ours.id: 123_456}
    assert StrayIntent.objects.get().attempt == 2


def test_what_the_bank_sends_back_is_told_to_staff(sandbox: Sandbox) -> None:
    ours = stray(sandbox, installation_id=installation_id(), payment_id=NOBODYS)
    call_command("reconcile")
    [given] = sandbox.stripe.refunds.list().data
    sandbox.switch(f"refunds/{given.id}", status="failed")
    for _ in range(2):
        call_command("reconcile")
    assert alarms() == [
        f"Unknown payment {ours.id} is given back",
        f"Unknown payment {ours.id} could not be given back",
    ]


def test_what_stripe_refuses_is_told_to_staff_and_not_tried_for_ever(sandbox: Sandbox) -> None:
    ours = stray(sandbox, installation_id=installation_id(), payment_id=NOBODYS)
    sandbox.switch(f"dispute/{ours.id}")
    call_command("reconcile")
    assert f"Unknown payment {ours.id} could not be given back" in alarms()
    assert not StripeEvent.objects.filter(handled_at=None).exists()
    assert StrayIntent.objects.get().refunded_at is None


def test_the_alarm_is_not_lost_by_a_kill(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = stray(sandbox, installation_id=installation_id(), payment_id=NOBODYS)

    class Killed(BaseException):
        """As by SIGKILL: nothing catches it."""

    def killed(**_: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr("customkeeps.checkout.actions.strays.alarm_staff", killed)
        with pytest.raises(Killed):
            call_command("reconcile")
    StripeEvent.objects.update(due_at=timezone.now())
    call_command("reconcile")
    assert given_back(sandbox) == {ours.id: 123_456}
    assert alarms() == [f"Unknown payment {ours.id} is given back"]


def test_one_that_somebody_else_has_just_recognised_is_no_stray(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    """Two workers looked for its payment while that had no id yet."""
    put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    create(as_alice, intent_id)
    look_at_stray(intent_id)
    assert (given_back(sandbox), StrayIntent.objects.count()) == ({}, 0)
