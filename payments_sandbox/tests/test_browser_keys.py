"""What a publishable key may do, and what it never sees."""

from payments_sandbox.tests.running import Sandbox

CARD = {
    "type": "card",
    "card[number]": "4242424242424242",
    "card[exp_month]": "12",
    "card[exp_year]": "2040",
    "card[cvc]": "123",
}


def test_a_browser_pays_with_the_client_secret(sandbox: Sandbox) -> None:
    intent = sandbox.intent(metadata={"user_id": "7"})
    status, method = sandbox.browser("payment_methods", **CARD)
    assert (status, method["card"]["last4"], method["card"]["brand"]) == (200, "4242", "visa")
    status, paid = sandbox.browser(
        f"payment_intents/{intent.id}/confirm",
        client_secret=str(intent.client_secret),
        payment_method=method["id"],
    )
    assert (status, paid["status"]) == (200, "succeeded")
    assert paid.keys() & {"metadata", "latest_charge", "amount_received"} == set()


def test_a_token_pays_once(sandbox: Sandbox) -> None:
    _, token = sandbox.browser("tokens", **{k: v for k, v in CARD.items() if k != "type"})
    data = {"type": "card", "card[token]": token["id"]}
    assert sandbox.browser("payment_methods", **data)[0] == 200
    status, again = sandbox.browser("payment_methods", **data)
    assert (status, again["error"]["code"]) == (400, "token_already_used")


def test_a_wrong_client_secret_opens_nothing(sandbox: Sandbox) -> None:
    intent = sandbox.intent()
    path = f"payment_intents/{intent.id}/confirm"
    for fields in ({}, {"client_secret": f"{intent.id}_secret_guess"}):
        status, body = sandbox.browser(path, payment_method="pm_card_visa", **fields)
        assert (status, body["error"]["param"]) == (400, "client_secret")
    assert sandbox.stripe.payment_intents.retrieve(intent.id).status == "requires_payment_method"


def test_secret_calls_are_refused(sandbox: Sandbox) -> None:
    status, body = sandbox.browser("payment_intents", amount="5000", currency="php")
    assert (status, body["error"]["code"]) == (401, "secret_key_required")


def test_impossible_cards(sandbox: Sandbox) -> None:
    changes = {
        "incorrect_number": {"card[number]": "4242424242424241"},
        "invalid_number": {"card[number]": "42"},
        "card_declined": {"card[number]": "4111111111111111"},
        "invalid_expiry_month": {"card[exp_month]": "13"},
        "invalid_expiry_year": {"card[exp_year]": "2020"},
        "invalid_cvc": {"card[cvc]": "12"},
    }
    codes = [sandbox.browser("payment_methods", **CARD | c)[1]["error"]["code"]
             for c in changes.values()]  # fmt: skip
    assert codes == list(changes)


def test_other_origins_may_read_the_api_but_not_the_switches(sandbox: Sandbox) -> None:
    asking = {"Origin": "http://127.0.0.1:8000", "Access-Control-Request-Method": "POST"}
    status, _, headers = sandbox.open("/v1/payment_methods", "OPTIONS", None, asking)
    assert (status, headers["Access-Control-Allow-Origin"]) == (204, "*")
    _, _, headers = sandbox.open("/sandbox/state", "GET", None, asking)
    assert headers["Access-Control-Allow-Origin"] is None
    status, _, headers = sandbox.open("/sandbox/reset", "OPTIONS", None, asking)
    assert headers["Access-Control-Allow-Origin"] is None


def test_the_browser_files_are_served(sandbox: Sandbox) -> None:
    status, script, headers = sandbox.open("/stripe.js", "GET", None, {})
    assert (status, headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert "window.Stripe = Stripe" in script
    status, frame, headers = sandbox.open("/elements/frame.html", "GET", None, {})
    assert (status, "frame.js" in frame) == (200, True)
    assert "default-src 'none'" in headers["Content-Security-Policy"]
