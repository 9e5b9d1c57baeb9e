"""What is told about the packs is what was taken: versions, licences, counts."""

import json
import re

import pytest

from scripts.packs import clipart, fonts
from scripts.packs.stems import stem_of
from scripts.places import ROOT

CREDITS = (ROOT / "docs" / "credits.md").read_text()
FACES = json.loads((fonts.PACK / "index.json").read_text())["faces"]


@pytest.mark.parametrize("family", fonts.families(), ids=lambda family: family.id)
def test_each_family_is_credited_as_it_was_taken(family: fonts.Family) -> None:
    licence = (fonts.PACK / "licences" / f"{family.id}.txt").read_text()
    face = fonts.opened((fonts.PACK / f"{family.id}-{family.weights[0]}.ttf").read_bytes())
    kind = "OFL 1.1" if fonts.OPEN_FONT_LICENCE in licence else "Apache 2.0"
    change = "unchanged" if fonts.is_name_reserved(face, licence) else "reduced"
    row = f"| {family.name} | `{family.package}` {family.version} | {kind} | {change} |"
    assert row in CREDITS


@pytest.mark.parametrize("family", fonts.families(), ids=lambda family: family.id)
def test_a_reduced_file_says_so_and_a_reserved_one_is_untouched(family: fonts.Family) -> None:
    licence = (fonts.PACK / "licences" / f"{family.id}.txt").read_text()
    for weight in family.weights:
        face = fonts.opened((fonts.PACK / f"{family.id}-{weight}.ttf").read_bytes())
        notice = "for CustomKeeps" in face["name"].getDebugName(fonts.VERSION_NAME)
        assert notice != fonts.is_name_reserved(face, licence)


def test_the_pack_holds_the_listed_families() -> None:
    listed = [
        f"{family.id}-{weight}" for family in fonts.families() for weight in family.weights
    ] + [f"{family.id}-400i" for family in fonts.families() if family.italic]
    assert sorted(face["id"] for face in FACES) == sorted(listed)
    named = {family.id for family in fonts.families()}
    assert {path.stem for path in (fonts.PACK / "licences").iterdir()} == named


def test_measures_are_those_of_the_files() -> None:
    """Of three very different faces: what is measured anew is what the index says."""
    by_id = {face["id"]: face for face in FACES}
    for face_id in ("playfair-display-400", "open-sans-700", "pacifico-400"):
        entry = by_id[face_id]
        font = fonts.opened((fonts.PACK / entry["file"]).read_bytes())
        assert fonts.cap_height_of(font) == entry["cap_height"]
        assert stem_of(font) == entry["stem"]
        assert fonts.scripts_of(font) == entry["scripts"]


def test_stems_tell_thin_from_thick() -> None:
    stem = {face["id"]: face["stem"] for face in FACES}
    assert stem["playfair-display-400"] < 0.03 < stem["open-sans-400"] < stem["open-sans-700"]
    assert stem["poiret-one-400"] < stem["montserrat-400"] < stem["bungee-400"]


@pytest.mark.parametrize(("package", "version"), [clipart.DRAWINGS, clipart.WORDS])
def test_the_clipart_s_packages_are_credited(package: str, version: str) -> None:
    assert f"`{package}` {version}" in CREDITS


def test_the_page_on_packs_counts_right() -> None:
    page = (ROOT / "docs" / "studio-packs.md").read_text()
    pieces = json.loads((clipart.PACK / "pieces.json").read_text())
    told = re.search(r"Of the ([\d,]+) pieces", page)
    assert told is not None
    assert int(told[1].replace(",", "")) == len(pieces)


def test_left_out_and_moved_pieces_are_pieces() -> None:
    ids = {
        piece["id"]: piece["category"]
        for piece in json.loads((clipart.PACK / "pieces.json").read_text())
    }
    assert set(clipart.CHOICES["left_out"]["ids"]) & set(ids) == set()
    moved = {name: shelf for name, shelf in clipart.CHOICES["moved"].items() if name in ids}
    assert moved == {name: ids[name] for name in moved}
    named = {*clipart.CHOICES["moved"], *clipart.CHOICES["of_one"], *clipart.FIRST}
    assert named - set(ids) == set()
    assert len(set(clipart.FIRST)) == len(clipart.FIRST)
