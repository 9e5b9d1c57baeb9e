"""Designs and pictures as the API shows them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from customkeeps.accounts.models import User
from customkeeps.designs.links import artwork_url, design_preview_url, design_url, preview_url
from customkeeps.designs.looking_over import look_over_saved
from customkeeps.designs.models import Artwork, Design, PlacedDesign, SavedDesign
from customkeeps.rest.errors import NotFound
from customkeeps.rest.throttling import Limit, count
from customkeeps.rest.times import to_iso

SHARED = Limit("shared_designs", times=120, seconds=60)


def saved_designs(user: User) -> QuerySet[SavedDesign]:
    """The user's, with what `saved_as_dict` reads, latest change first, in two statements."""
    return _whole().filter(user=user)


def saved_design(user: User, design_id: UUID) -> SavedDesign:
    """Raises NotFound."""
    saved = saved_designs(user).filter(pk=design_id).first()
    if saved is None:
        raise NotFound
    return saved


def find_shared_design(*, token: str, address: str) -> SavedDesign:
    """The one of a link. Raises NotFound, and Throttled (429, by the client's address)."""
    count(SHARED, address)
    saved = _whole().filter(share_token=token).first()
    if saved is None:
        raise NotFound
    return saved


def any_design_as_dict(user: User, design_id: UUID, *, base_url: str) -> dict[str, Any]:
    """A saved design of the user's, or a picture. Raises NotFound."""
    saved = saved_designs(user).filter(pk=design_id).first()
    if saved is not None:
        return whole_saved_as_dict(saved, base_url=base_url)
    pictures = Design.objects.select_related("artwork").filter(user=user, documents__isnull=True)
    design = pictures.filter(pk=design_id).first()
    if design is None:
        raise NotFound
    return picture_as_dict(design, base_url=base_url)


def own_artwork(user: User, sha256: str) -> Artwork:
    """Raises NotFound."""
    artwork = own_artworks(user, [sha256]).first()
    if artwork is None:
        raise NotFound
    return artwork


def own_artworks(user: User, names: Collection[str]) -> QuerySet[Artwork]:
    """Of pictures with these SHA-256 those that the user may have in a design: what they uploaded,
    and what they have in one already, which may have been a guest's.
    """
    used = SavedDesign.artworks.through.objects.filter(saveddesign__user=user).values("artwork")
    return Artwork.objects.filter(Q(user=user) | Q(pk__in=used), sha256__in=names)


def saved_as_dict(saved: SavedDesign, *, base_url: str) -> dict[str, Any]:
    """The API's representation of one of `saved_designs`."""
    token = saved.share_token
    artworks = [artwork_as_dict(row, base_url=base_url) for row in saved.artworks.all()]
    return {
        "kind": "saved",
        "id": str(saved.pk),
        **_design_as_dict(saved),
        "artworks": artworks,
        "revision": saved.revision,
        "share_url": share_url(token) if token else None,
        "preflight": None,
        "created_at": to_iso(saved.created_at),
        "updated_at": to_iso(saved.updated_at),
    }


def whole_saved_as_dict(saved: SavedDesign, *, base_url: str) -> dict[str, Any]:
    """The same with what preflight finds, for one design alone: it costs a statement, and time."""
    return {**saved_as_dict(saved, base_url=base_url), "preflight": look_over_saved(saved)}


def shared_as_dict(saved: SavedDesign, *, base_url: str) -> dict[str, Any]:
    """The same for anybody: nothing of whose it is, and no picture in full size."""
    artworks = [artwork_as_dict(row, base_url=base_url) for row in saved.artworks.all()]
    shown = [{**artwork, "url": artwork["preview_url"]} for artwork in artworks]
    return {**_design_as_dict(saved), "artworks": shown}


def share_url(token: str) -> str:
    """The storefront's page that shows the design."""
    return f"{settings.PUBLIC_URL}/shared/{token}"


def picture_as_dict(design: Design, *, base_url: str) -> dict[str, Any]:
    """The API's representation of a bare picture."""
    artwork = design.artwork
    assert artwork is not None  # noqa: S101 (a constraint of the database, for the type checker)
    facts = artwork_as_dict(artwork, base_url=base_url)
    return {
        **facts,
        "kind": "picture",
        "id": str(design.pk),
        "url": design_url(design, base_url=base_url),
        "artwork": facts.pop("sha256"),
    }


def artwork_as_dict(artwork: Artwork, *, base_url: str) -> dict[str, Any]:
    return {
        "sha256": artwork.sha256,
        "url": artwork_url(artwork, base_url=base_url),
        "preview_url": artwork_url(artwork, base_url=base_url, size="screen"),
        "thumb_url": artwork_url(artwork, base_url=base_url, size="thumbnail"),
        "width_px": artwork.width_px,
        "height_px": artwork.height_px,
        "has_alpha": artwork.has_alpha,
        "border_colour": None if artwork.has_alpha is None else artwork.border_colour,
        "true_scale": artwork.true_scale,
    }


def _whole() -> QuerySet[SavedDesign]:
    return SavedDesign.objects.select_related("product").prefetch_related("artworks")


def _design_as_dict(saved: SavedDesign) -> dict[str, Any]:
    product = saved.product
    return {
        "name": saved.name,
        "product": product and product.pk,
        "product_slug": product.slug if product and product.on_sale else None,
        "product_name": product.name if product else "",
        "color": saved.color,
        "documents": saved.documents,
    }


def print_as_dict(line: Any, *, base_url: str) -> dict[str, Any]:
    """What a line of a cart or an order prints, with its links.

    `line` has a `design`, a `placed` and the `placement_rows` of its product.
    """
    design, placed = line.design, line.placed
    previews = _previews(placed, line.placement_rows, base_url) if placed else []
    shown = thumbnail = None
    if design is not None and design.artwork_id is not None:
        shown = design_url(design, base_url=base_url)
        thumbnail = design_url(design, base_url=base_url, size="thumbnail")
    elif design is not None and placed is not None:
        shown = thumbnail = design_preview_url(design, placed, base_url=base_url)
    return {
        "design_image_url": shown,
        "design_thumb_url": thumbnail,
        "design_sha256": line.placed_id,
        "previews": previews,
    }


def _previews(
    placed: PlacedDesign, placement_rows: list[dict[str, Any]] | None, base_url: str
) -> list[dict[str, str]]:
    """One for each placement that is printed. One that the product has no more goes by its code."""
    names = {row["code"]: row["name"] for row in placement_rows or ()}
    return [
        {
            "placement": code,
            "name": names.get(code, code.replace("-", " ").capitalize()),
            "url": preview_url(placed, code, base_url=base_url),
        }
        for code in placed.placements
    ]


def printed_pictures(line: Any) -> list[tuple[str, str, str]]:
    """What a line of `print_as_dict` prints, for staff: name, small and whole picture, with links
    that are relative, so that they work under whichever name staff reach the admin by.
    """
    shown = print_as_dict(line, base_url="")
    if shown["design_image_url"]:
        return [("Design", shown["design_thumb_url"], shown["design_image_url"])]
    return []
