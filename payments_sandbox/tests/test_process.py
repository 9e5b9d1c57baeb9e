"""The process: its state on disk, its end, its log."""

from payments_sandbox.tests.running import Sandbox


def test_state_survives_a_kill(own_sandbox: Sandbox) -> None:
    intent = own_sandbox.intent()
    own_sandbox.process.kill()
    own_sandbox.process.communicate()
    own_sandbox.start()
    assert own_sandbox.stripe.payment_intents.retrieve(intent.id).to_dict() == intent.to_dict()


def test_it_ends_cleanly(own_sandbox: Sandbox) -> None:
    own_sandbox.intent()
    assert own_sandbox.stop() == 0
    assert "Traceback" not in own_sandbox.log.read_text()


def test_no_secret_is_logged(own_sandbox: Sandbox) -> None:
    intent = own_sandbox.intent()
    query = f"/v1/payment_intents/{intent.id}?client_secret={intent.client_secret}"
    key = {"Authorization": "Bearer pk_test_tests"}
    assert own_sandbox.open(query, "GET", None, key)[0] == 200
    own_sandbox.stop()
    log = own_sandbox.log.read_text()
    assert f"GET /v1/payment_intents/{intent.id} 200" in log
    assert "secret" not in log
    assert "_test_" not in log


def test_it_answers_for_its_health(sandbox: Sandbox) -> None:
    assert sandbox.open("/healthz", "GET", None, {})[:2] == (200, {"status": "ok"})
