"""What the API remembers between requests: how often, and what was answered."""

from typing import ClassVar

from django.db import models


class RateCount(models.Model):
    """How often something was done in a window, which begins with its first time."""

    key = models.CharField(max_length=120, primary_key=True)
    window_start = models.BigIntegerField(help_text="Unix seconds")
    expires_at = models.BigIntegerField(db_index=True, help_text="Unix seconds")
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"


class IdempotentAnswer(models.Model):
    """The first answer to a request that carried an `Idempotency-Key`; no status: at work."""

    scope = models.CharField(max_length=40, help_text="the user's id, or anonymous")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    started_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "key"], name="idempotent_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"
