"""What browsers are told they may do with an answer: one policy for each part of the site."""

from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class BrowserPoliciesMiddleware(CSPMiddleware):
    """django-csp with a policy by the address's beginning; the permissions policy beside it."""

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # noqa: FBT001, FBT002 (django-csp's signature)
    ) -> PolicyParts:
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None:
            parts.config = policy_of(request.path_info)
        return parts

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        answer: HttpResponseBase = super().process_response(request, response)
        return answer


def policy_of(path: str) -> dict[str, Any] | None:
    """The policy of the longest beginning that fits; None leaves the shop's own."""
    fitting = [start for start in settings.CSP_BY_PREFIX if path.startswith(start)]
    return settings.CSP_BY_PREFIX[max(fitting, key=len)] if fitting else None
