"""A shop goes into one file and comes back equal; what is not whole or does not fit is refused."""

import json
import shutil
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings

from tests.backups.shops import Shop

NewShop = Callable[..., Shop]


SEED = """
from customkeeps.catalog.models import Product
Product.objects.create(name="Mug", slug="mug", price=350)
"""


@pytest.fixture(scope="module")
def shop(new_shop: NewShop) -> Shop:
    """With tables, a product, and two files. It is only looked at."""
    shop = new_shop()
    shop.manage("migrate", "--verbosity", "0")
    shop.manage("shell", "--no-imports", "-c", SEED)
    shop.put("private/designs/ab/abc.png", b"a design")
    shop.put("media/products/mug.webp", b"a mug")
    shop.put("private/readyz/0123", b"gone in a moment")
    return shop


@pytest.fixture(scope="module")
def kept(shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("kept") / "shop.tar"
    assert "and 2 files" in shop.manage("backup", str(file))
    assert [each.name for each in file.parent.iterdir()] == ["shop.tar"]
    return file


@pytest.fixture
def backup(kept: Path, tmp_path: Path) -> Path:
    """The shop's, to be harmed as one likes."""
    return Path(shutil.copy(kept, tmp_path / "shop.tar"))


def test_a_shop_comes_back_equal(shop: Shop, new_shop: NewShop, backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    other = new_shop()
    assert "migrate" in other.manage("restore", str(backup))
    assert other.rows() == shop.rows()
    assert other.rows()["catalog_product"].count == 1
    assert other.files() == {
        "private/designs/ab/abc.png": b"a design",
        "media/products/mug.webp": b"a mug",
    }
    other.manage("migrate", "--check")


def test_tables_are_only_replaced_when_asked(
    shop: Shop, new_shop: NewShop, backup: Path, tmp_path: Path
) -> None:
    other = new_shop()
    other.manage("restore", str(backup))
    other.manage("shell", "--no-imports", "-c", SEED.replace("Mug", "Mat").replace("mug", "mat"))
    changed = other.rows()
    assert "--replace" in other.refusal("restore", str(backup))
    assert other.rows() == changed
    other.manage("restore", str(backup), "--replace")
    assert other.rows() == shop.rows()


@pytest.mark.parametrize("damage", ["cut", "changed", "more", "not a tar", "not there"])
def test_what_is_damaged_is_refused(new_shop: NewShop, backup: Path, damage: str) -> None:
    whole = backup.read_bytes()
    match damage:
        case "cut":
            backup.write_bytes(whole[: len(whole) // 2])
        case "changed":
            backup.write_bytes(whole.replace(b"a design", b"A design"))
        case "more":
            with tarfile.open(backup, "a") as tar:
                tar.addfile(tarfile.TarInfo("../../etc/passwd"), BytesIO())
        case "not a tar":
            backup.write_bytes(b"something else")
        case "not there":
            backup.unlink()
    other = new_shop()
    assert str(backup) in other.refusal("restore", str(backup))
    assert other.rows() == {}
    assert other.files() == {}


@pytest.mark.parametrize(
    ("change", "says"),
    [({"vendor": "oracle"}, "oracle"), ({"migrations": ["orders.9999_later"]}, "newer shop"),
     ({"format": 2}, "another kind")],
)  # fmt: skip
def test_what_does_not_fit_is_refused(
    new_shop: NewShop, backup: Path, tmp_path: Path, change: dict[str, object], says: str
) -> None:
    changed = tmp_path / "changed.tar"
    with tarfile.open(backup) as old, tarfile.open(changed, "w") as new:
        for info in old:
            content = old.extractfile(info)
            assert content is not None
            data = content.read()
            if info.name == "manifest.json":
                data = json.dumps(json.loads(data) | change).encode()
                info.size = len(data)
            new.addfile(info, BytesIO(data))
    other = new_shop()
    assert says in other.refusal("restore", str(changed))
    assert other.rows() == {}


def test_a_shop_without_tables_has_no_backup(new_shop: NewShop, tmp_path: Path) -> None:
    assert "nothing to keep" in new_shop().refusal("backup", str(tmp_path / "shop.tar"))
    assert list(tmp_path.glob("*.tar*")) == []


@pytest.mark.skipif(
    not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
    reason="SQLite needs no programs",
)
def test_missing_programs_are_named(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(shop.environment, "PATH", str(tmp_path))
    assert "pg_dump is not on the path" in shop.refusal("backup", str(tmp_path / "shop.tar"))
