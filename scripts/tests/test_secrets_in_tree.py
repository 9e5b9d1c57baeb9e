"""Keys in the tree are found; samples are named one by one."""

import pytest

from scripts.places import ROOT
from scripts.secrets_in_tree import ALLOWED, findings, main

# Put together here, so that this file itself holds none.
SAMPLES = {
    "a private key": "-----BEGIN " + "RSA PRIVATE KEY-----",
    "a Stripe key": "sk_" + "live_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "a Stripe webhook secret": "whsec_" + "0123456789abcdefABCDEF0123456789",
    "an AWS key": "AKIA" + "IOSFODNN7EXAMPLE",
    "a GitHub token": "ghp_" + "a1" * 18,
    "a Slack token": "xoxb-" + "123456789012-abcdef",
    "a Google key": "AIza" + "B" * 35,
    "a SendGrid key": "SG." + "x" * 22 + "." + "y" * 43,
    "a registry token": "npm_" + "Z9" * 18,
    "a signed token": "eyJ" + "hbGciOiJIUzI1NiJ9.eyJ" + "zdWIiOiIxIn0x.c2lnbmF0dXJlLW9mLWl0LWFsbA",
    "a password in an address": "postgres://shop:" + "hunter22@db.internal",
    "a Django key": "SECRET_KEY = '" + "k3" * 25 + "'",
}


@pytest.mark.parametrize(("what", "sample"), SAMPLES.items())
def test_a_key_is_found_and_not_repeated(what: str, sample: str) -> None:
    found = list(findings("notes.md", f"first line\nx = {sample!s} # ours\n"))
    assert len(found) == 1
    assert found[0].startswith(f"notes.md:2 looks like {what}: ")
    assert sample not in found[0]


@pytest.mark.parametrize(
    "harmless",
    [
        "sk_test_sandbox",
        "STRIPE_SECRET_KEY=sk_live_...",
        "postgres://USER:PASSWORD@",
        "DJANGO_SECRET_KEY=",
        "https://example.com:8000/path@2",
        "whsec_example",
    ],
)
def test_names_and_examples_are_no_keys(harmless: str) -> None:
    assert list(findings("notes.md", harmless)) == []


def test_the_tree_holds_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(), capsys.readouterr().out) == (0, "\n")


def test_each_exception_is_still_needed() -> None:
    for name, text in ALLOWED:
        assert text in (ROOT / name).read_text()
