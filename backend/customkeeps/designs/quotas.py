"""How many pictures the shop keeps for one person (contract §9)."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Sum

from customkeeps.accounts.models import User
from customkeeps.designs.models import Artwork
from customkeeps.rest.errors import Conflict


@dataclass(frozen=True, slots=True)
class Quota:
    """`pictures` and `mib` are multiplied by RATE_LIMIT_SCALE, as all limits are."""

    pictures: int
    mib: int

    @property
    def most_pictures(self) -> int:
        return max(1, int(self.pictures * settings.RATE_LIMIT_SCALE))

    @property
    def most_bytes(self) -> int:
        return max(1, int(self.mib * settings.MIB * settings.RATE_LIMIT_SCALE))


class PictureQuota(Conflict):
    """409: as many pictures, or as large ones, as one person may have here."""

    def __init__(self, user: User, full: str) -> None:
        way_out = (
            "Log in or create an account to keep more."
            if user.is_guest
            else f"Those in no cart and no order go after {settings.UNUSED_PICTURE_DAYS} days; "
            "until then use one that you have sent before."
        )
        super().__init__("picture_quota", f"{full} {way_out}")


def quota_of(user: User) -> Quota:
    if user.is_guest:
        return Quota(settings.PICTURES_PER_GUEST, settings.PICTURE_MIB_PER_GUEST)
    return Quota(settings.PICTURES_PER_SHOPPER, settings.PICTURE_MIB_PER_SHOPPER)


def check_room(user: User, *, size_bytes: int) -> None:
    """Whether one more picture of that size, as it is stored, may come. Raises PictureQuota (409).

    Sure only with the user locked: two uploads at once would both find the last place free.
    """
    quota = quota_of(user)
    held = Artwork.objects.filter(user=user).aggregate(pictures=Count("pk"), size=Sum("size_bytes"))
    if held["pictures"] >= quota.most_pictures:
        raise PictureQuota(
            user, f"We keep {quota.most_pictures} pictures for you, which is the most."
        )
    if (held["size"] or 0) + size_bytes > quota.most_bytes:
        megabytes = quota.most_bytes / settings.MIB
        raise PictureQuota(
            user, f"Your pictures would take more than the {megabytes:g} MB for them."
        )
