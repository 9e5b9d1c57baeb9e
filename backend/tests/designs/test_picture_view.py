"""The signed link shows the picture to whoever has it, for a while, and nothing else does."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from customkeeps.accounts.models import User
from customkeeps.designs.actions import accept_picture
from customkeeps.designs.links import design_url
from customkeeps.designs.models import Design
from tests.designs.samples import file_of, plain
from tests.factories import data_url

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def design(alice: User) -> Design:
    return accept_picture(user=alice, data_url=data_url(file_of(plain())))


@pytest.mark.parametrize(("size", "ending"), [("picture", "png"), ("thumbnail", "webp")])
def test_shows_the_picture(
    client: Client, design: Design, storage: Path, size: str, ending: str
) -> None:
    artwork = design.artwork
    name = artwork.file_name if size == "picture" else artwork.thumbnail_name
    with time_machine.travel(NOON, tick=False):
        response = client.get(design_url(design, base_url="", size=size))  # type: ignore[arg-type]
    assert response.status_code == 200
    assert response.getvalue() == (storage / name).read_bytes()
    sent = {
        header: response[header]
        for header in (
            "Content-Type",
            "Content-Disposition",
            "Content-Security-Policy",
            "Cache-Control",
            "X-Content-Type-Options",
        )
    }
    assert sent == {
        "Content-Type": f"image/{ending}",
        "Content-Disposition": f'inline; filename="design-{design.pk}.{ending}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, max-age=900, immutable",
        "X-Content-Type-Options": "nosniff",
    }
    assert "Cross-Origin-Resource-Policy" not in response
    assert not response.cookies


def test_link_stays_the_same_within_its_window(design: Design) -> None:
    links = []
    for seconds in (1, 299, 300, 301):
        with time_machine.travel(NOON + timedelta(seconds=seconds), tick=False):
            links.append(design_url(design, base_url="https://shop.example"))
    assert links[0] == links[1] == links[2] != links[3]
    assert links[0].startswith(f"https://shop.example/api/designs/{design.pk}/picture/?")


def test_link_expires(client: Client, design: Design) -> None:
    with time_machine.travel(NOON, tick=False):
        link = design_url(design, base_url="")
    statuses = []
    for seconds in (899, 900):
        with time_machine.travel(NOON + timedelta(seconds=seconds), tick=False):
            response = client.get(link)
            response.getvalue()
            statuses.append(response.status_code)
    assert statuses == [200, 404]


def test_every_refusal_is_the_same(client: Client, design: Design, storage: Path) -> None:
    link = design_url(design, base_url="")
    path, _, query = link.partition("?")
    stranger = Design(pk=uuid4())
    with time_machine.travel(0):
        expired = design_url(design, base_url="")
    refused = [
        client.get(address)
        for address in (
            path,
            f"{link}x",
            expired,
            link.replace("size=picture", "size=thumbnail"),
            link.replace("expires=", "expires=9"),
            f"{path}?expires=-1&signature=x",
            f"{path}?expires=1e9&signature=%ED%A0%80",
            f"/api/designs/{uuid4()}/picture/?{query}",
            design_url(stranger, base_url=""),
        )
    ]
    (storage / design.artwork.file_name).unlink()
    refused.append(client.get(link))
    assert [response.status_code for response in refused] == [404] * 10
    assert len({response.content for response in refused}) == 1
    assert refused[0].json()["code"] == "not_found"


def test_link_only_reads(client: Client, design: Design) -> None:
    assert client.post(design_url(design, base_url="")).status_code == 405


def test_whatever_is_changed_in_a_link_it_is_as_if_there_were_no_picture(
    client: Client, alice: User, bob: User
) -> None:
    mine = accept_picture(user=alice, data_url=data_url(file_of(plain())))
    other = accept_picture(user=bob, data_url=data_url(file_of(plain(50, 50))))
    link = design_url(mine, base_url="")
    start = link.index("signature=") + len("signature=")
    changed = {
        f"{link[:at]}{'A' if link[at] != 'A' else 'B'}{link[at + 1 :]}"
        for at in range(start, len(link))
    }
    changed |= {
        link.replace(str(mine.pk), str(other.pk)),
        link.replace("expires=", "expires=1"),
        link.replace("size=picture&", ""),
        link.replace("size=picture", "size=PICTURE"),
        link.replace("size=picture", "size=picture&size=thumbnail"),
        f"{link}&signature=",
        link[:-1],
    }
    missing = client.get(f"/api/designs/{uuid4()}/picture/").content
    for address in sorted(changed - {link.replace("size=picture&", "")}):
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (404, missing), address
    shown = client.get(link.replace("size=picture&", ""))  # the default, signed as such
    assert shown.status_code == 200
    shown.getvalue()


def test_asking_for_the_headers_alone_tells_the_same(client: Client, design: Design) -> None:
    link = design_url(design, base_url="")
    head, get = client.head(link), client.get(link)
    for close in head._resource_closers:  # what a server does
        close()
    get.getvalue()
    names = ("Content-Type", "Content-Disposition", "Content-Security-Policy", "Content-Length")
    assert [head[name] for name in names] == [get[name] for name in names]
    assert client.head(f"{link}x").status_code == 404


def test_nobody_stores_what_a_link_shows_for_others(client: Client, design: Design) -> None:
    answer = client.get(design_url(design, base_url=""))
    answer.getvalue()
    assert "private" in answer["Cache-Control"]
    assert "public" not in answer["Cache-Control"]
    assert answer["Content-Type"] in ("image/png", "image/jpeg", "image/webp")
