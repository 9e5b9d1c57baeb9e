"""Signed deliveries, their retries and their switches."""

import json

import pytest
import stripe

from payments_sandbox.tests.running import SECRET, Inbox, Sandbox, until


@pytest.fixture
def secret(sandbox: Sandbox, inbox: Inbox) -> str:
    endpoint = sandbox.stripe.webhook_endpoints.create({"url": inbox.url, "enabled_events": ["*"]})
    return str(endpoint.secret)


def pay(sandbox: Sandbox, number: str = "4242424242424242") -> None:
    sandbox.switch(f"pay/{sandbox.intent().id}", number=number)


def test_a_payment_is_told_signed(sandbox: Sandbox, inbox: Inbox, secret: str) -> None:
    pay(sandbox)
    told = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"]
    until(lambda: len(inbox.heard) == 3)
    assert inbox.types() == told
    for body, signature in inbox.heard:
        event = stripe.Webhook.construct_event(body, signature, secret)
        stored = sandbox.stripe.events.retrieve(event.id)
        assert (stored.type, stored.data.to_dict()) == (event.type, event.data.to_dict())
    listed = sandbox.stripe.events.list({"type": "payment_intent.*"})
    assert [event.type for event in listed.data] == [told[2], told[0]]


@pytest.mark.usefixtures("secret")
def test_declines_refunds_and_cancellations_are_told(sandbox: Sandbox, inbox: Inbox) -> None:
    pay(sandbox, "4000000000000002")
    sandbox.stripe.payment_intents.cancel(sandbox.intent().id)
    pay(sandbox, "4000002500003155")
    pay(sandbox)
    paid = sandbox.stripe.payment_intents.list().data[0]
    sandbox.stripe.refunds.create({"payment_intent": paid.id})
    until(lambda: len(inbox.heard) == 12)
    assert [kind for kind in inbox.types() if kind != "payment_intent.created"] == [
        "charge.failed",
        "payment_intent.payment_failed",
        "payment_intent.canceled",
        "payment_intent.requires_action",
        "charge.succeeded",
        "payment_intent.succeeded",
        "refund.created",
        "charge.refunded",
    ]


@pytest.mark.usefixtures("secret")
def test_a_refused_delivery_is_retried(sandbox: Sandbox, inbox: Inbox) -> None:
    inbox.statuses = [500]
    sandbox.intent()
    until(lambda: inbox.types() == ["payment_intent.created"] * 2)
    until(lambda: sandbox.stripe.events.list().data[0].pending_webhooks == 0)
    first, second = (json.loads(body)["id"] for body, _ in inbox.heard)
    assert first == second


def test_only_what_was_asked_for_is_sent(sandbox: Sandbox, inbox: Inbox) -> None:
    sandbox.stripe.webhook_endpoints.create(
        {"url": inbox.url, "enabled_events": ["payment_intent.succeeded"]}
    )
    pay(sandbox)
    until(lambda: inbox.types() == ["payment_intent.succeeded"])


@pytest.mark.usefixtures("secret")
def test_drop_fail_and_resend(sandbox: Sandbox, inbox: Inbox) -> None:
    sandbox.switch("webhooks", drop=1)
    sandbox.intent()
    until(lambda: len(sandbox.switch("state", "GET")[1]["deliveries"]) == 1)
    assert sandbox.switch("state", "GET")[1]["deliveries"][0]["last_result"] == "dropped"
    assert inbox.heard == []
    sandbox.switch("webhooks", fail=1)
    event = sandbox.stripe.events.list().data[0]
    sandbox.switch(f"events/{event.id}/resend")
    until(lambda: inbox.types() == ["payment_intent.created"])
    until(lambda: len(sandbox.switch("state", "GET")[1]["deliveries"]) == 2)
    assert sandbox.switch("state", "GET")[1]["deliveries"][0]["attempts"] == 2


@pytest.mark.usefixtures("secret")
def test_endpoints_are_changed_and_deleted(sandbox: Sandbox) -> None:
    endpoints = sandbox.stripe.webhook_endpoints
    endpoint = endpoints.list().data[0]
    assert "secret" not in endpoint.to_dict()
    assert endpoints.update(endpoint.id, {"disabled": True}).status == "disabled"
    sandbox.intent()
    assert endpoints.delete(endpoint.id).deleted is True
    assert endpoints.list().data == []
    assert sandbox.switch("state", "GET")[1]["waiting_deliveries"] == []


def test_the_command_lines_endpoint(own_sandbox: Sandbox, inbox: Inbox) -> None:
    own_sandbox.stop()
    own_sandbox.start("--webhook-url", inbox.url, "--webhook-secret", SECRET)
    own_sandbox.switch("reset")
    own_sandbox.intent()
    until(lambda: len(inbox.heard) == 1)
    body, signature = inbox.heard[0]
    event = stripe.Webhook.construct_event(body, signature, SECRET)
    assert event.type == "payment_intent.created"
    own_sandbox.stop()
    own_sandbox.start()
    assert own_sandbox.stripe.webhook_endpoints.list().data == []
