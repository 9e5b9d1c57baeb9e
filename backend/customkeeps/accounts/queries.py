"""Who is behind a token, and how a person is shown to themselves."""

from typing import Any
from uuid import UUID

from rest_framework_simplejwt.tokens import Token

from customkeeps.accounts.models import User
from customkeeps.rest.times import to_iso


def find_user_of_token(token: Token) -> User | None:
    """The active user whose password is still the token's, its session going on; one statement."""
    users = User.objects.filter(
        pk=token["user_id"], token_version=token["token_version"], is_active=True
    )
    if "sid" in token:
        users = users.filter(sessions__id=UUID(token["sid"]), sessions__revoked_at=None)
    return users.first()


def user_as_dict(user: User) -> dict[str, Any]:
    """The profile as its owner sees it."""
    return {
        "id": user.pk,
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "phone": user.phone,
        "email_verified": user.email_verified_at is not None,
        "pending_email": user.pending_email,
        "is_staff": user.is_staff,
        "is_guest": user.is_guest,
        "date_joined": to_iso(user.date_joined),
    }
