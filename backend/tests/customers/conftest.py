"""Stripe, and a folder of its own for pictures."""

from tests.checkout.conftest import running_sandbox, sandbox

__all__ = ["running_sandbox", "sandbox"]
