"""Fonts, clipart and templates as the studio loads them: public, kept, and without the database."""

import gzip
import hashlib
import json
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from customkeeps.drawing import clipart, fonts
from customkeeps.drawing.document import read_document

# Without the mark `django_db` any statement would fail.
FOR_EVER = "public, max-age=31536000, immutable"
ASKED_AGAIN = "public, no-cache"
LISTS = ("/api/studio/fonts/", "/api/studio/clipart/", "/api/studio/templates/")
PIECES = "/api/studio/clipart/pieces/"


def face(client: Client, face_id: str = "lobster-400") -> dict[str, Any]:
    listed = client.get("/api/studio/fonts/").json()["faces"]
    return next(each for each in listed if each["id"] == face_id)


def test_every_face_is_listed_with_what_editors_must_know(client: Client) -> None:
    listed = client.get("/api/studio/fonts/").json()["faces"]
    assert [each["id"] for each in listed] == list(fonts.faces())
    lobster = fonts.faces()["lobster-400"]
    assert face(client) == {
        "id": "lobster-400",
        "family": "Lobster",
        "style": "Regular",
        "weight": 400,
        "italic": False,
        "category": "script",
        "units_per_em": 1000,
        "ascent": 1.0,
        "descent": 0.25,
        "stem": lobster.stem,
        "cap_height": 0.75,
        "scripts": ["latin", "cyrillic"],
        "url": f"http://testserver/api/studio/fonts/lobster-400.{lobster.sha256[:8]}.ttf",
    }


def test_a_face_s_address_gives_its_file_for_ever(client: Client) -> None:
    for each in client.get("/api/studio/fonts/").json()["faces"]:
        answer = client.get(each["url"])
        assert hashlib.sha256(answer.content).hexdigest() == fonts.faces()[each["id"]].sha256
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("font/ttf", FOR_EVER)
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_face_travels_compressed(client: Client) -> None:
    url = face(client)["url"]
    small = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert len(small.content) < 0.75 * len(client.get(url).content)
    assert gzip.decompress(small.content) == client.get(url).content


@pytest.mark.parametrize("name", ["lobster-400.00000000", "no-such.00000000", "..%2findex.json"])
def test_there_is_no_other_file(client: Client, name: str) -> None:
    answer = client.get(f"/api/studio/fonts/{name}.ttf")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert answer["Cache-Control"] == "no-store"


def test_clipart_is_listed_without_its_drawings(client: Client) -> None:
    listed = client.get("/api/studio/clipart/").json()["pieces"]
    assert [each["id"] for each in listed] == list(clipart.lines())
    heart = next(each for each in listed if each["id"] == "red-heart")
    assert set(heart) == {"id", "name", "keywords", "category"}
    assert (heart["name"], heart["category"]) == ("Red heart", "Love & celebration")
    assert "valentine" in heart["keywords"]


def test_pieces_come_with_their_drawings_in_the_order_asked_for(client: Client) -> None:
    answer = client.get(PIECES, {"ids": "sun,red-heart,no-such-piece,sun"}).json()
    assert [each["id"] for each in answer["pieces"]] == ["sun", "red-heart"]
    assert answer["version"] == client.get("/api/studio/clipart/").json()["version"]
    sun = clipart.piece("sun")
    assert answer["pieces"][0]["palette"] == list(sun.palette)
    assert len(answer["pieces"][0]["paths"]) == len(sun.paths)


def test_sixty_pieces_can_be_had_at_once_and_no_more(client: Client) -> None:
    ids = list(clipart.lines())
    assert len(client.get(PIECES, {"ids": ",".join(ids[:60])}).json()["pieces"]) == 60
    refused = client.get(PIECES, {"ids": ",".join(ids[:61])})
    assert refused.status_code == 400
    assert refused.json()["fields"] == {"ids": ["Ask for 1 to 60 pieces at once."]}


@pytest.mark.parametrize("query", [{}, {"ids": ""}, {"ids": ",,"}, {"ids": "x" * 5_000}])
def test_none_or_nonsense_is_refused(client: Client, query: dict[str, str]) -> None:
    refused = client.get(PIECES, query)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_input")
    assert list(refused.json()["fields"]) == ["ids"]
    assert refused["Cache-Control"] == "no-store"


def test_templates_are_documents_that_can_be_opened(client: Client) -> None:
    listed = client.get("/api/studio/templates/").json()["templates"]
    assert len(listed) >= 12
    for each in listed:
        assert set(each) == {"id", "name", "category", "document"}
        assert read_document(each["document"]) == each["document"]


@pytest.mark.parametrize("address", [*LISTS, f"{PIECES}?ids=sun"])
def test_a_version_makes_an_answer_last(client: Client, address: str) -> None:
    plain = client.get(address)
    version = plain.json()["version"]
    assert (plain["Cache-Control"], plain["ETag"]) == (ASKED_AGAIN, f'"{version}"')
    mark = "&" if "?" in address else "?"
    assert client.get(f"{address}{mark}v={version}")["Cache-Control"] == FOR_EVER
    assert client.get(f"{address}{mark}v=000000000000")["Cache-Control"] == ASKED_AGAIN


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("mark", ["", "W/"])
def test_what_has_not_changed_is_not_sent_again(client: Client, address: str, mark: str) -> None:
    version = client.get(address).json()["version"]
    again = client.get(address, headers={"If-None-Match": f'{mark}"{version}"'})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(address, headers={"If-None-Match": '"000000000000"'})
    assert (other.status_code, other.json()["version"]) == (200, version)


def test_the_clipart_s_list_is_small_enough_to_load_at_once(client: Client) -> None:
    answer = client.get("/api/studio/clipart/", headers={"Accept-Encoding": "gzip"})
    assert len(answer.content) < 60_000
    assert json.loads(gzip.decompress(answer.content))["pieces"]


def test_a_storefront_elsewhere_may_load_them(client: Client, settings: LazySettings) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://front.example"]
    for address in (*LISTS, face(client)["url"]):
        answer = client.get(address, headers={"Origin": "https://front.example"})
        assert answer["Access-Control-Allow-Origin"] == "https://front.example"
        assert "origin" in answer["Vary"].lower()


def test_a_bad_token_does_not_matter(client: Client) -> None:
    for address in LISTS:
        assert client.get(address, headers={"Authorization": "Bearer a.b.c"}).status_code == 200
