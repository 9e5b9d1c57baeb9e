"""Drawing in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from customkeeps.drawing import printing
from customkeeps.drawing.document import Document, read_document
from customkeeps.drawing.errors import RenderingError
from customkeeps.drawing.printing import render_bounded
from tests.drawing.documents import document, image, text

PICTURE = "a" * 64


@pytest.fixture
def small() -> Document:
    return read_document(
        document(
            image(artwork=PICTURE, x_mm=0, y_mm=0, width_mm=40, height_mm=30),
            text(x_mm=2, y_mm=2, width_mm=36, height_mm=10, size_mm=8),
            width_mm=40,
            height_mm=30,
        )
    )


@pytest.fixture
def pictures(tmp_path: Path) -> dict[str, Path]:
    path = tmp_path / "picture.png"
    Image.new("RGB", (80, 60), "#3366cc").save(path)
    return {PICTURE: path}


@pytest.mark.parametrize(
    ("output", "start"), [("png", b"\x89PNG\r\n\x1a\n"), ("pdf", b"%PDF-"), ("preview", b"RIFF")]
)
def test_each_kind_of_file_is_drawn_the_same_again(
    small: Document, pictures: dict[str, Path], output: printing.Output, start: bytes
) -> None:
    content = render_bounded(small, output, pictures)
    assert content.startswith(start)
    assert render_bounded(small, output, pictures) == content


def test_a_print_has_true_size_and_what_is_in_the_document(
    small: Document, pictures: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "print.png").write_bytes(render_bounded(small, "png", pictures))
    with Image.open(tmp_path / "print.png") as image:
        assert image.size == (472, 354)
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.02)
        assert image.getpixel((460, 340)) == (0x33, 0x66, 0xCC, 255)


def test_a_missing_picture_is_told(small: Document) -> None:
    with pytest.raises(RenderingError, match="names what is not there"):
        render_bounded(small, "png", {})


def test_a_file_that_is_no_picture_is_told(small: Document, tmp_path: Path) -> None:
    (tmp_path / "no.png").write_bytes(b"not a picture")
    with pytest.raises(RenderingError, match="picture"):
        render_bounded(small, "png", {PICTURE: tmp_path / "no.png"})


def test_an_unknown_face_is_told(small: Document, pictures: dict[str, Path]) -> None:
    small["layers"][1]["font"] = "nobody-400"  # type: ignore[typeddict-unknown-key]
    with pytest.raises(RenderingError):
        render_bounded(small, "png", pictures)


def test_what_takes_too_long_is_ended(
    small: Document, pictures: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "WALL_SECONDS", 0.01)
    with pytest.raises(RenderingError, match="too long"):
        render_bounded(small, "png", pictures)


def test_the_shop_that_asks_for_drawings_loads_no_renderer_itself() -> None:
    asking = (
        "import sys, customkeeps.drawing.printing; print({'skia', 'pikepdf'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asking], cwd=printing.BACKEND, stdout=subprocess.PIPE, check=True
    )
    assert done.stdout == b"set()\n"
