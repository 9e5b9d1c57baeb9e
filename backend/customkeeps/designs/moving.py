"""One person's designs and pictures given to another, who may have the same ones already."""

from django.db.models import Q

from customkeeps.accounts.models import User
from customkeeps.designs.actions import use_again
from customkeeps.designs.models import Artwork, Design, SavedDesign


def move_designs(*, source: User, target: User) -> list[tuple[Design, Design]]:
    """Give all of the source's to the target, who may end up with more saved designs than `saved`
    lets anybody begin.

    Returns the pairs of designs that both have: (the source's, which is nobody's now; the
    target's). Call it with both users locked.
    """
    for artwork in Artwork.objects.filter(user=source):
        _move_artwork(artwork, target)
    SavedDesign.objects.filter(user=source).update(user=target)
    doubles = []
    for design in Design.objects.filter(user=source):
        twin = Design.objects.filter(user=target, fingerprint=design.fingerprint).first()
        design.user = None if twin else target
        design.save(update_fields=["user"])
        if twin is not None:
            use_again(twin)
            doubles.append((design, twin))
    return doubles


def _move_artwork(artwork: Artwork, target: User) -> None:
    """What the target has already becomes nobody's, and saved designs show the target's own."""
    hashes = Q(sha256=artwork.sha256) | Q(source_sha256=artwork.source_sha256)
    twins = {twin.sha256: twin for twin in Artwork.objects.filter(hashes, user=target)}
    artwork.user = None if twins else target
    artwork.save(update_fields=["user"])
    if twin := twins.get(artwork.sha256):
        shown = SavedDesign.artworks.through.objects.filter(artwork=artwork)
        shown.update(artwork=twin)
