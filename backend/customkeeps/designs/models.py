"""Pictures that shoppers uploaded, the designs made of them, and what is printed of those.

What a design is and what is printed never changes once it is there: triggers see to it.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from customkeeps.catalog.models import Product
from customkeeps.designs.picture_facts import SCALES
from customkeeps.designs.pictures import MAX_SIDE_PX, MIN_SIDE_PX

SHA256 = r"^[0-9a-f]{64}$"
SHARE_TOKEN = r"^[A-Za-z0-9_-]{32}$"  # noqa: S105 (its form)
MAX_NAME_LENGTH = 80
# Columns that triggers keep as they were written.
FROZEN_OF_DESIGN = ("document", "artwork_id", "fingerprint")
FROZEN_OF_PLACED = ("sha256", "documents", "placements")
# Of the private storage; files lie in folders by the first two characters of their hash.
FOLDER = "artwork"
PLACED_FOLDER = "placed"


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
    # The default is the database's too, so that an older program may still write artwork.
    border_colour = models.CharField(
        max_length=7, blank=True, default="", db_default="", editable=False
    )
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
                | Q(has_alpha__isnull=False, true_scale__isnull=False, true_scale__in=(*SCALES, 1)),
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
    def screen_name(self) -> str:
        """Where the copy for screens lies, once somebody has asked for it."""
        return f"{self._stem}.screen.webp"

    @property
    def all_names(self) -> list[str]:
        return [self.file_name, self.thumbnail_name, self.screen_name]

    @property
    def _stem(self) -> str:
        return f"{FOLDER}/{self.sha256[:2]}/{self.sha256}"


class Design(models.Model):
    """What a line is printed with: a bare picture (`artwork`), or documents made for `product`.

    `documents` are `ck.design/1`, one for each placement with anything on it, and `artworks` all
    pictures in them. `fingerprint` says when two designs are one: the SHA-256 of the picture's file
    or of the documents. `unused_since`: when it was first seen that no cart, payment or order has
    it. What shoppers go on changing are `SavedDesign`s.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="designs"
    )
    artwork = models.ForeignKey(
        Artwork, null=True, blank=True, on_delete=models.PROTECT, related_name="designs"
    )
    # The column is one that older programs know: to them too, a design with a value is no picture.
    documents = models.JSONField(null=True, blank=True, db_column="document")
    product = models.ForeignKey(
        Product, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    artworks = models.ManyToManyField(Artwork, related_name="documented")
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
            models.CheckConstraint(
                condition=Q(artwork__isnull=False, documents__isnull=True)
                | Q(artwork__isnull=True, documents__isnull=False),
                name="design_is_picture_or_documents",
            ),
        ]

    def __str__(self) -> str:
        return f"Design {str(self.id)[:8]}"


class SavedDesign(models.Model):
    """A design that its owner works on. `revision` counts the changes, so that two windows of one
    person do not write over each other. Whoever has `share_token` may look at it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_designs"
    )
    product = models.ForeignKey(
        Product, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    color = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=MAX_NAME_LENGTH)
    documents = models.JSONField(default=list)
    artworks = models.ManyToManyField(Artwork, related_name="saved_designs")
    revision = models.PositiveIntegerField(default=1)
    share_token = models.CharField(max_length=32, null=True, blank=True, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-updated_at", "id"]
        indexes = [
            models.Index(fields=["user", "-updated_at", "id"], name="saved_designs_of_a_user")
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="saved_design_name"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="saved_design_revision"),
            models.CheckConstraint(
                condition=Q(share_token__isnull=True) | Q(share_token__regex=SHARE_TOKEN),
                name="saved_design_share_token",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlacedDesign(models.Model):
    """The documents that are printed, frozen when a line enters a cart, and named by their SHA-256.

    The same print is one row, whoever wants it; it is gone once no cart, payment or order has it.
    `placements`: the codes of the documents' placements, in their order, for who need no more.
    `used_at`: when a line was last given it.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    documents = models.JSONField()
    placements = models.JSONField()
    used_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "sha256"]
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=SHA256), name="placed_design_hash")
        ]

    def __str__(self) -> str:
        return f"Print {self.sha256[:8]}"

    def preview_name(self, placement: str) -> str:
        """Where the preview of one placement lies in the private storage, once it was looked at."""
        return f"{PLACED_FOLDER}/{self.sha256[:2]}/{self.sha256}.{placement}.webp"
