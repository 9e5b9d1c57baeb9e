"""What browsers are told they may do with each part of the site."""

import re
from pathlib import Path
from wsgiref.headers import Headers

import pytest
from django.test import Client
from pytest_django import Settings

from customkeeps.storefront import policies
from customkeeps.storefront.caching import keep_built_files
from customkeeps.storefront.views import NONCE_PLACE

pytestmark = pytest.mark.django_db

LIVE = policies.storefront(policies.stripe_hosts("", ""), trusted_types=True)


def policy(client: Client, path: str) -> dict[str, list[str]]:
    """Directive to sources, as a browser reads the header."""
    header = client.get(path)["Content-Security-Policy"]
    directives = (each.strip().split(" ") for each in header.split(";"))
    return {name: sources for name, *sources in directives}


@pytest.fixture
def built(settings: Settings, tmp_path: Path) -> None:
    settings.STOREFRONT_DIST = tmp_path
    (tmp_path / "index.html").write_bytes(b'<script nonce="' + NONCE_PLACE + b'" src="/a.js">')


@pytest.mark.usefixtures("built")
def test_each_page_has_a_nonce_of_its_own_and_nothing_inline(client: Client) -> None:
    seen = set()
    for path in ("/", "/cart", "/"):
        answer = client.get(path)
        nonce = re.findall(r"'nonce-([^']{22,})'", answer["Content-Security-Policy"])[0]
        assert answer.content == f'<script nonce="{nonce}" src="/a.js">'.encode()
        seen.add(nonce)
    assert len(seen) == 3


@pytest.mark.usefixtures("built")
def test_the_storefront_runs_its_own_scripts_and_stripes(client: Client) -> None:
    told = policy(client, "/")
    nonce = told["script-src"].pop(0)
    assert told == {
        "default-src": ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "script-src": ["'wasm-unsafe-eval'", "http://127.0.0.1:9"],
        "script-src-attr": ["'none'"],
        "style-src": ["'self'", nonce],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", "http://127.0.0.1:9"],
        "frame-src": ["http://127.0.0.1:9"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],
    }


def test_with_stripe_itself_only_stripes_hosts_are_named() -> None:
    foreign = {
        (directive, source)
        for directive, sources in LIVE.items()
        for source in sources
        if isinstance(source, str) and ("." in source or ":" in source)
    } - {("img-src", "data:"), ("img-src", "blob:")}
    assert foreign == {
        ("script-src", "https://js.stripe.com"),
        ("script-src", "https://*.js.stripe.com"),
        ("connect-src", "https://api.stripe.com"),
        ("frame-src", "https://js.stripe.com"),
        ("frame-src", "https://*.js.stripe.com"),
        ("frame-src", "https://hooks.stripe.com"),
    }


@pytest.mark.parametrize(
    "path", ["/", "/admin/login/", "/api/products/", "/api/docs/", "/api/nothing", "/dev/mail/"]
)
@pytest.mark.usefixtures("built")
def test_no_part_runs_inline_scripts_or_can_be_framed(client: Client, path: str) -> None:
    answer, told = client.get(path), policy(client, path)
    scripts = told.get("script-src", told["default-src"])
    assert not {"'unsafe-inline'", "*", "data:", "https:", "http:"} & set(scripts)
    assert (told["default-src"], told["object-src"]) == (["'none'"], ["'none'"])
    assert (told["base-uri"], told["frame-ancestors"]) == (["'none'"], ["'none'"])
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_nothing_makes_functions_of_text(client: Client) -> None:
    for path in ("/admin/login/", "/api/docs/"):
        assert policy(client, path)["script-src"] == ["'self'"]
    assert "script-src" not in policy(client, "/api/products/")


def test_the_staffs_pages_have_styles_in_attributes_only(client: Client) -> None:
    told = policy(client, "/admin/login/")
    assert (told["style-src"], told["style-src-attr"]) == (["'self'"], ["'unsafe-inline'"])
    assert b"<style" not in client.get("/admin/login/").content


def test_pages_of_others_carry_no_script_of_their_own(client: Client) -> None:
    """Inline scripts would be refused, and the page would not work."""
    for path in ("/admin/login/", "/api/docs/"):
        page = client.get(path).content.decode()
        scripts = re.findall(r"<script([^>]*)>", page)
        assert scripts
        assert [each for each in scripts if "src=" not in each] == []


@pytest.mark.parametrize(
    ("url", "inert"), [("/index.html", True), ("/favicon.svg", True), ("/assets/a.js", False)]
)
def test_a_built_page_without_its_nonce_does_nothing(url: str, *, inert: bool) -> None:
    headers = Headers()
    keep_built_files(headers, "unused", url)
    told = headers["Content-Security-Policy"]
    assert (told is not None and "sandbox" in told) is inert


def test_https_is_promised_over_https_only(client: Client, settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    over_https = client.get("/readyz", secure=True)
    assert "Strict-Transport-Security" not in client.get("/readyz")
    assert over_https["Strict-Transport-Security"] == "max-age=31536000"
