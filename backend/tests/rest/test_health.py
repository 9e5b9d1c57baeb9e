"""`/healthz` and `/readyz`: whether the process lives, and whether it can serve."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from tests.statements import statements_of

pytestmark = pytest.mark.django_db


def test_being_alive_asks_no_database(client: Client) -> None:
    assert statements_of(lambda: client.get("/healthz")) == []


def test_getting_ready_leaves_nothing_behind(client: Client, storage: Path) -> None:
    assert client.get("/readyz").status_code == 200
    assert default_storage.listdir("readyz") == ([], [])


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_they_are_read_only(client: Client, address: str) -> None:
    assert [client.head(address).status_code, client.post(address).status_code] == [200, 405]


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_they_answer_whatever_the_host_is_called(client: Client, address: str) -> None:
    assert client.get(address, headers={"Host": "10.0.0.7"}).status_code == 200
    assert client.get("/api/config/", headers={"Host": "10.0.0.7"}).status_code == 400


def test_alive_and_ready(client: Client) -> None:
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "missing": []})


def test_readyz_names_what_is_missing(client: Client, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("where a folder should be")
    options = {"location": str(tmp_path / "file"), "base_url": None}
    private = settings.STORAGES["default"] | {"OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"default": private}
    MigrationRecorder(connection).record_unapplied("rest", "0001_initial")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"ready": False, "missing": ["migrations", "storage"]},
    )
