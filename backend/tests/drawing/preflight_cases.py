"""Designs with what preflight is to find in them, in `findings.json` for both languages.

Of documents by chance, fingerprints of the findings are in `random-findings.json`.
`python -m tests.drawing.preflight_cases` writes both anew, when rules or words have changed on
purpose; what has changed is then seen in the difference.
"""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from customkeeps.drawing.document import Document, artworks_of
from customkeeps.drawing.preflight import preflight
from tests.drawing.documents import PICTURE, document, layer
from tests.drawing.goldens import read_random

FILE = Path(__file__).with_name("findings.json")
RANDOM_FILE = Path(__file__).with_name("random-findings.json")
WHITE, BLACK, NAVY = "#fafaf8", "#1a1a1a", "#1b2a4e"
LOGO, SCALED, UNKNOWN = "b" * 64, "c" * 64, "d" * 64
# What is asked of each: a document, and the product's colour.
Case = tuple[Document, str | None]
PICTURES: dict[str, Any] = {
    PICTURE: {
        "width_px": 2000, "height_px": 1500, "has_alpha": False, "border_colour": "",
        "true_scale": 1,
    },
    LOGO: {
        "width_px": 1200, "height_px": 1200, "has_alpha": False, "border_colour": "#ffffff",
        "true_scale": 1,
    },
    SCALED: {
        "width_px": 4000, "height_px": 3000, "has_alpha": False, "border_colour": "",
        "true_scale": 0.25,
    },
    UNKNOWN: {
        "width_px": 2000, "height_px": 2000, "has_alpha": None, "border_colour": "",
        "true_scale": None,
    },
}  # fmt: skip


def at(x: float, y: float, width: float, height: float, **changes: Any) -> dict[str, Any]:
    return {"x_mm": x, "y_mm": y, "width_mm": width, "height_mm": height, **changes}


def photo(x: float, y: float, width: float, height: float, **changes: Any) -> dict[str, Any]:
    return layer("image", **at(x, y, width, height, **changes))


def logo(**changes: Any) -> dict[str, Any]:
    return photo(100, 100, 100, 100, artwork=LOGO, **changes)


def words(content: str = "Lola Ana", **changes: Any) -> dict[str, Any]:
    return layer("text", **at(50, 150, 200, 40, content=content, **changes))


def heart(x: float = 100, y: float = 100, size: float = 60, **changes: Any) -> dict[str, Any]:
    return layer("clipart", **at(x, y, size, size, **changes))


def key(colour: str, tolerance: float) -> dict[str, Any]:
    return {"colour": colour, "tolerance": tolerance}


def one(*layers: dict[str, Any], **changes: Any) -> Document:
    return document(*layers, **changes)


