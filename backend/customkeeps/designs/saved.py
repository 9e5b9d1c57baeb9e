"""Every write to saved designs: those that shoppers work on."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from customkeeps.accounts.locks import lock_user
from customkeeps.accounts.models import User
from customkeeps.catalog.queries import by_position, products_with_options
from customkeeps.designs.documents import check_names
from customkeeps.designs.erasing import delete_artwork
from customkeeps.designs.models import MAX_NAME_LENGTH, Artwork, Design, SavedDesign
from customkeeps.designs.placing import areas_of, moved
from customkeeps.designs.queries import own_artworks
from customkeeps.drawing.document import Document, artworks_of, sha256_of
from customkeeps.rest.errors import Conflict, InvalidInput, NotFound

MOST = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to save. None: as it was; at first, as the product has it."""

    name: str | None = None
    product_id: int | None = None
    color: str | None = None
    documents: Sequence[Document] | None = None

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Wanted":
        """By the names of the API's input."""
        return cls(
            name=given.get("name"),
            product_id=given.get("product"),
            color=given.get("color"),
            documents=given.get("documents"),
        )


class DesignQuota(Conflict):
    """409: as many designs as one person may save here."""

    def __init__(self) -> None:
        super().__init__(
            "design_quota", f"We keep {MOST} designs for you, which is the most. Delete some first."
        )


class DesignChanged(Conflict):
    """409: somebody, or another window, was faster."""

    def __init__(self, revision: int) -> None:
        super().__init__(
            "design_changed",
            "This design was changed in another window. Reload it to go on with that.",
            revision=revision,
        )


@transaction.atomic
def save_design(*, user: User, wanted: Wanted) -> SavedDesign:
    """A new one. Raises InvalidInput, DesignQuota (409), Unauthenticated for a closed account."""
    lock_user(user)
    _check_room(user)
    saved = SavedDesign(user=user)
    artworks = _fill(saved, wanted)
    saved.save(force_insert=True)
    saved.artworks.set(artworks or ())
    return saved


@transaction.atomic
def change_design(*, user: User, design_id: UUID, revision: int, wanted: Wanted) -> SavedDesign:
    """Change what `wanted` names. Raises NotFound, DesignChanged (409) where `revision` is not the
    present one, InvalidInput.
    """
    lock_user(user)
    saved = _own(user, design_id)
    if saved.revision != revision:
        raise DesignChanged(saved.revision)
    artworks = _fill(saved, wanted)
    saved.revision += 1
    saved.save()
    if artworks is not None:
        saved.artworks.set(artworks)
    return saved


@transaction.atomic
def duplicate_design(*, user: User, design_id: UUID, name: str) -> SavedDesign:
    """A copy to go on with, which nobody else may look at. Raises NotFound, DesignQuota (409)."""
    lock_user(user)
    source = _own(user, design_id)
    _check_room(user)
    copy = SavedDesign.objects.create(
        user=user,
        product=source.product,
        color=source.color,
        name=name or f"{source.name[: MAX_NAME_LENGTH - 7]} (copy)",
        documents=source.documents,
    )
    copy.artworks.set(source.artworks.all())
    return copy


@transaction.atomic
def delete_saved(*, user: User, design_id: UUID) -> None:
    """What is in a cart or ordered stays as it is. Raises NotFound."""
    lock_user(user)
    saved = _own(user, design_id)
    artwork_ids = list(saved.artworks.values_list("pk", flat=True))
    saved.delete()
    delete_artwork(Artwork.objects.filter(pk__in=artwork_ids))


@transaction.atomic
def share_design(*, user: User, design_id: UUID) -> str:
    """The token with which anybody may look at it; the same each time. Raises NotFound."""
    lock_user(user)
    saved = _own(user, design_id)
    if saved.share_token is None:
        saved.share_token = secrets.token_urlsafe(24)
        saved.save(update_fields=["share_token"])
    return saved.share_token


