"""ADMIN_PATH: the staff's pages are there and nowhere else, and nothing tells where."""

import json
import os
import subprocess
import sys

import pytest

from customkeeps.settings import BACKEND_DIR, STOREFRONT_DIST
from tests.test_environment import refusal_of

# Run in a process of its own, as addresses are made once: asks each path as nobody.
ASK = """
import json, sys
import django
django.setup()
from django.test import Client
def ask(path):
    answer = Client(raise_request_exception=False).get(path)
    told = b"".join(answer) if answer.streaming else answer.content
    words = str(dict(answer.headers)) + told.decode("utf-8", "replace")
    return [answer.status_code, answer.headers.get("Location", ""), words]
print(json.dumps({path: ask(path) for path in json.loads(sys.argv[1])}))
"""
PUBLIC = ("/", "/login", "/nope", "/nope/", "/robots.txt", "/sitemap.xml", "/humans.txt",
          "/.well-known/security.txt", "/api/", "/api/nope/", "/api/config/", "/api/schema/",
          "/static/nope.js", "/admin", "/healthz")  # fmt: skip
STAFF_PAGES = ("", "login/", "accounts/user/", "second-factor/", "jsi18n/")


def ask(admin_path: str, *paths: str) -> dict[str, tuple[int, str, str]]:
    """Status, where it leads, and all that is said, of each path."""
    asked = subprocess.run(
        [sys.executable, "-c", ASK, json.dumps(paths)],
        cwd=BACKEND_DIR,
        # As it is served: in development Django's own page for what is not found lists all.
        env=os.environ
        | {"DEBUG": "False", "DEMO": "True", "ALLOWED_HOSTS": "testserver"}
        | {"ADMIN_PATH": admin_path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    return {path: tuple(answer) for path, answer in json.loads(asked.stdout).items()}  # type: ignore[misc]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("given", "place"),
    [
        ("back-office", "/back-office/"),
        ("/back-office", "/back-office/"),
        ("back-office/", "/back-office/"),
        ("//back-office//", "/back-office/"),
        ("staff/door_7", "/staff/door_7/"),
    ],
)
def test_the_pages_are_there_and_nowhere_else(given: str, place: str) -> None:
    there = [place + page for page in STAFF_PAGES]
    elsewhere = [f"/admin/{page}" for page in STAFF_PAGES]
    said = ask(given, *there, place.rstrip("/"), *elsewhere, *PUBLIC)
    assert said[f"{place}login/"][0] == 200
    for path in [place, place.rstrip("/"), f"{place}accounts/user/"]:
        status, leads_to, _ = said[path]
        assert (status, leads_to.startswith(place)) == (302, True), path
    for path in (*elsewhere, *PUBLIC):
        status, leads_to, words = said[path]
        assert leads_to == "", path
        assert place.strip("/") not in words, path
        assert "csrfmiddlewaretoken" not in words, path
    # Where the pages are not, it looks as anywhere where nothing is.
    assert {said[path][0] for path in elsewhere} == {said["/nope/"][0]}


@pytest.mark.parametrize(
    "path",
    ["/", "//", "a//b", "api", "api/staff", "static/x", "..", "a/../b", "sta ff", "ä", "a?b"],
)
def test_a_path_that_is_none_is_refused(tmp_path: object, path: str) -> None:
    key = {"DJANGO_SECRET_KEY": "x" * 25 + "0123456789abcdefghijklmnop"}
    assert "ADMIN_PATH is a path" in refusal_of(tmp_path, ADMIN_PATH=path, **key)  # type: ignore[arg-type]


def test_what_browsers_are_given_names_no_place() -> None:
    """Neither the files that are served as they are, nor the storefront's source."""
    front = STOREFRONT_DIST.parent
    told = [*front.glob("public/**/*"), *front.glob("src/**/*.ts*"), front / "index.html"]
    named = [
        path
        for path in told
        if path.is_file() and ".test." not in path.name and b"/admin" in path.read_bytes()
    ]
    assert named == []
