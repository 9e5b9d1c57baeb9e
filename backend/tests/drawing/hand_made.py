"""The documents of `goldens/`: between them all that a design can be, the hard things too."""

from typing import Any

from customkeeps.drawing.document import Document
from tests.drawing.documents import document, layer

PANGRAM = "The quick brown fox jumps over the lazy dog"
SIX_FACES = (
    "lobster-400", "montserrat-700", "great-vibes-400", "press-start-2p-400",
    "playfair-display-400", "unifrakturmaguntia-400",
)  # fmt: skip
MASKS = ("rounded", "ellipse", "heart", "star", "hexagon", "none")
RING = {"colour": "#ff0000", "width_mm": 0.8}
OTHER_PICTURE = "0123456789abcdef" * 4


def words(content: str, **changes: Any) -> dict[str, Any]:
    return layer("text", content=content, **{"x_mm": 50, "width_mm": 200, **changes})


def picture(**changes: Any) -> dict[str, Any]:
    return layer("image", **changes)


def piece(clipart: str, **changes: Any) -> dict[str, Any]:
    return layer("clipart", clipart=clipart, **changes)


def crop(x: float, y: float, width: float, height: float) -> dict[str, float]:
    return {"x": x, "y": y, "width": width, "height": height}


def key(colour: str, tolerance: float) -> dict[str, Any]:
    return {"colour": colour, "tolerance": tolerance}


def _rows(*layers: dict[str, Any], pitch: float) -> list[dict[str, Any]]:
    return [{**each, "y_mm": 5 + row * pitch} for row, each in enumerate(layers)]


