"""Callers of the API."""

from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from customkeeps.accounts.models import User
from customkeeps.accounts.tokens import token_for


class ShopClient(APIClient):
    """Sends JSON; `client_for` gives it somebody's token."""

    default_format = "json"


def client_for(user: User | None) -> ShopClient:
    """A program that calls with a token of the user's, or with none."""
    client = ShopClient()
    if user is not None:
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_for(AccessToken, user)}")
    return client