def unshare_design(*, user: User, design_id: UUID) -> None:
    """From now on the token is nobody's. Raises NotFound."""
    if not SavedDesign.objects.filter(user=user, pk=design_id).update(share_token=None):
        raise NotFound


def design_of(saved: SavedDesign) -> Design:
    """What a line is made with: the saved design as it is now, kept by `keep_design` only.

    Raises InvalidInput for one with nothing on it.
    """
    if not saved.documents:
        raise InvalidInput({"design": ["There is nothing on this design yet."]})
    return Design(
        user=saved.user,
        documents=saved.documents,
        product_id=saved.product_id,
        fingerprint=sha256_of(saved.documents),
    )


def keep_design(design: Design) -> Design:
    """The row of a `design_of`, which may be there already. Only with the user locked."""
    kept, is_new = Design.objects.get_or_create(
        user=design.user,
        fingerprint=design.fingerprint,
        defaults={"documents": design.documents, "product_id": design.product_id},
    )
    if is_new:
        documents: list[Document] = kept.documents or []
        artworks = _artworks(design.user, documents)
        if len(artworks) < len(artworks_of(documents)):  # deleted a moment ago
            raise InvalidInput({"design": ["This is not one of your designs."]})
        kept.artworks.set(artworks)
    elif kept.unused_since is not None:
        Design.objects.filter(pk=kept.pk).update(unused_since=None)
    return kept


def _own(user: User, design_id: UUID) -> SavedDesign:
    saved = SavedDesign.objects.filter(user=user, pk=design_id).first()
    if saved is None:
        raise NotFound
    return saved


def _check_room(user: User) -> None:
    if SavedDesign.objects.filter(user=user).count() >= MOST:
        raise DesignQuota


def _fill(saved: SavedDesign, wanted: Wanted) -> list[Artwork] | None:
    """Returns the pictures in it, where that may have changed."""
    is_moved = wanted.product_id not in (None, saved.product_id)
    artworks = None
    if is_moved or wanted.documents is not None or wanted.color is not None:
        product = _product(wanted.product_id if is_moved else saved.product_id, is_new=is_moved)
        artworks = _fit(saved, wanted, product, is_moved=is_moved)
        saved.product = product
    if wanted.name or not saved.name:
        saved.name = wanted.name or product.name[:MAX_NAME_LENGTH]
    return artworks


def _fit(
    saved: SavedDesign, wanted: Wanted, product: Any, *, is_moved: bool
) -> list[Artwork] | None:
    """Colour and documents for this product: those that were sent, or the present ones moved."""
    if is_moved or wanted.color not in (None, saved.color):
        saved.color = _color(product, wanted.color)
    areas = areas_of(product)
    if wanted.documents is None:
        if is_moved:
            saved.documents = moved(saved.documents, areas, field="product")
        return None
    artworks = _artworks(saved.user, list(wanted.documents))
    known = {artwork.sha256 for artwork in artworks}
    saved.documents = check_names(wanted.documents, areas=areas, artworks=known)
    return artworks


def _product(product_id: int | None, *, is_new: bool) -> Any:
    """With its options. One that is not sold any more can still be worked on, not begun with."""
    products = products_with_options()
    if is_new:
        products = products.filter(on_sale=True, currency=settings.CURRENCY)
    product = products.filter(pk=product_id).first() if product_id is not None else None
    if product is None:
        raise InvalidInput({"product": ["We do not sell this product."]})
    return product


def _color(product: Any, color: str | None) -> str:
    names = [row["name"] for row in by_position(product.color_rows)]
    if not color:
        return names[0] if names else ""
    if color not in names:
        raise InvalidInput({"color": [f"{product.name} is not made in this colour."]})
    return color


def _artworks(user: User | None, documents: list[Document]) -> list[Artwork]:
    """One row for each picture: somebody may have two of the same after a guest's were moved."""
    names = artworks_of(documents)
    rows = list(own_artworks(user, names)) if user is not None and names else []
    own_last = sorted(rows, key=lambda row: row.user_id is not None)
    return list({row.sha256: row for row in own_last}.values())
