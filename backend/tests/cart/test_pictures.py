"""`design_image_url`: a picture or a link of ours comes in, a signed link goes out."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.request import urlopen
from uuid import uuid4

import pytest
import time_machine

from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from customkeeps.designs.links import design_url
from customkeeps.designs.models import Design
from tests.cart.shopping import add, added, brief
from tests.clients import ShopClient
from tests.factories import data_url, make_design, png
from tests.statements import statements_of

pytestmark = pytest.mark.django_db

OURS = "http://testserver"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(storage: Path, tshirt: Product) -> None:
    """Nothing is stored yet, and there is a T-shirt to print on."""


def test_a_picture_sent_twice_is_one_line(as_alice: ShopClient, as_nobody: ShopClient) -> None:
    sent = data_url(png())
    first = add(as_alice, design_image_url=sent)
    second = add(as_alice, design_image_url=sent)
    assert (first.status_code, second.status_code) == (201, 200)
    assert brief(as_alice, "quantity") == [(2,)]
    for link in (first.json()["design_image_url"], second.json()["design_thumb_url"]):
        shown = as_nobody.get(link)
        assert (shown.status_code, len(shown.getvalue()) > 0) == (200, True)


def test_a_link_of_ours_names_the_design(as_alice: ShopClient, alice: User) -> None:
    line = added(as_alice, design=str(make_design(alice).pk))
    assert line["design_image_url"].startswith(f"{OURS}/api/designs/{line['design']}/picture/?")
    for link in (line["design_image_url"], line["design_thumb_url"]):
        assert add(as_alice, design_image_url=link).status_code == 200
    assert brief(as_alice, "quantity") == [(3,)]


def test_so_does_one_that_has_expired(
    as_alice: ShopClient, as_nobody: ShopClient, alice: User
) -> None:
    design = make_design(alice)
    with time_machine.travel(0):
        expired = design_url(design, base_url=OURS)
    assert as_nobody.get(expired).status_code == 404
    assert added(as_alice, design_image_url=expired)["design"] == str(design.pk)


def test_a_known_picture_costs_no_more_than_its_id(as_alice: ShopClient, alice: User) -> None:
    design = make_design(alice)
    sent = data_url(png())
    assert added(as_alice, design_image_url=sent)["design"] == str(design.pk)
    assert len(statements_of(lambda: added(as_alice, design_image_url=sent))) == 6


def test_somebody_elses_picture_is_refused_like_an_unknown_one(
    as_alice: ShopClient, bob: User
) -> None:
    foreign = design_url(make_design(bob), base_url=OURS)
    answers = [
        add(as_alice, design_image_url=link)
        for link in (foreign, f"{OURS}/api/designs/{uuid4()}/picture/")
    ]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("data:image/svg+xml;base64,PHN2Zy8+", "invalid_input"),
        ("data:image/svg+xml,<svg/>", "invalid_input"),
        ("data:image/gif;base64,R0lGODlhAQABAAAAACw=", "invalid_input"),
        ("data:image/webp;base64,AAAA", "invalid_input"),
        ("data:text/html;base64,AAAA", "invalid_input"),
        ("javascript:alert(1)", "invalid_input"),
        ("file:///etc/passwd", "invalid_input"),
        ("ftp://images.example/cat.png", "invalid_input"),
        ("https://images.example/cat.png", "invalid_input"),
        ("//images.example/cat.png", "invalid_input"),
        ("cat.png", "invalid_input"),
        ("data:image/png;base64,", "invalid_picture"),
        ("data:image/png;base64,####", "invalid_picture"),
        (data_url(b"GIF89a" + b"\0" * 100), "invalid_picture"),
        (data_url(png(), "jpeg"), "invalid_picture"),
        (data_url(b"\0" * (5 * 1024 * 1024 + 1)), "picture_too_large"),
    ],
    ids=lambda value: value[:40],
)
def test_anything_else_is_refused_and_nothing_kept(
    as_alice: ShopClient, storage: Path, sent: str, code: str
) -> None:
    answer = add(as_alice, design_image_url=sent)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert list(answer.json()["fields"]) == ["design_image_url"]
    assert (CartItem.objects.count(), Design.objects.count()) == (0, 0)
    assert list(storage.iterdir()) == []


def test_a_refused_line_leaves_no_picture_behind(as_alice: ShopClient, storage: Path) -> None:
    answer = add(as_alice, design_image_url=data_url(png()), base_color="Plaid")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["base_color"])
    assert (Design.objects.count(), list(storage.iterdir())) == (0, [])


class Elsewhere(BaseHTTPRequestHandler):
    """A server that remembers what it was asked for."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(png())

    def log_message(self, *_: object) -> None:
        """Quietly."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    Elsewhere.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_no_address_is_ever_fetched(as_alice: ShopClient, alice: User, elsewhere: str) -> None:
    design = make_design(alice)
    for link in (
        f"{elsewhere}/cat.png",
        design_url(design, base_url=elsewhere),
        design_url(design, base_url=f"{OURS}@{elsewhere.removeprefix('http://')}"),
    ):
        assert add(as_alice, design_image_url=link).status_code == 400
    assert Elsewhere.asked == []
    with urlopen(f"{elsewhere}/control") as answer:  # noqa: S310 (our own server)
        assert (answer.status, Elsewhere.asked) == (200, ["/control"])
