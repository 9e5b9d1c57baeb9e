"""The payments sandbox as a real process, spoken to by the real SDK."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone

from customkeeps.coupons.models import Coupon
from payments_sandbox.tests.running import Sandbox
from tests.factories import make_coupon


@pytest.fixture
def save10(db: None) -> Coupon:
    return make_coupon("SAVE10", "10")


@pytest.fixture
def expired(db: None) -> Coupon:
    return make_coupon("OLD", "10", valid_to=timezone.now() - timedelta(minutes=1))


@pytest.fixture
def everything_off(db: None) -> Coupon:
    return make_coupon("GIFT", "100")


@pytest.fixture(scope="session")
def running_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    sandbox = Sandbox(tmp_path_factory.mktemp("sandbox"))
    # Slow cards stay in processing until a test settles them.
    sandbox.start("--processing-seconds", "600")
    yield sandbox
    sandbox.stop()


@pytest.fixture
def sandbox(running_sandbox: Sandbox, settings: LazySettings) -> Sandbox:
    """Stripe, empty and in good health."""
    running_sandbox.switch("reset")
    settings.STRIPE_SECRET_KEY = "sk_test_tests"
    settings.STRIPE_API_BASE = running_sandbox.url
    return running_sandbox
