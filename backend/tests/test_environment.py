"""What the settings make of the environment, each time in a fresh process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from customkeeps import settings as read_here

ASKED = ("DATA_DIR", "DEBUG", "PUBLIC_URL", "DATABASES", "STRIPE_API_BASE", "STRIPE_JS_URL")
SHOW = f"""
import json
from customkeeps import settings
print(json.dumps({{name: getattr(settings, name) for name in {ASKED}}}, default=str))
"""


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Import the settings with nothing in the environment but what is given here."""
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(read_here.BACKEND_DIR),
            "DATA_DIR": str(tmp_path),
            "DEBUG": "False",
            "DEMO": "False",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def settings_of(tmp_path: Path, **environment: str) -> dict[str, Any]:
    started = start(tmp_path, **environment)
    assert started.returncode == 0, started.stderr
    return dict(json.loads(started.stdout))


def refusal_of(tmp_path: Path, **environment: str) -> str:
    started = start(tmp_path, **environment)
    assert started.returncode != 0
    return started.stderr.splitlines()[-1]


def test_an_empty_variable_is_one_that_is_not_set(tmp_path: Path) -> None:
    names = ("PORT", "PUBLIC_URL", "DATABASE_URL", "STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY")
    more = ("STRIPE_API_BASE", "STRIPE_JS_URL", "STRIPE_WEBHOOK_SECRET", "RATE_LIMIT_SCALE")
    empty = dict.fromkeys((*names, *more), "")
    assert settings_of(tmp_path, DEMO="True", **empty) == settings_of(tmp_path, DEMO="True")


def test_a_relative_data_dir_starts_at_the_repository(tmp_path: Path) -> None:
    asked = settings_of(tmp_path, DEMO="True", DATA_DIR="var")
    assert asked["DATA_DIR"] == str(read_here.REPOSITORY_DIR / "var")


@pytest.mark.parametrize("key", ["", "short", "x" * 60, "django-insecure-" + "abcdefgh" * 6])
def test_production_refuses_a_missing_or_weak_key(tmp_path: Path, key: str) -> None:
    assert "DJANGO_SECRET_KEY is missing or weak" in refusal_of(tmp_path, DJANGO_SECRET_KEY=key)


@pytest.mark.parametrize("key", ["short", "x" * 60])
def test_tokens_are_never_signed_with_a_weak_key(tmp_path: Path, key: str) -> None:
    assert "JWT_SIGNING_KEY is weak" in refusal_of(tmp_path, DEMO="True", JWT_SIGNING_KEY=key)


@pytest.mark.parametrize(
    "replaced",
    [
        {"DEMO": "False", "STRIPE_SECRET_KEY": "sk_test_1", "STRIPE_PUBLISHABLE_KEY": "pk_test_1"},
        {"DEMO": "True", "STRIPE_SECRET_KEY": "sk_live_1", "STRIPE_PUBLISHABLE_KEY": "pk_live_1"},
    ],
    ids=["in production", "with live keys"],
)
@pytest.mark.parametrize("name", ["STRIPE_API_BASE", "STRIPE_JS_URL"])
def test_stripe_is_never_replaced_where_money_is_real(
    tmp_path: Path, replaced: dict[str, str], name: str
) -> None:
    key = "abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghijklmnopqrstuvwxyz"
    address = {name: "http://127.0.0.1:9"}
    refused = refusal_of(tmp_path, DJANGO_SECRET_KEY=key, **replaced, **address)
    assert "replace Stripe itself" in refused


def test_a_demo_is_never_paid_with_real_cards(tmp_path: Path) -> None:
    keys = {"STRIPE_SECRET_KEY": "sk_live_1", "STRIPE_PUBLISHABLE_KEY": "pk_live_1"}
    assert "paid with a test card" in refusal_of(tmp_path, DEMO="True", **keys)
    assert (
        settings_of(tmp_path, DEMO="True", STRIPE_SECRET_KEY="rk_test_1")["STRIPE_API_BASE"] == ""
    )


def test_a_redis_that_is_none_is_refused(tmp_path: Path) -> None:
    key = {"DJANGO_SECRET_KEY": "x" * 25 + "0123456789abcdefghijklmnop"}
    assert "REDIS_URL begins with redis://" in refusal_of(tmp_path, REDIS_URL="localhost", **key)
