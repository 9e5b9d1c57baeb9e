"""The clipart a design may name: enough of it, and nothing but plain filled paths."""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from customkeeps import drawing

PACK = Path(drawing.__file__).parent / "clipart"
PIECES: list[dict[str, Any]] = json.loads((PACK / "pieces.json").read_text())
FIELDS = {"id", "name", "keywords", "category", "width", "height", "palette", "paths"}
NUMBER = r"-?\d+(?:\.\d{1,3})?"
COMMAND = re.compile(
    "|".join(
        f"{letter}{' '.join([NUMBER] * numbers)}"
        for letter, numbers in (("M", 2), ("L", 2), ("Q", 4), ("C", 6), ("Z", 0))
    )
)
SLACK = 0.06


def commands(data: str) -> list[str]:
    found = COMMAND.findall(data)
    assert "".join(found) == data
    return found


def test_there_are_enough_pieces_on_every_shelf() -> None:
    assert len(PIECES) >= 1500
    shelves = Counter(piece["category"] for piece in PIECES)
    assert {
        "Love & celebration", "Animals", "Nature", "Food & drink", "Sports", "Music & hobbies",
        "Travel", "Faces", "People", "Objects", "Symbols",
    } == set(shelves)  # fmt: skip
    assert min(shelves.values()) >= 50


def test_a_piece_has_the_agreed_fields() -> None:
    assert [piece["id"] for piece in PIECES if set(piece) != FIELDS] == []
    assert len({piece["id"] for piece in PIECES}) == len(PIECES)
    assert [p["id"] for p in PIECES if not re.fullmatch(r"[a-z0-9-]{1,80}", p["id"])] == []
    assert [p["id"] for p in PIECES if not 0 < len(p["name"]) <= 60] == []


def test_a_palette_names_each_colour_once_in_the_order_of_use() -> None:
    for piece in PIECES:
        used = list(dict.fromkeys(colour for _, colour in piece["paths"]))
        assert used == list(range(len(piece["palette"]))), piece["id"]
        assert len(set(piece["palette"])) == len(piece["palette"]) <= 64, piece["id"]
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in piece["palette"])


def test_a_path_is_made_of_closed_contours() -> None:
    for piece in PIECES:
        for data, _ in piece["paths"]:
            letters = "".join(command[0] for command in commands(data))
            assert re.fullmatch(r"(M[LQC]*Z)+", letters), piece["id"]


def test_every_contour_starts_and_lands_in_the_piece_s_box() -> None:
    for piece in PIECES:
        for data, _ in piece["paths"]:
            ends = [command[1:].split()[-2:] for command in commands(data) if command != "Z"]
            assert all(-SLACK <= float(x) <= piece["width"] + SLACK for x, _ in ends), piece["id"]
            assert all(-SLACK <= float(y) <= piece["height"] + SLACK for _, y in ends), piece["id"]


def test_no_piece_is_there_in_five_skins() -> None:
    """Its colours can be changed instead."""
    ids = {piece["id"] for piece in PIECES}
    tone = re.compile(r"-(light|medium-light|medium|medium-dark|dark)$")
    assert [each for each in ids if tone.search(each) and tone.sub("", each) in ids] == []


def test_people_find_what_they_would_look_for() -> None:
    def found(word: str) -> set[str]:
        return {
            piece["id"]
            for piece in PIECES
            if word in piece["name"].lower().split() or word in piece["keywords"]
        }

    assert "red-heart" in found("valentine") & found("love") & found("heart") & found("puso")
    assert "birthday-cake" in found("birthday") & found("kaarawan")
    assert "soccer-ball" in found("team")
    assert "christmas-tree" in found("pasko")
    assert "dog-face" in found("pet") & found("puppy")
    assert "graduation-cap" in found("graduation")


def test_pieces_lie_shelf_by_shelf() -> None:
    shelves = [piece["category"] for piece in PIECES]
    changes = [after for before, after in pairwise(shelves) if before != after]
    assert len(changes) == len(set(changes))
