"""The outbox: every e-mail of the shop, from the moment it is due until long after it was sent."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from customkeeps.orders.models import Order


class Kind(models.TextChoices):
    ORDER_CONFIRMED = "order_confirmed", "Order confirmed"
    ORDER_READY = "order_ready", "Order ready for delivery"
    ORDER_IN_TRANSIT = "order_in_transit", "Order on its way"
    ORDER_DELIVERED = "order_delivered", "Order delivered"
    ORDER_COMPLETED = "order_completed", "Order completed"
    ORDER_CANCELLED = "order_cancelled", "Order cancelled"
    ORDER_REFUNDED = "order_refunded", "Money given back"
    STAFF_ALARM = "staff_alarm", "Alarm for staff"
    PASSWORD_RESET = "password_reset", "New password"
    EMAIL_VERIFY = "email_verify", "E-mail address to confirm"
    EMAIL_CHANGING = "email_changing", "E-mail address to be another"


# Their links open an account: staff are not shown them, and nothing keeps them once they are sent.
SECRET = (Kind.PASSWORD_RESET, Kind.EMAIL_VERIFY)
# Their keys name the account: `<kind>-<user id>-…`.
OF_ACCOUNTS = (*SECRET, Kind.EMAIL_CHANGING)
UNSENT = Q(sent_at__isnull=True, failed_at__isnull=True)


class OutboxMail(models.Model):
    """One e-mail to one address.

    `key` names the occasion, so that it is mailed once. Subject and contents are written before the
    first try and kept: a repeat is the same mail under the same `message_id`. `due_at`: the next
    time a worker looks at it, and its lease. `give_up_at`: no tries after that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=200, unique=True)
    to = models.CharField("recipient", max_length=254)
    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT, related_name="mails")
    context = models.JSONField(default=dict)
    message_id = models.CharField("Message-ID", max_length=255, unique=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField("HTML", blank=True)
    attempts = models.PositiveSmallIntegerField("tries", default=0)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField("queued at", auto_now_add=True)
    due_at = models.DateTimeField()
    give_up_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField("given up at", null=True)

    class Meta:
        verbose_name = "e-mail"
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["due_at"], condition=UNSENT, name="outbox_due"),
            models.Index(fields=["-created_at"], name="outbox_newest"),
            models.Index(Lower("to"), name="outbox_recipient"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="outbox_kind"),
            models.CheckConstraint(condition=~Q(to=""), name="outbox_has_recipient"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True),
                name="outbox_sent_or_failed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, to {self.to}"

    @property
    def is_written(self) -> bool:
        return bool(self.subject)

    @property
    def standing(self) -> str:
        """`sent`, `failed` (given up), `failing` (tried in vain so far) or `waiting`."""
        if self.sent_at:
            return "sent"
        if self.failed_at:
            return "failed"
        return "failing" if self.last_error else "waiting"
