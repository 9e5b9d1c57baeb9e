"""What is drawn of pictures and of words, and what it is cut by."""

from customkeeps.drawing.layers import scene_layer_of, scene_of
from customkeeps.drawing.scene import Picture, Shape, Transform
from tests.drawing.documents import PICTURE, document, image, layer, text

BOX = {"x_mm": 10, "y_mm": 20, "width_mm": 40, "height_mm": 80}


def test_a_whole_picture_lies_on_its_box_and_is_cut_by_nothing() -> None:
    drawn = scene_layer_of(image(**BOX))
    assert drawn.items == (Picture(PICTURE, None, 10, 20, 40, 80),)
    assert drawn.clip is None
    assert drawn.transforms == ()


def test_what_the_crop_leaves_lies_on_the_box() -> None:
    crop = {"x": 0.25, "y": 0.5, "width": 0.5, "height": 0.25}
    drawn = scene_layer_of(image(**BOX, crop=crop))
    assert drawn.items == (Picture(PICTURE, None, -10, -140, 80, 320),)
    assert drawn.clip == (("M", 10, 20), ("L", 50, 20), ("L", 50, 100), ("L", 10, 100), ("Z",))


def test_a_mask_is_stretched_over_the_box() -> None:
    drawn = scene_layer_of(image(**BOX, mask="hexagon"))
    assert drawn.clip is not None
    assert drawn.clip[:3] == (("M", 20, 20), ("L", 40, 20), ("L", 50, 60))


def test_a_mirrored_picture_stays_in_its_box_and_its_mask_upright() -> None:
    plain, mirrored = (
        scene_layer_of(image(**BOX, mask="heart", flip_x=flipped)) for flipped in (False, True)
    )
    assert mirrored.clip == plain.clip
    assert isinstance(mirrored.items[0], Picture)
    assert mirrored.items[0].transforms == (
        Transform("translate", (60, 0)),
        Transform("scale", (-1, 1)),
    )


def test_a_layer_is_turned_about_the_middle_of_its_box() -> None:
    drawn = scene_layer_of(image(**BOX, rotation_deg=-30.5, opacity=0.25))
    assert drawn.transforms == (Transform("rotate", (-30.5, 30, 60)),)
    assert drawn.opacity == 0.25


def test_rings_lie_below_all_letters_and_half_of_them_is_seen() -> None:
    ring = {"colour": "#ff0000", "width_mm": 1}
    items = scene_layer_of(text(content="An", size_mm=10, outline=ring)).items
    kinds = [(item.stroke, item.fill) for item in items if isinstance(item, Shape)]
    assert kinds == [("#ff0000", None)] * 2 + [(None, "#112233")] * 2
    assert isinstance(items[0], Shape)
    assert items[0].stroke_width * items[0].transforms[-1].values[0] == 2


def test_a_scene_has_the_document_s_layers_in_its_order() -> None:
    drawn = scene_of(document(layer("image"), layer("text"), width_mm=120.5))
    assert (drawn.width_mm, drawn.height_mm) == (120.5, 400)
    assert [each.id for each in drawn.layers] == ["image-1", "text-2"]
