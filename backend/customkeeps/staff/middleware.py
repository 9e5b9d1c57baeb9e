"""The door of the staff's pages: ends what was left open, and asks for the second factor."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from customkeeps.rest.errors import DATABASE_AWAY
from customkeeps.rest.middleware import database_away
from customkeeps.staff.second_factor import phone_of

BEGAN, SEEN, TOLD = "staff_began_at", "staff_seen_at", "staff_told"
# How often a session is written only because it is in use.
GRAIN_SECONDS = 60
WITHOUT = (
    "This is a demonstration: it lets staff in with a password alone. A shop in production asks "
    "for a second factor."
)
IDLE = "You were logged out, because nobody had worked here for a while."


class StaffDoorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            return self.get_response(request)
        try:
            refusal = self._refusal(request)
        except DATABASE_AWAY as error:  # which Django hands to other middleware from views only
            return database_away(request, error)
        return refusal or self.get_response(request)

    def _refusal(self, request: HttpRequest) -> HttpResponseBase | None:
        """Where to send whoever may not enter like this; None for who may, and who is nobody."""
        if not request.user.is_authenticated:
            return None
        if _is_over(request):
            logout(request)
            messages.warning(request, IDLE)
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return self._to_second_factor(request)

    def _to_second_factor(self, request: HttpRequest) -> HttpResponseRedirect | None:
        if request.path_info in _open_to_all() or request.user.is_verified():  # type: ignore[union-attr]  # django-otp's
            return None
        if settings.STAFF_SECOND_FACTOR or phone_of(request.user) is not None:  # type: ignore[arg-type]  # is authenticated
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('second-factor')}?{query}")
        if settings.DEMO and not request.session.get(TOLD):
            request.session[TOLD] = True
            messages.info(request, WITHOUT)
        return None


def _open_to_all() -> tuple[str, ...]:
    return (
        reverse("second-factor"),
        reverse("admin:login"),
        reverse("admin:logout"),
        reverse("admin:jsi18n"),
    )


def _is_over(request: HttpRequest) -> bool:
    """Whether the session has rested too long, or is too old; if not, it is seen now."""
    now = time.time()
    began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
    if (
        now - seen > settings.STAFF_IDLE_MINUTES * 60
        or now - began > settings.STAFF_LOGIN_HOURS * 3600
    ):
        return True
    if SEEN not in request.session or now - seen > GRAIN_SECONDS:
        request.session[BEGAN], request.session[SEEN] = began, now
    return False
