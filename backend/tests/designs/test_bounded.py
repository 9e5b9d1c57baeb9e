"""The process that opens a picture: how much it may use, and what becomes of one that dies."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import LazySettings

from customkeeps.designs import bounded
from customkeeps.designs.bounded import OPENING, TOO_LONG, UNREADABLE, normalise_bounded
from customkeeps.designs.models import Design
from customkeeps.designs.pictures import InvalidPictureError
from tests.cart.shopping import add
from tests.clients import ShopClient
from tests.factories import data_url, png

PICTURE = png()
AS_IT_SHOULD = "from customkeeps.designs.picture_worker import main; main('png')"
ENDINGS = {
    "of itself": ("raise SystemExit(3)", UNREADABLE),
    "killed": ("import os; os.kill(os.getpid(), 9)", TOO_LONG),
    "torn": ("import os; os.kill(os.getpid(), 11)", UNREADABLE),
    "busy for ever": (
        "from customkeeps.designs import picture_worker as w; w._limit()\nwhile True: pass",
        TOO_LONG,
    ),
    "asleep": ("import time; time.sleep(60)", TOO_LONG),
    "too much memory": (
        "from customkeeps.designs import picture_worker as w; w._limit()\nbytes(400_000_000)",
        UNREADABLE,
    ),
    "writes a file": (
        "from customkeeps.designs import picture_worker as w; w._limit()\n"
        "open('written-by-a-picture', 'w').write('x')",
        UNREADABLE,
    ),
    "silent": ("pass", UNREADABLE),
    "talks": ("print('hello')", UNREADABLE),
    "talks JSON": ("print('[1]')", UNREADABLE),
    "no facts": (
        'print(\'{"format": "png", "width_px": 40, "height_px": 30, "size_bytes": 3, \'\n'
        "'\"facts\": {}}\\nabcdef')",
        UNREADABLE,
    ),
    "half an answer": ('print(\'{"format": "png", "width_px": 40}\')', UNREADABLE),
    "something else": (
        'print(\'{"format": "png", "width_px": 40, "height_px": 30, "size_bytes": 3, \'\n'
        '\'"facts": {"has_alpha": false, "border_colour": "", "true_scale": 1}}\\nabcdef\')',
        UNREADABLE,
    ),
}


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A file that is run in place of the worker's module."""
    script = tmp_path / "in_its_place.py"
    starter = tmp_path / "python"
    starter.write_text(f'#!/bin/sh\nPYTHONPATH=. exec "{sys.executable}" "{script}"\n')
    starter.chmod(0o755)
    monkeypatch.setattr("customkeeps.designs.bounded.sys.executable", str(starter))
    return script


def test_the_right_program_in_its_place_opens_the_picture(runs: Path) -> None:
    """The control: what the next tests see comes of the endings and of nothing else."""
    runs.write_text(AS_IT_SHOULD)
    assert normalise_bounded(PICTURE, "png").width_px == 40


@pytest.mark.parametrize("ending", ENDINGS)
def test_however_it_ends_it_is_a_refusal(
    ending: str, runs: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    if ending == "asleep":
        monkeypatch.setattr("customkeeps.designs.bounded.WALL_SECONDS", 1)
    program, sentence = ENDINGS[ending]
    runs.write_text(program)
    with pytest.raises(InvalidPictureError) as refusal:
        normalise_bounded(PICTURE, "png")
    assert str(refusal.value) == sentence
    written = settings.BACKEND_DIR / "written-by-a-picture"
    size = written.stat().st_size if written.exists() else 0
    written.unlink(missing_ok=True)
    assert size == 0
    assert OPENING.working.acquire(blocking=False)
    OPENING.working.release()


@pytest.mark.usefixtures("tshirt")
def test_a_crash_is_answered_as_any_wrong_picture(
    runs: Path, as_alice: ShopClient, storage: Path
) -> None:
    runs.write_text(ENDINGS["torn"][0])
    answer = add(as_alice, design_image_url=data_url(PICTURE))
    assert (answer.status_code, answer.json()) == (
        400,
        {
            "error": UNREADABLE,
            "code": "invalid_picture",
            "fields": {"design_image_url": [UNREADABLE]},
        },
    )
    assert (Design.objects.count(), list(storage.rglob("artwork"))) == (0, [])


def test_what_is_no_picture_at_all_starts_no_process(runs: Path) -> None:
    ran = runs.with_name("ran")
    runs.write_text(f"open({str(ran)!r}, 'w').close()\n{AS_IT_SHOULD}")
    for data in (b"", b"GIF89a", b"<svg/>", b"PK\x03\x04", b"\x89PNG\r\n\x1a"):
        with pytest.raises(InvalidPictureError):
            normalise_bounded(data, "png")
    with pytest.raises(InvalidPictureError):
        normalise_bounded(PICTURE, "jpeg")
    assert not ran.exists()
    normalise_bounded(PICTURE, "png")
    assert ran.exists()


@pytest.mark.usefixtures("tshirt")
def test_few_at_once_and_who_has_to_wait_too_long_is_told_when_to_come_back(
    as_alice: ShopClient, storage: Path
) -> None:
    with ExitStack() as stack:
        stack.enter_context(OPENING.turn())
        for _ in range(bounded.WAITING):
            OPENING.inside.acquire()
            stack.callback(OPENING.inside.release)
        busy = add(as_alice, design_image_url=data_url(PICTURE))
        assert add(as_alice).status_code == 201
    assert (busy.status_code, busy.json()["code"]) == (503, "pictures_busy")
    assert int(busy["Retry-After"]) >= 1
    assert list(storage.iterdir()) == []
    assert add(as_alice, design_image_url=data_url(PICTURE)).status_code == 201
