"""Every write to designs."""

import base64
import binascii
import hashlib
import re
from dataclasses import asdict
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from customkeeps.accounts.locks import lock_user
from customkeeps.accounts.models import User
from customkeeps.designs.bounded import normalise_bounded
from customkeeps.designs.erasing import drop_files
from customkeeps.designs.files import keep_file
from customkeeps.designs.links import read_design_url
from customkeeps.designs.models import Artwork, Design, SavedDesign
from customkeeps.designs.pictures import InvalidPictureError, Picture
from customkeeps.designs.quotas import check_room
from customkeeps.designs.saved import design_of
from customkeeps.rest.errors import ApiError, InvalidInput
from customkeeps.rest.throttling import Limit, count

UPLOADS = Limit("uploads", 30, 60)
DATA_URL = re.compile(r"data:image/(png|jpeg);base64,", re.IGNORECASE)
FIELD = "design_image_url"


def accept_design(
    *, user: User, image_url: str, design_id: UUID | None, base_url: str
) -> Design | None:
    """The design a shopper means: by its id, by one of our links to it, or as a picture sent along.

    None when neither is given. The id may be a saved design's: what that is now comes as a row that
    is not saved yet, see `saved.keep_design`. `base_url` is our address as the caller sees it. No
    address is ever fetched. Raises InvalidInput naming the field, Throttled, Unavailable.
    """
    if design_id is not None:
        design = _own_design(user, design_id) or _saved_design(user, design_id)
        if design is None:
            raise InvalidInput({"design": ["This is not one of your designs."]})
        return design
    if not image_url:
        return None
    if DATA_URL.match(image_url):
        return accept_picture(user=user, data_url=image_url)
    return find_own_design(user=user, url=image_url, base_url=base_url)


def find_own_design(*, user: User, url: str, base_url: str) -> Design:
    """The user's design that one of our own links names. Raises InvalidInput for anything else."""
    named = read_design_url(url, base_url=base_url)
    design = _own_design(user, named) if named else None
    if design is None:
        raise InvalidInput({FIELD: ["Send a PNG or JPEG picture, or one of your own designs."]})
    return design


def accept_picture(*, user: User, data_url: str) -> Design:
    """The design that is the picture in a `data:image/png` or `data:image/jpeg` URL.

    Raises what `accept_file` raises.
    """
    declared_format, data = _read_data_url(data_url)
    return accept_file(user=user, data=data, declared_format=declared_format, field=FIELD)


def accept_file(*, user: User, data: bytes, declared_format: str, field: str) -> Design:
    """The design that is the picture in a file; `declared_format` is "png" or "jpeg".

    The same picture sent twice is the same design, and is opened only once. Raises InvalidInput for
    `field` with code `picture_too_large` or `invalid_picture`, PictureQuota, Throttled and
    Unavailable.
    """
    if len(data) > settings.MAX_PICTURE_BYTES:
        raise _too_large(field)
    source_sha256 = hashlib.sha256(data).hexdigest()
    known = (
        Design.objects.select_related("artwork")
        .filter(user=user, artwork__user=user, artwork__source_sha256=source_sha256)
        .filter(documents__isnull=True, artwork__format=declared_format)
        .first()
    )
    if known is not None and use_again(known):
        return known
    count(UPLOADS, str(user.pk))
    check_room(user, size_bytes=1)  # without the lock, to spare the work; again with it below
    try:
        picture = normalise_bounded(data, declared_format)
    except InvalidPictureError as error:
        raise InvalidInput({field: [str(error)]}, code="invalid_picture") from error
    return _keep_picture(user, picture, source_sha256)


def _own_design(user: User, design_id: UUID) -> Design | None:
    design = Design.objects.select_related("artwork").filter(user=user, pk=design_id).first()
    return design if design is not None and use_again(design) else None


def _saved_design(user: User, design_id: UUID) -> Design | None:
    saved = SavedDesign.objects.filter(user=user, pk=design_id).first()
    return design_of(saved) if saved is not None else None


def use_again(design: Design) -> bool:
    """Let no sweeper take a design that lay idle and is wanted again; False when one just has.

    Costs a statement only where it did lie idle.
    """
    if design.unused_since is None:
        return True
    design.unused_since = None
    return bool(Design.objects.filter(pk=design.pk).update(unused_since=None))


def _read_data_url(data_url: str) -> tuple[str, bytes]:
    """Format ("png" or "jpeg") and bytes of a data URL."""
    head = DATA_URL.match(data_url)
    if head is None:
        raise InvalidInput({FIELD: ["Send a PNG or JPEG picture, or one of your own designs."]})
    encoded = data_url[head.end() :]
    if len(encoded) > -(-settings.MAX_PICTURE_BYTES // 3) * 4:
        raise _too_large(FIELD)
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInput(
            {FIELD: ["This picture arrived damaged. Choose it again."]}, code="invalid_picture"
        ) from error
    return head[1].lower(), data


def _too_large(field: str) -> InvalidInput:
    most = settings.MAX_PICTURE_BYTES // settings.MIB
    return InvalidInput(
        {field: [f"This picture is larger than {most} MB."]}, code="picture_too_large"
    )


def _keep_picture(user: User, picture: Picture, source_sha256: str) -> Design:
    """Files first, then the rows: a row never names a file that is not there."""
    sha256 = hashlib.sha256(picture.content).hexdigest()
    artwork = Artwork(
        user=user,
        sha256=sha256,
        source_sha256=source_sha256,
        format=picture.format,
        width_px=picture.width_px,
        height_px=picture.height_px,
        size_bytes=len(picture.content),
        **asdict(picture.facts),
    )
    _keep_files(artwork, picture)
    try:
        design = _keep_rows(user, artwork)
    except ApiError:
        drop_files([artwork])
        raise
    if design.fingerprint == artwork.sha256:
        # Who had the same picture may have been erased in between, see `erasing`.
        _keep_files(artwork, picture)
    else:
        drop_files([artwork])
    return design


@transaction.atomic
def _keep_rows(user: User, artwork: Artwork) -> Design:
    """The design that is this picture, which may have arrived twice at once.

    An older release may have made another file of the same source: that one stays. Raises
    PictureQuota, and Unauthenticated when the account was closed a moment ago.
    """
    lock_user(user)
    hashes = Q(sha256=artwork.sha256) | Q(source_sha256=artwork.source_sha256)
    kept = Artwork.objects.filter(hashes, user=user).first()
    if kept is None:
        check_room(user, size_bytes=artwork.size_bytes)
        artwork.save(force_insert=True)
        kept = artwork
    design, _ = Design.objects.get_or_create(
        user=user, fingerprint=kept.sha256, defaults={"artwork": kept}
    )
    use_again(design)
    return design


def _keep_files(artwork: Artwork, picture: Picture) -> None:
    keep_file(artwork.thumbnail_name, picture.thumbnail)
    keep_file(artwork.file_name, picture.content)
