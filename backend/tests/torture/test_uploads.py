"""Hundreds of hostile uploads: what is stored, what it costs, and what is left behind."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.conf import LazySettings

from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from customkeeps.designs.models import Artwork, Design
from customkeeps.designs.picture_facts import NOTHING_KNOWN
from customkeeps.designs.pictures import Picture
from tests.cart.shopping import add
from tests.clients import ShopClient
from tests.factories import png
from tests.torture.figures import FULL, Figures
from tests.torture.hostile import jpegs, pngs
from tests.torture.hostile.corpus import corpus, is_opened, some_of
from tests.torture.hostile.measured import Measured
from tests.torture.hostile.stored import complaints
from tests.torture.hostile.upload import Upload

pytestmark = [pytest.mark.torture, pytest.mark.django_db]

MOST_BYTES, MOST_SECONDS = 400_000_000, 2.0
REFUSALS = ("invalid_picture", "picture_too_large", "invalid_input")
OPENED_BRIEFLY = 20
BACKEND = Path(__file__).resolve().parents[2]
WITHOUT_LIMITS = """
from customkeeps.designs import picture_worker as worker, pictures
worker._limit = lambda: None
pictures._check_size = pictures._check_memory = lambda image: None
worker.main({declared!r})
"""
WITH_THE_KERNELS_ONLY = WITHOUT_LIMITS.replace("worker._limit = lambda: None\n", "")


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tshirt: Product) -> None:
    settings.RATE_LIMIT_SCALE = 1000
    monkeypatch.setattr(Measured, "ended", [])
    monkeypatch.setattr(subprocess, "Popen", Measured)
    # What is too slow here is told by the processor's time, not by the clock of a busy machine.
    monkeypatch.setattr("customkeeps.designs.bounded.WALL_SECONDS", 120)


def send(client: ShopClient, upload: Upload, storage: Path) -> Iterator[str]:
    """What was wrong about the answer and about what is left; whatever was stored is gone then."""
    answer = add(client, design_image_url=upload.address)
    left = {str(path.relative_to(storage)): path.read_bytes() for path in _files(storage)}
    rows = CartItem.objects.count(), Design.objects.count(), Artwork.objects.count()
    if answer.status_code in (200, 201):
        yield from complaints(upload, left)
        if (rows, len(left)) != ((1, 1, 1), 2):
            yield f"stored {rows} rows and {sorted(left)}"
    else:
        yield from _complaints_of_refusal(answer)
        if (rows, left) != ((0, 0, 0), {}):
            yield f"refused, and left {rows} rows and {sorted(left)}"
    if upload.kept not in (None, answer.status_code in (200, 201)):
        yield f"answered {answer.status_code}: {answer.content[:200]!r}"
    for model in (CartItem, Design, Artwork):
        model.objects.all().delete()  # type: ignore[attr-defined]  # all have it
    for path in _files(storage):
        path.unlink()


def _files(storage: Path) -> list[Path]:
    return [path for path in storage.rglob("*") if path.is_file()]


def _complaints_of_refusal(answer: Any) -> Iterator[str]:
    body = answer.json()
    if answer.status_code != 400 or body["code"] not in REFUSALS:
        yield f"refused by {answer.status_code} {body}"
    if set(body) != {"error", "code", "fields"} or list(body["fields"]) != ["design_image_url"]:
        yield f"refused in another shape: {body}"


def test_nothing_raw_is_kept_and_none_takes_too_much(
    as_alice: ShopClient, storage: Path, figures: Figures
) -> None:
    everything = corpus()
    assert len(everything) >= 200
    uploads = everything if FULL else some_of(everything, OPENED_BRIEFLY)
    wrong, slowest, opened = [], 0.0, 0
    for upload in uploads:
        began = monotonic()
        wrong += [f"{upload.name}: {each}" for each in send(as_alice, upload, storage)]
        slowest = max(slowest, monotonic() - began)
        opened += is_opened(upload)
        peak, seconds = Measured.ended[-1] if is_opened(upload) else (0, 0.0)
        if peak > MOST_BYTES or round(seconds, 1) > MOST_SECONDS:
            wrong.append(f"{upload.name}: {peak / 1e6:.0f} MB, {seconds:.2f} s")
    peaks, times = zip(*Measured.ended, strict=True)
    figures.note(
        row="hostile uploads",
        asked="200; nothing raw, no metadata, nothing left; ≤ 400 MB and ≤ 2 s each",
        measured=f"{len(uploads)} of {len(everything)} files, {opened} opened: {len(wrong)} wrong; "
        f"at most {max(peaks) / 1e6:.0f} MB and {max(times):.2f} s of processor, "
        f"{slowest:.1f} s by the clock of a machine with load {os.getloadavg()[0]:.0f}",
    )
    assert not wrong, "\n".join(wrong)
    assert len(Measured.ended) == opened


def raw(data: bytes, declared_format: str) -> Picture:
    """The control's way of storing: as it came."""
    return Picture(declared_format, 40, 30, data, data, NOTHING_KNOWN)


def test_stored_as_it_came_it_is_noticed(
    as_alice: ShopClient, storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.setattr("customkeeps.designs.actions.normalise_bounded", raw)
    for upload in (*pngs.hiding(), *jpegs.hiding()):
        found = " ".join(send(as_alice, upload, storage))
        assert "as it was sent" in found, upload.name
        assert "more than pixels" in found, upload.name


def test_files_left_by_a_refusal_are_noticed(
    as_alice: ShopClient, storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    (storage / "artwork").mkdir()
    (storage / "artwork" / "left.png").write_bytes(png())
    refused = next(iter(pngs.bombs()))
    assert any("and left" in each for each in send(as_alice, refused, storage))


def opened_by(program: str, upload: Upload) -> tuple[int, float]:
    """Memory and processor of a process that runs this in the worker's place."""
    subprocess.run(
        [sys.executable, "-c", program.format(declared=upload.declared)],
        cwd=BACKEND,
        input=upload.data,
        capture_output=True,
        check=False,
        env={},
    )
    return Measured.ended[-1]


def test_without_limits_one_takes_too_much_memory() -> None:
    """The control: 96 megapixels in one bit each become 384 MB of colours beside them."""
    start = pngs.header(12_000, 8000, depth=1, colour=0)
    bomb = Upload("", pngs.png(pngs.pixels(bytes(8000 * 1501)), start=start))
    assert opened_by(WITHOUT_LIMITS, bomb)[0] > MOST_BYTES
    assert opened_by(WITH_THE_KERNELS_ONLY, bomb)[0] <= MOST_BYTES


def test_without_limits_one_takes_too_long() -> None:
    """The control."""
    bomb = jpegs.scans(8000, 5000, 3000)
    assert opened_by(WITHOUT_LIMITS, bomb)[1] > MOST_SECONDS + 0.5
    assert round(opened_by(WITH_THE_KERNELS_ONLY, bomb)[1], 1) <= MOST_SECONDS
