"""A shop in production, as its settings make it: Django's own list of what is unsafe is empty."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

from customkeeps import settings as read_here

PRODUCTION = {
    "DEBUG": "False",
    "DEMO": "False",
    "ALLOWED_HOSTS": "shop.example.com",
    "PUBLIC_URL": "https://shop.example.com",
    "TRUSTED_PROXIES": "1",
    "STRIPE_SECRET_KEY": "sk_live_example",
    "STRIPE_PUBLISHABLE_KEY": "pk_live_example",
    "STRIPE_WEBHOOK_SECRET": "whsec_example",
    "STRIPE_API_BASE": "",
    "STRIPE_JS_URL": "",
    "EMAIL_URL": "smtp://mail.example.com",
}


def check_deploy(data_dir: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=read_here.BACKEND_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(data_dir),
            "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
            **PRODUCTION,
            **changed,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_is_warned_of_in_production(tmp_path: Path) -> None:
    checked = check_deploy(tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_shop_without_https_is_warned(tmp_path: Path) -> None:
    checked = check_deploy(tmp_path, PUBLIC_URL="http://shop.example.com")
    assert checked.returncode == 1
    for warning in ("security.W004", "security.W012", "security.W016"):
        assert warning in checked.stderr