SMALL = {"width_mm": 40, "height_mm": 12}
CASES: dict[str, Case] = {
    "nothing": (one(), WHITE),
    "all is well": (one(photo(60, 40, 180, 135), words(), heart(120, 220)), WHITE),
    "soft picture": (one(photo(10, 40, 280, 210, artwork=LOGO, mask="ellipse")), WHITE),
    "blurry picture": (one(photo(0, 0, 300, 400, artwork=LOGO, name="Our team")), WHITE),
    "exactly 150 DPI": (one(photo(0, 0, 203.2, 203.2, artwork=LOGO)), None),
    "a hair below 150 DPI": (one(photo(0, 0, 203.201, 203.2, artwork=LOGO)), None),
    "exactly 100 DPI": (one(photo(0, 0, 254, 254, artwork=UNKNOWN, crop={
        "x": 0.25, "y": 0.25, "width": 0.5, "height": 0.5})), None),
    "hardly any pixels": (one(photo(50, 50, 200, 150, crop={
        "x": 0.3, "y": 0.2, "width": 0.02, "height": 0.02})), WHITE),
    "hardly any pixels, and enlarged": (one(photo(50, 50, 200, 150, artwork=SCALED, crop={
        "x": 0.3, "y": 0.2, "width": 0.02, "height": 0.02})), WHITE),
    "cropped, so few pixels": (one(photo(50, 50, 200, 150, crop={
        "x": 0.3, "y": 0.2, "width": 0.25, "height": 0.25})), WHITE),
    "stretched": (one(photo(0, 0, 300, 40)), WHITE),
    "enlarged picture": (one(photo(50, 50, 200, 150, artwork=SCALED)), WHITE),
    "enlarged, coarse": (one(photo(0, 50, 300, 225, artwork=SCALED)), WHITE),
    "enlarged, but small": (one(photo(50, 50, 160, 120, artwork=SCALED)), WHITE),
    "picture over the edge": (one(photo(-20, 100, 120, 90)), WHITE),
    "picture at the edge": (one(photo(0, 0, 120, 90)), WHITE),
    "turned picture over the edge": (one(photo(0, 0, 100, 75, rotation_deg=45)), WHITE),
    "turned round picture within": (
        one(photo(1, 1, 100, 100, mask="ellipse", rotation_deg=45)), WHITE),
    "picture beside the area": (one(photo(310, 0, 100, 75), words()), WHITE),
    "turned, beside a corner": (one(photo(280, 400, 100, 60, rotation_deg=-45), words()), WHITE),
    "all outside": (one(photo(310, 0, 100, 75), words(y_mm=500)), WHITE),
    "picture that is gone": (one(photo(50, 50, 100, 75, artwork="e" * 64), words()), WHITE),
    "box on navy": (one(logo(name="Logo")), NAVY),
    "box on white": (one(logo()), WHITE),
    "box on no known colour": (one(logo()), None),
    "box in a circle": (one(logo(mask="ellipse")), NAVY),
    "box taken away": (one(logo(colour_key=key("#fefefe", 0.1))), NAVY),
    "another colour taken away": (one(logo(colour_key=key("#ff0000", 0.1))), NAVY),
    "box hardly taken away": (one(logo(colour_key=key("#f0f0f0", 0.05))), NAVY),
    "box cropped away": (one(logo(crop={"x": 0.1, "y": 0.1, "width": 0.8, "height": 0.8})), NAVY),
    "box cropped on three sides": (
        one(logo(crop={"x": 0, "y": 0.1, "width": 0.8, "height": 0.8})), NAVY),
    "box on a picture": (one(photo(50, 50, 200, 160), logo()), NAVY),
    "unknown facts": (one(photo(50, 50, 100, 100, artwork=UNKNOWN)), NAVY),
    "no words": (one(words(" \n "), logo()), WHITE),
    "no words alone": (one(words("")), WHITE),
    "missing characters": (one(words("I 😀 you, مرحبا", name="Greeting")), WHITE),
    "many missing characters": (one(words("नमस्ते สวัสดี")), WHITE),
    "nothing but missing characters": (one(words("😀")), WHITE),
    "unknown font": (one(words(font="no-such-400"), logo()), WHITE),
    "unknown clipart": (one(heart(clipart="no-such-piece"), logo()), WHITE),
    "small words": (one(words(size_mm=2, font="montserrat-700")), WHITE),
    "small and thin words": (one(words(size_mm=2, font="great-vibes-400")), WHITE),
    "thin words": (one(words(size_mm=10, font="playfair-display-400")), WHITE),
    "thin outline": (one(words(outline={"colour": "#ffffff", "width_mm": 0.1})), WHITE),
    "words near the left edge": (one(words(x_mm=1, align="left")), WHITE),
    "words over the left edge": (one(words(x_mm=-5, align="left")), WHITE),
    "wide box, words within": (one(words(x_mm=-50, width_mm=400)), WHITE),
    "an outline over the edge": (
        one(words(x_mm=4, align="left", outline={"colour": "#cc2244", "width_mm": 6})), WHITE),
    "turned words over the edge": (one(words("Maligayang Pasko", x_mm=150, y_mm=20,
        width_mm=180, rotation_deg=-60)), WHITE),
    "curved words over the edge": (one(words("Happy birthday, Lola", y_mm=300, size_mm=30,
        curve_deg=-200)), WHITE),
    "curved words within": (one(words("Happy birthday, Lola", y_mm=30, curve_deg=180)), WHITE),
    "clipart near the edge": (one(heart(x=1)), WHITE),
    "clipart over the edge": (one(heart(y=360)), WHITE),
    "clipart over the edge, mirrored and turned": (
        one(heart(x=-20, flip_x=True, rotation_deg=30)), WHITE),
    "small area, small margin": (
        one(words("Ana", x_mm=1.5, y_mm=0, width_mm=30, size_mm=8, align="left"), **SMALL), WHITE),
    "white on white": (one(words(colour="#ffffff")), WHITE),
    "pale on white": (one(words(colour="#e8e8e8")), WHITE),
    "white on white, beside a picture": (
        one(photo(40, 20, 200, 120), words(colour="#ffffff")), WHITE),
    "dark on black": (one(words(colour="#333333")), BLACK),
    "white on white, outlined": (
        one(words(colour="#ffffff", outline={"colour": "#cc2244", "width_mm": 1})), WHITE),
    "white on white, outlined in white": (
        one(words(colour="#ffffff", outline={"colour": "#fafafa", "width_mm": 1})), WHITE),
    "white on white, upon a picture": (
        one(photo(40, 140, 220, 165), words(colour="#ffffff")), WHITE),
    "white on white, half upon a picture": (
        one(photo(40, 140, 60, 45), words("Maligayang Pasko", colour="#ffffff")), WHITE),
    "white on white, below a picture": (
        one(words(colour="#ffffff"), photo(40, 140, 220, 165)), WHITE),
    "white on white, upon invisible clipart": (
        one(heart(40, 40, 220, opacity=0), words(colour="#ffffff")), WHITE),
    "clipart in white on white": (one(heart(colours=["#ffffff", "#fefefe", "#fafafa"])), WHITE),
    "clipart in one dark colour on black": (one(heart(colours=["#222222"] * 9)), BLACK),
    "faint words": (one(words(colour="#000000", opacity=0.1)), WHITE),
    "faint clipart": (one(heart(opacity=0.05)), WHITE),
    "faint picture": (one(photo(50, 50, 150, 112.5, opacity=0.15), words()), WHITE),
    "invisible picture alone": (one(photo(50, 50, 150, 112.5, opacity=0)), WHITE),
    "much at once": (one(
        photo(-20, 50, 340, 255, artwork=SCALED, name="Beach"),
        logo(opacity=0.1, rotation_deg=15),
        words("Hello 😀", colour="#1b2a4e", x_mm=-30, align="left"),
        words("tiny", size_mm=1, y_mm=380),
        heart(280, 380, 40, colours=["#1b2a4e"] * 3),
        heart(clipart="gone"),
    ), NAVY),
}  # fmt: skip


