"""Requests that a cookie could authorise must come from pages of ours."""

from urllib.parse import urlsplit

from django.conf import settings
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from customkeeps.rest.base_url import base_url
from customkeeps.rest.errors import Forbidden

OUR_SITES = ("same-origin", "same-site")


class FromOurPages(BasePermission):
    """`Origin` is ours or allowed by CORS; without one, `Sec-Fetch-Site` must say it is ours."""

    def has_permission(self, request: Request, view: APIView) -> bool:  # noqa: ARG002 (given)
        origin = request.headers.get("Origin")
        if origin is None:
            is_ours = request.headers.get("Sec-Fetch-Site") in OUR_SITES
        else:
            public = urlsplit(settings.PUBLIC_URL)
            ours = (f"{public.scheme}://{public.netloc}", base_url(request))
            is_ours = origin in ours or origin in settings.CORS_ALLOWED_ORIGINS
        if not is_ours:
            raise Forbidden("wrong_origin", "Please use the shop's own pages for that.")
        return True
