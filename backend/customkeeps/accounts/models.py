"""Users and the browsers they are logged in with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password, make_password
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

TAKEN = "That username is taken. Choose another one."


def username_key(username: str) -> str:
    """What makes two usernames the same: letter case and Unicode form do not count."""
    composed = unicodedata.normalize("NFKC", username)
    return unicodedata.normalize("NFKC", composed.casefold())


class AccountManager(UserManager["User"]):
    """Finds a user by name in any spelling; the shop's log-in, the admin's and commands use it."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username_key=username_key(username or ""))


class User(AbstractUser):
    """A person. Tokens carry `token_version`: those of an older one are good for nothing.

    A guest has no password and no rights; `email` is where the mails of the last order went.
    `pending_email`: what an account's address shall be, once a link mailed to it is opened.
    `merged_into`: the account whose owner the guest turned out to be, until all has moved there.
    """

    # Case folding makes at most three characters of one.
    username_key = models.CharField(max_length=450, unique=True, editable=False)
    phone = models.CharField(max_length=32, blank=True)
    email_verified_at = models.DateTimeField(null=True, blank=True)
    pending_email = models.EmailField(blank=True, default="", db_default="", editable=False)
    token_version = models.PositiveIntegerField(default=0, editable=False)
    # The default is the database's too, so that an older program may still write users.
    is_guest = models.BooleanField(default=False, db_default=False, editable=False)
    merged_into: Any = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="merged_guests",
    )

    objects: ClassVar[AccountManager] = AccountManager()
    _password: str | None

    class Meta(AbstractUser.Meta):
        indexes = [
            models.Index(fields=["date_joined"], condition=Q(is_guest=True), name="guests_by_age"),
            models.Index(Lower("email"), name="user_by_email"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_guest=False)
                | Q(
                    is_staff=False,
                    is_superuser=False,
                    password__startswith=UNUSABLE_PASSWORD_PREFIX,
                ),
                name="guest_has_no_password_or_rights",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        namesakes = User.objects.filter(username_key=username_key(self.username))
        if namesakes.exclude(pk=self.pk).exists():
            raise ValidationError({"username": TAKEN})

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Keeps `username_key` true, and ends all tokens when the password has changed, and of an
        account that is not active, so that none is good again once it is. Whoever asked for another
        address with one of them asked in vain.
        """
        self.username_key = username_key(self.username)
        # Django sets `_password` in set_password.
        has_ended = not self._state.adding and (self._password is not None or not self.is_active)
        if has_ended:
            self.token_version = F("token_version") + 1
            self.pending_email = ""
        if update_fields is not None:
            update_fields = {
                *update_fields,
                *(["token_version", "pending_email"] if has_ended else []),
            }
            if "username" in update_fields:
                update_fields.add("username_key")
        super().save(*args, update_fields=update_fields, **kwargs)
        if has_ended:
            self.refresh_from_db(fields=["token_version"])
            self.end_sessions()

    def check_password(self, raw_password: str | None) -> bool:
        """Renews an outdated hash; not where the password was changed, or the account erased, at
        the same moment, which Django's own would undo, or fail at.
        """

        def renew(password: str) -> None:
            renewed = make_password(password)
            same = User.objects.filter(pk=self.pk, password=self.password)
            if same.update(password=renewed):
                self.password = renewed

        return check_password(raw_password, self.password, renew)

    def end_sessions(self) -> None:
        """So that none is listed that is good for nothing any more."""
        self.sessions.filter(revoked_at=None).update(revoked_at=timezone.now())

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """The admin's sessions end with the tokens, not with the password only."""
        text = f"{self.password}{self.token_version}"
        salt = "customkeeps.accounts.session"
        return salted_hmac(salt, text, secret=secret, algorithm="sha256").hexdigest()


class Session(models.Model):
    """One browser's log-in: the family of refresh tokens that follow one another."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    token_id = models.CharField(max_length=32, help_text="of the refresh token that is good now")
    previous_token_id = models.CharField(max_length=32, blank=True)
    rotated_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    revoked_at = models.DateTimeField(null=True)
    # The defaults are the database's too, so that an older program may still write sessions.
    device = models.CharField(
        max_length=60, blank=True, db_default="", help_text="such as Firefox on Windows"
    )
    network = models.CharField(
        max_length=43, blank=True, db_default="", help_text="where the log-in came from"
    )

    def __str__(self) -> str:
        return f"session {self.pk}"


class Address(models.Model):
    """Where somebody wants parcels to go. `country`: ISO 3166, two letters."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="addresses")
    name = models.CharField(max_length=100)
    line1 = models.CharField(max_length=120)
    line2 = models.CharField(max_length=120, blank=True)
    city = models.CharField(max_length=80)
    province = models.CharField(max_length=80, blank=True)
    postal_code = models.CharField(max_length=12)
    country = models.CharField(max_length=2)
    phone = models.CharField(max_length=32, blank=True)
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "addresses"
        ordering = ["-is_default", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(is_default=True), name="address_one_default_a_user"
            ),
            models.CheckConstraint(
                condition=Q(country__regex=r"^[A-Z]{2}$"), name="address_country_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.city}"
