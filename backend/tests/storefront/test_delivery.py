"""How pages, answers and pictures travel: compressed where it helps, kept where it is safe."""

import gzip
import json
from pathlib import Path
from wsgiref.headers import Headers

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from pytest_django import Settings

from customkeeps.catalog.models import Product
from customkeeps.storefront.caching import keep_built_files

GZIP = {"Accept-Encoding": "gzip"}


@pytest.mark.django_db
def test_answers_are_compressed_for_who_takes_it(client: Client, tshirt: Product) -> None:
    plain = client.get("/api/products/")
    small = client.get("/api/products/", headers=GZIP)
    assert (plain.get("Content-Encoding"), small["Content-Encoding"]) == (None, "gzip")
    assert "Accept-Encoding" in small["Vary"]
    assert json.loads(gzip.decompress(small.content)) == plain.json()
    assert plain.json()[0]["name"] == tshirt.name


def test_the_page_is_compressed(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.STOREFRONT_DIST = tmp_path
    (tmp_path / "index.html").write_text("<!doctype html>" + "<p>Keepsakes</p>" * 50)
    answer = client.get("/orders", headers=GZIP)
    assert (answer["Content-Encoding"], answer["Cache-Control"]) == ("gzip", "no-cache")


def test_a_picture_is_sent_as_it_is(client: Client) -> None:
    content = b"RIFF" + b"\0" * 1000
    name = storages["public"].save("delivery.webp", ContentFile(content))
    try:
        answer = client.get(f"/media/{name}", headers=GZIP)
        assert b"".join(answer.streaming_content) == content
        assert "Content-Encoding" not in answer
        assert answer["Content-Type"] == "image/webp"
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    finally:
        storages["public"].delete(name)


@pytest.mark.parametrize(
    ("url", "caching"),
    [
        ("/assets/index-VVhLEydB.js", "public, max-age=31536000, immutable"),
        ("/robots.txt", "max-age=60, public"),
        ("/static/assets/logo.svg", "max-age=60, public"),
    ],
)
def test_only_built_files_are_kept_for_ever(url: str, caching: str) -> None:
    headers = Headers([("Cache-Control", "max-age=60, public")])
    keep_built_files(headers, "unused", url)
    assert headers["Cache-Control"] == caching
