"""A scene's layers as PDF operators, and the objects these name."""

import pikepdf
from pikepdf import Array, Dictionary, Name

from customkeeps.drawing import pdf_operators as operators
from customkeeps.drawing.decoding import OpenArtwork
from customkeeps.drawing.document import ColourKey
from customkeeps.drawing.matrices import matrix_of
from customkeeps.drawing.pdf_pictures import picture_object
from customkeeps.drawing.scene import Picture, SceneLayer, Shape

# A layer that shines through is drawn as a whole first, so that what overlaps in it does not show.
GROUP = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True)


class LayerWriter:
    """`extent` is what of the plane is seen: left, top, right, bottom in millimetres."""

    def __init__(
        self, pdf: pikepdf.Pdf, open_artwork: OpenArtwork, extent: tuple[float, ...]
    ) -> None:
        self._pdf, self._open_artwork, self._extent = pdf, open_artwork, extent
        self._names: dict[tuple[str, str], Name] = {}
        self._pictures, self._groups, self._opacities = Dictionary(), Dictionary(), Dictionary()

    def operators_of(self, layer: SceneLayer) -> str:
        """What draws it in millimetres, y running down. Raises RenderingError."""
        steps = [operators.transform(matrix_of(layer.transforms))]
        if layer.clip is not None:
            steps.append(operators.clip(layer.clip))
        drawn = operators.within(*steps, *map(self._item, layer.items))
        return drawn if layer.opacity == 1 else self._group(drawn, layer.opacity)

    def resources(self) -> Dictionary:
        """What all the layers so far have named."""
        objects = Dictionary({**dict(self._pictures), **dict(self._groups)})
        return Dictionary(XObject=objects, ExtGState=self._opacities)

    def _item(self, item: Shape | Picture) -> str:
        place = operators.transform(matrix_of(item.transforms))
        if isinstance(item, Shape):
            return operators.within(place, operators.painted(item))
        # A picture is one unit wide and high, and y runs upwards in it.
        stretch = (item.width, 0, 0, -item.height, item.x, item.y + item.height)
        name = self._picture_name(item.artwork, item.colour_key)
        return operators.within(place, operators.transform(stretch), f"{name} Do")

    def _picture_name(self, artwork: str, colour_key: ColourKey | None) -> Name:
        picture = (artwork, repr(colour_key))
        if picture not in self._names:
            name = self._names[picture] = Name(f"/Picture{len(self._names) + 1}")
            data = self._open_artwork(artwork)
            self._pictures[name] = picture_object(self._pdf, data, colour_key)
        return self._names[picture]

    def _group(self, drawn: str, opacity: float) -> str:
        number = len(self._groups) + 1
        group, state = Name(f"/Group{number}"), Name(f"/Opacity{number}")
        self._opacities[state] = Dictionary(ca=opacity, CA=opacity)
        self._groups[group] = pikepdf.Stream(
            self._pdf,
            drawn.encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array(self._extent),
            Group=GROUP,
            Resources=Dictionary(XObject=Dictionary(dict(self._pictures))),
        )
        return operators.within(f"{state} gs", f"{group} Do")
