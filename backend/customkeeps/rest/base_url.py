"""The address under which the caller reached us."""

from django.http import HttpRequest
from rest_framework.request import Request


def base_url(request: Request | HttpRequest) -> str:
    """Scheme and host without a trailing slash: `https://shop.example`."""
    return f"{request.scheme}://{request.get_host()}"
