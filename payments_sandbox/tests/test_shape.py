"""Answers carry only fields that the SDK's own types declare."""

import inspect
import typing
from typing import Any, get_args, get_origin

import stripe
from stripe import params as sent
from stripe._object_classes import get_object_class
from stripe._stripe_object import StripeObject, UntypedStripeObject

from payments_sandbox import disputes, payment_intents, payment_methods, refunds, webhooks
from payments_sandbox.tests.running import Sandbox

NAMES = vars(typing) | {name: getattr(stripe, name) for name in dir(stripe)}


def declared(kind: type) -> dict[str, Any]:
    """Each declared field with its annotation, resolved as far as this check needs."""
    fields: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        fields |= inspect.get_annotations(base)
    return fields


def classes_in(annotation: Any) -> set[type]:
    """The StripeObject classes an annotation allows."""
    if isinstance(annotation, typing.ForwardRef):
        annotation = NAMES.get(annotation.__forward_arg__)
    if isinstance(annotation, type) and issubclass(annotation, StripeObject):
        return {annotation}
    if get_origin(annotation) is UntypedStripeObject:
        return {UntypedStripeObject}
    return {found for part in get_args(annotation) for found in classes_in(part)}


def undeclared(value: Any, kinds: set[type], path: str) -> list[str]:
    """The paths of fields that no class among `kinds` declares."""
    if isinstance(value, list):
        return [wrong for item in value for wrong in undeclared(item, kinds, f"{path}[]")]
    if not isinstance(value, dict) or UntypedStripeObject in kinds:
        return []
    if value.get("object") == "list":
        allowed = {"object", *declared(stripe.ListObject)}
        wrong = [f"{path}.{name}" for name in value if name not in allowed]
        return wrong + undeclared(value["data"], set(), f"{path}.data")
    if isinstance(value.get("object"), str):
        kinds = {get_object_class("V1", value["object"])}
    fields: dict[str, set[type]] = {}
    for kind in kinds:
        for name, annotation in declared(kind).items():
            fields.setdefault(name, set()).update(classes_in(annotation))
    wrong = [f"{path}.{name}" for name in value if name not in fields]
    for name in value.keys() & fields.keys():
        wrong += undeclared(value[name], fields[name], f"{path}.{name}")
    return wrong


def test_the_check_itself_sees_what_is_wrong() -> None:
    intent = {"object": "payment_intent", "colour": 1, "payment_method_options": {"cart": {}}}
    assert sorted(undeclared(intent, set(), "")) == [".colour", ".payment_method_options.cart"]


def test_every_answer_is_declared(sandbox: Sandbox) -> None:
    api = sandbox.stripe
    api.webhook_endpoints.create(
        {"url": "http://127.0.0.1:9/", "enabled_events": ["charge.failed"]}
    )
    for number in ("4242424242424242", "4000000000000002", "4000002500003155", "4000000000001109"):
        sandbox.switch(f"pay/{sandbox.intent(metadata={'a': 'b'}).id}", number=number)
    paid = api.payment_intents.list().data[-1]
    sandbox.switch("refunds", pending=1)
    refund = api.refunds.create({"payment_intent": paid.id, "amount": 5000})
    sandbox.switch(f"refunds/{refund.id}", status="failed")
    _, dispute = sandbox.switch(f"dispute/{paid.id}")
    sandbox.switch(f"disputes/{dispute['id']}/close", outcome="won")
    api.payment_intents.cancel(sandbox.intent().id)
    key = {"Authorization": "Bearer sk_test_tests"}
    seen = set()
    for path in (
        "payment_intents?expand[]=data.latest_charge&expand[]=data.payment_method",
        "charges?expand[]=data.payment_intent&expand[]=data.refunds",
        "refunds?expand[]=data.charge",
        "disputes?expand[]=data.charge&expand[]=data.payment_intent",
        "events?limit=100",
        "webhook_endpoints",
    ):
        status, answer, _ = sandbox.open(f"/v1/{path}", "GET", None, key)
        assert status == 200
        assert undeclared(answer, set(), "") == []
        seen |= {item["object"] for item in answer["data"]}
        for event in answer["data"]:
            if event["object"] == "event":
                assert undeclared(event["data"]["object"], set(), event["type"]) == []
    assert seen == {"payment_intent", "charge", "refund", "dispute", "event", "webhook_endpoint"}


def test_every_error_is_declared(sandbox: Sandbox) -> None:
    declined = sandbox.switch(f"pay/{sandbox.intent().id}", number="4000000000000002")
    refused = sandbox.browser("payment_methods", type="card", colour="red")
    for _, body in (declined, refused):
        assert undeclared(body["error"], {stripe.ErrorObject}, "error") == []


def test_every_parameter_is_one_that_the_sdk_sends() -> None:
    pairs = [
        (payment_intents.CREATE, sent.PaymentIntentCreateParams),
        (payment_intents.UPDATE, sent.PaymentIntentUpdateParams),
        (payment_intents.CANCEL, sent.PaymentIntentCancelParams),
        (payment_intents.LIST, sent.PaymentIntentListParams),
        (payment_methods.CREATE, sent.PaymentMethodCreateParams),
        (refunds.CREATE, sent.RefundCreateParams),
        (refunds.LIST, sent.RefundListParams),
        (disputes.LIST, sent.DisputeListParams),
        (webhooks.CREATE, sent.WebhookEndpointCreateParams),
        (webhooks.UPDATE, sent.WebhookEndpointUpdateParams),
    ]
    for schema, kind in pairs:
        assert schema.fields.keys() - kind.__annotations__.keys() == set()
