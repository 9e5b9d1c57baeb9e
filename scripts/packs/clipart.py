"""Makes the studio's clipart pack from flat drawings that anyone may use.

    .venv/bin/python -m scripts.packs.clipart FOLDER_FOR_DOWNLOADS

The same packages give the same bytes. Pieces that plain paths cannot draw alike are left out, and
said so: docs/studio-packs.md.
"""

import json
import re
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from scripts.packs.clipart_likeness import Difference, difference
from scripts.packs.flat_svg import Shape, UnsupportedError, data_of, shapes_of
from scripts.packs.npm import unpacked
from scripts.packs.outlines import box_of
from scripts.packs.premixed import premixed
from scripts.places import BACKEND

DRAWINGS = ("@iconify-json/fluent-emoji-flat", "1.2.6")
WORDS = ("emojibase-data", "17.0.0")
PACK = BACKEND / "customkeeps" / "drawing" / "clipart"
CHOICES = tomllib.loads(Path(__file__).with_name("clipart.toml").read_text())
SKIN_TONE = re.compile(r"-(?:light|medium-light|medium|medium-dark|dark)$")
MOST_COLOURS = 64
SIDE = 32
SLACK = 0.05
CATEGORIES = list(CHOICES["categories"])
FIRST = CHOICES["first"]["ids"]


class LeftOutError(Exception):
    """This piece does not come into the pack; the message is the reason."""


class Found(NamedTuple):
    id: str
    icon: dict[str, Any]
    about: dict[str, Any]
    category: str

    @property
    def place(self) -> tuple[int, int, int, str]:
        """Shelf by shelf; there what is looked for most, then as every keyboard has them."""
        first = FIRST.index(self.id) if self.id in FIRST else len(FIRST)
        return CATEGORIES.index(self.category), first, self.about["order"], self.id


def found_in(drawings: Path, words: Path) -> list[Found]:
    icons = read(drawings / "icons.json")["icons"]
    hexcodes = {name: code for code, name in read(drawings / "chars.json").items()}
    known, groups = labels(words), read(words / "meta" / "groups.json")["subgroups"]
    found = []
    for piece_id, icon in icons.items():
        if piece_id in hexcodes and not is_skin_tone(piece_id, icons):
            about = known[bare(hexcodes[piece_id])]
            category = category_of(piece_id, groups[str(about["subgroup"])])
            found.append(Found(piece_id, icon, about, category))
    return sorted(found, key=lambda each: each.place)


def read(path: Path) -> Any:
    return json.loads(path.read_text())


def bare(hexcode: str) -> str:
    """Without the mark that asks for a coloured picture: some lists have it, others not."""
    return hexcode.lower().replace("-fe0f", "")


def labels(words: Path) -> dict[str, Any]:
    """What each character is called, by its code points; skin tones as the plain one."""
    return {
        bare(each["hexcode"]): entry
        for entry in read(words / "en" / "data.json")
        if "subgroup" in entry
        for each in (entry, *entry.get("skins", ()))
    }


def is_skin_tone(piece_id: str, icons: dict[str, Any]) -> bool:
    return bool(SKIN_TONE.search(piece_id)) and SKIN_TONE.sub("", piece_id) in icons


def category_of(piece_id: str, group: str) -> str:
    if piece_id in CHOICES["moved"]:
        return str(CHOICES["moved"][piece_id])
    shelves: dict[str, list[str]] = CHOICES["categories"]
    return next(name for name, groups in shelves.items() if group in groups)


def made(found: Found) -> tuple[dict[str, Any], Difference]:
    """The piece, and how little it differs from its drawing."""
    if found.id in CHOICES["left_out"]["ids"]:
        raise LeftOutError("not for a gift")
    width, height = (found.icon.get(side, SIDE) for side in ("width", "height"))
    original = svg(width, height, found.icon["body"])
    shapes = plain_shapes(original)
    if sticks_out(shapes, width, height):
        raise LeftOutError("sticks out of its box")
    seen = difference(original, svg(width, height, body_of(shapes)))
    if seen.is_seen:
        raise LeftOutError("looks different")
    palette = list(dict.fromkeys(shape.fill for shape in shapes))
    piece = {
        "id": found.id,
        "name": name_of(found.about["label"]),
        "keywords": keywords_of(found.id, found.about),
        "category": found.category,
        "width": width,
        "height": height,
        "palette": palette,
        "paths": [[data_of(shape.path), palette.index(shape.fill)] for shape in shapes],
    }
    return piece, seen


def plain_shapes(original: str) -> list[Shape]:
    try:
        shapes = premixed(shapes_of(original))
    except UnsupportedError as error:
        raise LeftOutError(str(error)) from error
    if len({shape.fill for shape in shapes}) > MOST_COLOURS:
        raise LeftOutError("too many colours")
    return shapes


def sticks_out(shapes: list[Shape], width: float, height: float) -> bool:
    boxes = [box_of(shape.path) for shape in shapes]
    return any(
        min(box[:2]) < -SLACK or box[2] > width + SLACK or box[3] > height + SLACK for box in boxes
    )


def svg(width: float, height: float, body: str) -> str:
    space = 'xmlns="http://www.w3.org/2000/svg"'
    return f'<svg {space} viewBox="0 0 {width} {height}">{body}</svg>'


def body_of(shapes: list[Shape]) -> str:
    return "".join(f'<path d="{data_of(each.path)}" fill="{each.fill}"/>' for each in shapes)


def name_of(label: str) -> str:
    plain = label.replace("\u201c", "").replace("\u201d", "")
    return plain[0].upper() + plain[1:]


def keywords_of(piece_id: str, about: dict[str, Any]) -> list[str]:
    """The words that people may look for, besides those of the name; ours follow the list's."""
    name = words_in(name_of(about["label"]))
    listed = [word for tag in about.get("tags", ()) for word in words_in(tag)]
    asked = [*words_in(piece_id.replace("-", " ")), *listed]
    more = [word for each in (*name, *asked) for word in CHOICES["synonyms"].get(each, ())]
    ours = CHOICES["of_one"].get(piece_id, [])
    return [word for word in dict.fromkeys([*asked, *ours, *more]) if word not in name]


def words_in(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w']+", text.lower()) if len(word) > 1 or word.isdigit()]


def written(kept: list[dict[str, Any]]) -> str:
    """One piece a line, so that a change of one is a change of one line."""
    rows = (json.dumps(piece, ensure_ascii=False, separators=(",", ":")) for piece in kept)
    return "[\n" + ",\n".join(rows) + "\n]\n"


def main(downloads: str) -> int:
    drawings, words = (unpacked(*package, Path(downloads)) for package in (DRAWINGS, WORDS))
    kept: list[dict[str, Any]] = []
    differences: list[Difference] = []
    for found in found_in(drawings, words):
        try:
            piece, seen = made(found)
        except LeftOutError as reason:
            print(f"left out: {found.id}: {reason}")
        else:
            kept.append(piece)
            differences.append(seen)
    (PACK / "pieces.json").write_text(written(kept))
    report(kept, differences)
    return 0


def report(kept: list[dict[str, Any]], differences: list[Difference]) -> None:
    shelves = Counter(piece["category"] for piece in kept)
    means = [each.mean for each in differences]
    print(f"{len(kept)} pieces: {dict(shelves)}")
    print(f"Difference, of 255: mean {sum(means) / len(means):.4f}, worst piece {max(means):.4f}")
    print(f"Worst point of any piece: {max(each.most for each in differences):.0f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