HAND_MADE: dict[str, Document] = {
    "nothing": document(),
    "picture": document(picture(x_mm=50, y_mm=66.667, width_mm=200, height_mm=266.667)),
    "picture-turned-and-faint": document(
        picture(x_mm=30, y_mm=40.125, rotation_deg=33.333, opacity=0.5),
        picture(x_mm=90, y_mm=140, rotation_deg=-90, opacity=0.123),
        picture(x_mm=90, y_mm=240, rotation_deg=360, opacity=0),
    ),
    "picture-cropped": document(
        picture(crop=crop(0.25, 0.1, 0.5, 0.333), x_mm=10, width_mm=77.7),
        picture(crop=crop(0.9, 0.9, 0.5, 0.5), y_mm=200, rotation_deg=12),
    ),
    "picture-masks": document(
        *(
            picture(mask=mask, x_mm=10 + 95 * (n % 3), y_mm=20 + 190 * (n // 3), width_mm=85)
            for n, mask in enumerate(MASKS)
        ),
        picture(mask="star", crop=crop(0.2, 0.3, 0.4, 0.5), y_mm=130, height_mm=60),
    ),
    "picture-mirrored": document(
        picture(flip_x=True, x_mm=12.5),
        picture(flip_y=True, x_mm=150, crop=crop(0, 0, 0.5, 1)),
        picture(flip_x=True, flip_y=True, y_mm=200, mask="heart", rotation_deg=45),
    ),
    "picture-colour-key": document(
        picture(colour_key=key("#ffffff", 0.1)),
        picture(colour_key=key("#00ff7f", 0.3333), artwork=OTHER_PICTURE, y_mm=150),
    ),
    "words-six-faces": document(
        *_rows(*(words(PANGRAM, font=face, size_mm=11) for face in SIX_FACES), pitch=62)
    ),
    "words-lines-aligned": document(
        *_rows(
            *(words("Ana\nand Benjamin\n\n2025", align=a) for a in ("left", "center", "right")),
            pitch=130,
        )
    ),
    "words-wrapped": document(
        words(f"{PANGRAM}. {PANGRAM}, again and again.", width_mm=123.4, align="left"),
        words("Extraordinarily narrow", width_mm=20, y_mm=220, font="oswald-700"),
        words("two  blanks   and  more ", width_mm=90, y_mm=300, align="right"),
    ),
    "words-line-height": document(
        words("tight\nlines", line_height=0.5), words("wide\nlines", line_height=3.75, y_mm=100)
    ),
    "words-arched": document(
        words("Maligayang Pasko", curve_deg=120, font="montserrat-700"),
        words("barely bent", curve_deg=1, y_mm=150),
        words("not bent at all", curve_deg=0.9, y_mm=250),
    ),
    "words-smiling": document(
        words("Happy Birthday", curve_deg=-140, font="bangers-400"),
        words("barely bent", curve_deg=-1.5, y_mm=200, align="right"),
    ),
    "words-past-half-a-circle": document(
        words("World's best grandmother * since 1961 *", curve_deg=290, size_mm=15),
        words("all the way round, all the way round, ", curve_deg=360, size_mm=12, y_mm=210),
    ),
    "words-smiling-past-half-a-circle": document(
        words("and round and round below it goes", curve_deg=-250, size_mm=14),
        words("I", curve_deg=-360, y_mm=210, size_mm=40),
    ),
    "words-lines-curved": document(
        words("first line of three\nsecond line\n3", curve_deg=150, size_mm=14),
        words("first line of three\nsecond line\n3", curve_deg=-100, size_mm=14, y_mm=180),
        words("many\nlines\nreach\nthe\nmiddle", curve_deg=200, size_mm=12, y_mm=290),
    ),
    "words-outlined": document(
        words("Outlined", outline=RING, size_mm=40, font="luckiest-guy-400"),
        words("thin ring", outline={**RING, "width_mm": 0.05}, y_mm=100),
        words("thick ring", outline={**RING, "width_mm": 50}, y_mm=200),
    ),
    "words-outlined-curved-and-turned": document(
        words("All at once", outline=RING, curve_deg=75.5, rotation_deg=-17.25, opacity=0.75),
    ),
    "words-spaced": document(
        words("office waffle", letter_spacing=0.25),
        words("office waffle", letter_spacing=-0.08, y_mm=80),
        words("f̌ḟi̇ spaced on a curve", letter_spacing=0.333, curve_deg=90, y_mm=160, size_mm=9),
        words("one over another", letter_spacing=-0.5, y_mm=300, align="right"),
    ),
    "words-ligatures": document(
        *_rows(
            words("office waffle fjord difficult", font="lobster-400", size_mm=12),
            words("office waffle ffl st ct", font="cormorant-garamond-400i"),
            words("affinity of The first", font="kaushan-script-400", size_mm=12),
            words("AVAWA To. Ty, P.", font="open-sans-700"),
            pitch=70,
        )
    ),
    "words-accented": document(
        *_rows(
            words("Ñandú, señor Ångström", font="montserrat-400", size_mm=12),
            words("x̌ q̃́ ǘ ở Việt Nam", font="open-sans-400"),
            words("Zażółć gęślą jaźń, ŠĐČĆŽ", font="amatic-sc-700"),
            words("ŞşĞğİı Ţţ ĳ", font="playfair-display-700"),
            pitch=70,
        )
    ),
    "words-cyrillic-and-greek": document(
        *_rows(
            words("Съешь же ещё", font="pacifico-400", size_mm=14),
            words("Ξεσκεπάζω ψυχή", font="open-sans-400"),
            words("Ελλάδα и Россия and us", font="open-sans-700", size_mm=14),
            pitch=70,
        )
    ),
    "words-right-to-left": document(
        words("שלום Ana", size_mm=30),
        words("مرحبا 123", y_mm=100, curve_deg=60),
        words("\u202eabc\u202c def", y_mm=200),
    ),
    "words-missing": document(
        words("Ana 😀❤️ 👩‍👩‍👧 2", size_mm=30),
        words("猫 नमस्ते 한국어", y_mm=100),
        words("A😀V A猫V", y_mm=200, curve_deg=45, letter_spacing=0.1),
    ),
    "words-odd-blanks": document(
        words("tab\tbed bell\x07 nul\x00 soft\xadhyphen", width_mm=280, x_mm=10, size_mm=12),
        words("a\xa0b\u2009c\u3000d\u200be\u2011f\u200dg", y_mm=60),
        words("  leading\n   \ntrailing   ", y_mm=110, align="right"),
        words("sep\u2028par\u2029\x85nel", y_mm=240, font="courier-prime-400"),
    ),
    "words-tiny-and-huge": document(
        words("smallest print", size_mm=0.5),
        words("BIG", size_mm=333.333, x_mm=-80, width_mm=480, y_mm=20, font="bevan-400"),
    ),
    "words-none": document(words(""), words(" \n ", y_mm=50), words("", curve_deg=90)),
    "clipart": document(
        piece("red-heart"),
        piece("unicorn", x_mm=120, width_mm=150, height_mm=150),
        piece("christmas-tree", y_mm=200, width_mm=60, height_mm=190),
    ),
    "clipart-in-own-colours": document(
        piece("red-heart", colours=["#123456"]),
        piece("partying-face", colours=["#000000", "#111111"], y_mm=150),
    ),
    "clipart-mirrored-and-turned": document(
        piece("dog", flip_x=True, x_mm=33.333),
        piece("dog", flip_y=True, y_mm=120, rotation_deg=180, opacity=0.4),
        piece("t-rex", flip_x=True, flip_y=True, y_mm=240, width_mm=299.999, height_mm=12.345),
    ),
    "beyond-the-edge": document(
        picture(x_mm=-60.5, y_mm=-12),
        words("cut off at the edge", x_mm=200, y_mm=380, size_mm=40),
        piece("sunflower", x_mm=280, y_mm=-50, rotation_deg=-200),
    ),
    "mixed": document(
        picture(mask="ellipse", crop=crop(0.1, 0.2, 0.6, 0.7), x_mm=75, y_mm=110, width_mm=150),
        words("Lola's Kitchen", curve_deg=110, size_mm=32, y_mm=30, outline=RING),
        words("since\n1987", font="bebas-neue-400", y_mm=290, letter_spacing=0.15),
        piece("red-heart", x_mm=20, y_mm=320, width_mm=40, height_mm=40, rotation_deg=-15),
        piece("hibiscus", x_mm=240, y_mm=320, width_mm=40, height_mm=40, opacity=0.9),
        width_mm=310.5,
    ),
}