def rows() -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "document": each,
            "product_colour": colour,
            "findings": [
                asdict(finding)
                for finding in preflight(each, product_colour=colour, pictures=PICTURES)
            ],
        }
        for name, (each, colour) in CASES.items()
    ]


def content() -> str:
    return json.dumps({"pictures": PICTURES, "cases": rows()}, indent=1, ensure_ascii=False) + "\n"


def fingerprint(each: Document, colour: str | None) -> str:
    """Of all that is said, in its order; each picture is one of PICTURES, by its last digit."""
    facts = list(PICTURES.values())
    pictures = {sha: facts[int(sha[-1], 16) % len(facts)] for sha in artworks_of([each])}
    found = [
        [finding.code, finding.level, finding.layer, finding.sentence]
        for finding in preflight(each, product_colour=colour, pictures=pictures)
    ]
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def random_content() -> str:
    """The colours take turns; the documents are those of the drawings' golden files."""
    colours = (WHITE, BLACK, NAVY, None)
    prints = [fingerprint(each, colours[n % 4]) for n, (each, *_) in enumerate(read_random())]
    return json.dumps({"product_colours": colours, "findings": prints}, indent=0) + "\n"


if __name__ == "__main__":
    FILE.write_text(content(), "utf-8")
    RANDOM_FILE.write_text(random_content(), "utf-8")
