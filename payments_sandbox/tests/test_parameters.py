"""What is refused before anything happens."""

from typing import Any

import pytest
import stripe

from payments_sandbox.tests.running import Sandbox

REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"currency": "php"}, "parameter_missing", "amount"),
    ({"amount": 5000}, "parameter_missing", "currency"),
    ({"amount": 5000, "currency": "php", "colour": "red"}, "parameter_unknown", "colour"),
    (
        {"amount": 5000, "currency": "php", "automatic_payment_methods": {"on": True}},
        "parameter_unknown",
        "automatic_payment_methods[on]",
    ),
    ({"amount": "50.00", "currency": "php"}, "parameter_invalid_integer", "amount"),
    ({"amount": 0, "currency": "php"}, "parameter_invalid_integer", "amount"),
    ({"amount": 2999, "currency": "php"}, "amount_too_small", "amount"),
    ({"amount": 49, "currency": "jpy"}, "amount_too_small", "amount"),
    ({"amount": 100000000, "currency": "php"}, "amount_too_large", "amount"),
    ({"amount": 5000, "currency": ""}, "parameter_invalid_empty", "currency"),
]


@pytest.mark.parametrize(("params", "code", "param"), REFUSED)
def test_bad_parameters(sandbox: Sandbox, params: Any, code: str, param: str) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        sandbox.stripe.payment_intents.create(params)
    error = refusal.value
    assert (error.http_status, error.code, error.param) == (400, code, param)
    assert error.request_id is not None
    assert sandbox.stripe.payment_intents.list().data == []


def test_the_smallest_amounts_pass(sandbox: Sandbox) -> None:
    assert sandbox.intent(amount=3000, currency="PHP").currency == "php"
    assert sandbox.intent(amount=50, currency="jpy").amount == 50


@pytest.mark.parametrize(
    "metadata", [{"k" * 41: "x"}, {"k": "x" * 501}, {f"k{n}": "x" for n in range(51)}]
)
def test_metadata_has_limits(sandbox: Sandbox, metadata: dict[str, str]) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        sandbox.intent(metadata=metadata)


@pytest.mark.parametrize(
    ("authorization", "message"),
    [
        ("", "You did not provide an API key."),
        ("Bearer sk_live_1234", "The payments sandbox takes test keys only"),
        ("Bearer nonsense", "Invalid API Key provided: non********ense"),
    ],
)
def test_only_test_keys(sandbox: Sandbox, authorization: str, message: str) -> None:
    headers = {"Authorization": authorization}
    status, body, _ = sandbox.open("/v1/payment_intents", "GET", None, headers)
    assert (status, body["error"]["message"][: len(message)]) == (401, message)


def test_basic_authorization(sandbox: Sandbox) -> None:
    headers = {"Authorization": "Basic c2tfdGVzdF94Og=="}
    status, body, _ = sandbox.open("/v1/payment_intents", "GET", None, headers)
    assert (status, body["data"]) == (200, [])


def test_json_is_no_form(sandbox: Sandbox) -> None:
    headers = {"Authorization": "Bearer sk_test_x", "Content-Type": "application/json"}
    status, _, _ = sandbox.open("/v1/payment_intents", "POST", '{"amount": 5000}', headers)
    assert status == 400


@pytest.mark.parametrize("form", ["a[b=1", "[]=1", "a=1&a[b]=2", "a[b][c][d][e][f][g]=1", "%ff=1"])
def test_broken_forms(sandbox: Sandbox, form: str) -> None:
    headers = {
        "Authorization": "Bearer sk_test_x",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    status, body, _ = sandbox.open("/v1/payment_intents", "POST", form, headers)
    assert (status, body["error"]["type"]) == (400, "invalid_request_error")
