"""A scene as a PDF file for a printer: true size, vectors, bleed, crop marks.

All there is in it are paths and pictures, so no font is ever named. Its colours are sRGB, as its
output intent says; there is no CMYK export.
"""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from customkeeps.drawing import pdf_operators as operators
from customkeeps.drawing.decoding import OpenArtwork
from customkeeps.drawing.numbers import MM_PER_INCH
from customkeeps.drawing.pdf_layers import GROUP, LayerWriter
from customkeeps.drawing.scene import Scene
from customkeeps.drawing.srgb_profile import srgb_profile

POINTS_PER_MM = 72 / MM_PER_INCH
BLEED_MM = 3
# From the print area to the edge of the sheet: the bleed, a gap, crop marks.
MARGIN_MM, MARK_FROM_MM, MARK_TO_MM = 9, 4, 9
MARK_POINTS = 0.25


def scene_to_pdf(scene: Scene, open_artwork: OpenArtwork) -> bytes:
    """The same bytes for the same scene. Raises RenderingError.

    What lies beyond the print area is shown as far as the bleed goes. `open_artwork` gives a
    stored picture's file by its SHA-256.
    """
    pdf = pikepdf.new()
    bleed = (-BLEED_MM, -BLEED_MM, scene.width_mm + BLEED_MM, scene.height_mm + BLEED_MM)
    writer = LayerWriter(pdf, open_artwork, bleed)
    layers = [writer.operators_of(layer) for layer in scene.layers]
    # Millimetres from the print area's top left corner, y running down.
    place = (
        POINTS_PER_MM, 0, 0, -POINTS_PER_MM,
        MARGIN_MM * POINTS_PER_MM, (MARGIN_MM + scene.height_mm) * POINTS_PER_MM,
    )  # fmt: skip
    content = operators.within(
        operators.transform(place),
        *_crop_marks(scene),
        f"{operators.rectangle(*bleed)} W n",
        *layers,
    )
    _add_page(pdf, scene, content, writer.resources())
    return _file(pdf)


def _crop_marks(scene: Scene) -> list[str]:
    """Where to cut: two short lines at each corner, outside the bleed."""
    near, far = MARK_FROM_MM, MARK_TO_MM
    marks = [f"0 G {operators.number(MARK_POINTS / POINTS_PER_MM)} w"]
    for x in (0, scene.width_mm):
        for start, end in ((-far, -near), (scene.height_mm + near, scene.height_mm + far)):
            marks.append(operators.line(x, start, x, end))
    for y in (0, scene.height_mm):
        for start, end in ((-far, -near), (scene.width_mm + near, scene.width_mm + far)):
            marks.append(operators.line(start, y, end, y))
    return marks


def _add_page(pdf: pikepdf.Pdf, scene: Scene, content: str, resources: Dictionary) -> None:
    page = Dictionary(
        Type=Name.Page,
        MediaBox=_box(scene, MARGIN_MM),
        BleedBox=_box(scene, BLEED_MM),
        TrimBox=_box(scene, 0),
        Group=GROUP,
        Resources=resources,
        Contents=pdf.make_stream(content.encode()),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.Root.OutputIntents = Array([_output_intent(pdf)])


def _box(scene: Scene, around_mm: float) -> Array:
    """The print area and so much around it, in points from the sheet's bottom left corner."""
    start = MARGIN_MM - around_mm
    ends = (scene.width_mm + MARGIN_MM + around_mm, scene.height_mm + MARGIN_MM + around_mm)
    return Array([round(mm * POINTS_PER_MM, 4) for mm in (start, start, *ends)])


def _output_intent(pdf: pikepdf.Pdf) -> Dictionary:
    profile = pdf.make_stream(srgb_profile(), N=3)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )


def _file(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, min_version="1.6")
    return out.getvalue()
