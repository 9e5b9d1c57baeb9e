"""Static files have their addresses before `collectstatic` as well as after."""

from hashlib import md5
from pathlib import Path

from customkeeps.storefront.static_files import CollectedStaticFiles

NAME = "admin/css/base.css"


def storage_in(folder: Path) -> CollectedStaticFiles:
    return CollectedStaticFiles(location=str(folder), base_url="/static/")


def test_before_collecting_names_are_plain(tmp_path: Path) -> None:
    assert storage_in(tmp_path).url(NAME) == f"/static/{NAME}"


def test_after_collecting_names_have_hashes(tmp_path: Path) -> None:
    file = tmp_path / NAME
    file.parent.mkdir(parents=True)
    file.write_bytes(content := b"body { margin: 0 }")
    collecting = storage_in(tmp_path)
    for _ in collecting.post_process({NAME: (collecting, NAME)}):
        pass
    hashed = md5(content, usedforsecurity=False).hexdigest()[:12]
    assert storage_in(tmp_path).url(NAME) == f"/static/admin/css/base.{hashed}.css"
