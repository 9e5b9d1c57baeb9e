"""Pictures that shoppers uploaded, and the designs made of them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from customkeeps.designs.picture_facts import SCALES
from customkeeps.designs.pictures import MAX_SIDE_PX, MIN_SIDE_PX

SHA256 = r"^[0-9a-f]{64}$"
# Of the private storage; artwork lies in folders by the first two characters of its hash.
FOLDER = "artwork"


class Format(models.TextChoices):
    PNG = "png", "PNG"
    JPEG = "jpeg", "JPEG"


class Artwork(models.Model):
    """An uploaded picture as it is stored: normalised, at full resolution, named by its content.

    Two people who upload the same picture share the files, never the row. The row outlives its
    owner's account, as a paid order may still have to be printed.

    The facts (`picture_facts.Facts`) of those from before there were any come later: until then
    `has_alpha` and `true_scale` are null.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="artworks"
    )
    sha256 = models.CharField(max_length=64, help_text="Of the stored file.")
    source_sha256 = models.CharField(max_length=64, help_text="Of the file as it was sent.")
    format = models.CharField(max_length=4, choices=Format)
    width_px = models.PositiveSmallIntegerField()
    height_px = models.PositiveSmallIntegerField()
    size_bytes = models.PositiveIntegerField()
    has_alpha = models.BooleanField(null=True, editable=False)
    border_colour = models.CharField(max_length=7, blank=True, editable=False)
    true_scale = models.FloatField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "artwork"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "sha256"], name="artwork_once"),
            models.UniqueConstraint(fields=["user", "source_sha256"], name="artwork_source_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=SHA256, source_sha256__regex=SHA256),
                name="artwork_hashes",
            ),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="artwork_format"),
            models.CheckConstraint(
                condition=Q(
                    width_px__range=(MIN_SIDE_PX, MAX_SIDE_PX),
                    height_px__range=(MIN_SIDE_PX, MAX_SIDE_PX),
                    size_bytes__gte=1,
                ),
                name="artwork_sizes",
            ),
            models.CheckConstraint(
                condition=Q(has_alpha__isnull=True, border_colour="", true_scale__isnull=True)
                | Q(has_alpha__isnull=False, true_scale__in=(*SCALES, 1)),
                name="artwork_facts",
            ),
            models.CheckConstraint(
                condition=Q(border_colour__regex=r"^(#[0-9a-f]{6})?$"),
                name="artwork_border_colour",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_format_display()}, {self.width_px} x {self.height_px} px"

    @property
    def file_name(self) -> str:
        """Where the picture lies in the private storage."""
        return f"{self._stem}.{self.format}"

    @property
    def thumbnail_name(self) -> str:
        """Where its WebP thumbnail lies in the private storage."""
        return f"{self._stem}.thumbnail.webp"

    @property
    def _stem(self) -> str:
        return f"{FOLDER}/{self.sha256[:2]}/{self.sha256}"


class Design(models.Model):
    """What is printed on a product. Without a `document` it is its artwork and nothing else.

    `fingerprint` says when two designs are one: for a bare picture, the SHA-256 of its file.
    `unused_since`: when it was first seen that no cart, payment or order has it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="designs"
    )
    artwork = models.ForeignKey(Artwork, on_delete=models.PROTECT, related_name="designs")
    document = models.JSONField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64)
    unused_since = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "fingerprint"], name="design_once"),
            models.CheckConstraint(
                condition=Q(fingerprint__regex=SHA256), name="design_fingerprint"
            ),
        ]

    def __str__(self) -> str:
        return f"Design {str(self.id)[:8]}"
