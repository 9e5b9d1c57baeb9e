"""What the print room needs of an order: jobs, and the files that are printed."""

from django.db import models
from django.db.models import Q

from customkeeps.designs.models import SHA256, PlacedDesign
from customkeeps.orders.models import OrderItem
from customkeeps.steps import Steps

# Of the private storage; files lie in folders by the first two characters of their hash.
FOLDER = "prints"


class State(models.TextChoices):
    DUE = "due", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"
    DROPPED = "dropped", "Not wanted any more"


STEPS = Steps(
    {
        State.DUE: (State.READY, State.FAILED, State.DROPPED),
        State.FAILED: (State.DUE, State.DROPPED),
    }
)


class Kind(models.TextChoices):
    PNG = "png", "PNG"
    PDF = "pdf", "PDF"


class PrintJob(models.Model):
    """The making of all print files of one item of an order. `state` goes by `STEPS`.

    `due_at`: the next time a worker looks at it, and its lease.
    """

    item = models.OneToOneField(OrderItem, on_delete=models.CASCADE, related_name="print_job")
    state = models.CharField(max_length=10, choices=State, default=State.DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True, help_text="When staff were told that it failed.")

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=State.DUE), name="print_jobs_due"),
            models.Index(
                fields=["id"],
                condition=Q(state=State.FAILED, reported_at__isnull=True),
                name="print_jobs_untold",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="print_job_state"),
            models.CheckConstraint(
                condition=Q(state=State.DUE, ended_at__isnull=True)
                | (~Q(state=State.DUE) & Q(ended_at__isnull=False)),
                name="print_job_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.item}"


class PrintFile(models.Model):
    """One file for one placement, named by its content.

    `document_sha256` names the one document it was made of, `renderer` the release of the drawing
    code that made it: whoever has the same of both gets the same bytes. `width_px` and `height_px`
    are those of a PNG at 300 DPI.
    """

    placed = models.ForeignKey(PlacedDesign, on_delete=models.CASCADE, related_name="print_files")
    placement = models.CharField(max_length=30)
    kind = models.CharField(max_length=3, choices=Kind)
    document_sha256 = models.CharField(max_length=64)
    renderer = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64, db_index=True)
    size_bytes = models.PositiveIntegerField()
    width_px = models.PositiveIntegerField(null=True)
    height_px = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["document_sha256", "kind", "renderer"], name="print_files_of_a_doc"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["placed", "placement", "kind"], name="print_file_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="print_file_kind"),
            models.CheckConstraint(
                condition=Q(document_sha256__regex=SHA256, sha256__regex=SHA256),
                name="print_file_hashes",
            ),
            models.CheckConstraint(condition=Q(size_bytes__gte=1), name="print_file_size"),
            models.CheckConstraint(
                condition=Q(
                    kind=Kind.PNG,
                    width_px__isnull=False,
                    height_px__isnull=False,
                    width_px__gte=1,
                    height_px__gte=1,
                )
                | Q(kind=Kind.PDF, width_px__isnull=True, height_px__isnull=True),
                name="print_file_pixels",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement}, {self.get_kind_display()}"

    @property
    def file_name(self) -> str:
        """Where it lies in the private storage."""
        return f"{FOLDER}/{self.sha256[:2]}/{self.sha256}.{self.kind}"
