"""What we know of Stripe: who we are there, what it told us, what it has that we have not."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from customkeeps.amounts import AmountField


class Installation(models.Model):
    """The one row that tells this shop's PaymentIntents from others in the same Stripe account.

    `swept_to`: Stripe's events up to this Unix time are in the inbox. `sweep_due_at`: the lease.
    `public_url`: where the shop takes real money; see `payments.home`.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    uuid = models.UUIDField(default=uuid.uuid4)
    swept_to = models.BigIntegerField(default=0, db_default=0)
    sweep_due_at = models.DateTimeField(default=timezone.now, db_default=Now())
    public_url = models.CharField(max_length=255, blank=True, default="", db_default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_installation")]

    def __str__(self) -> str:
        return str(self.uuid)


class StripeEvent(models.Model):
    """The webhook inbox: a hint from Stripe that something happened to an object of ours."""

    event_id = models.CharField(max_length=255, primary_key=True)
    type = models.CharField(max_length=100)
    intent_id = models.CharField(max_length=255, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["received_at"]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(handled_at__isnull=True), name="stripe_events_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.event_id}"


class StrayIntent(models.Model):
    """A paid PaymentIntent of this shop's without a payment here, and that it was given back.

    There is one when the database is an older one, restored: what it was for is not known here.
    `attempt` is part of the idempotency key, `refund_status` Stripe's word for where it stands.
    """

    intent_id = models.CharField(max_length=255, primary_key=True)
    amount = AmountField()
    currency = models.CharField(max_length=3)
    username = models.CharField(max_length=150, blank=True)
    refund_id = models.CharField(max_length=255, blank=True)
    refund_status = models.CharField(max_length=40, blank=True, db_default="")
    attempt = models.PositiveSmallIntegerField(default=1, db_default=1)
    found_at = models.DateTimeField(auto_now_add=True)
    refunded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-found_at"]

    def __str__(self) -> str:
        return self.intent_id
