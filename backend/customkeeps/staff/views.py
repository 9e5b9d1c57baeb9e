"""The page of the second factor: to set it up, to enter it, and to renew the recovery codes."""

from typing import Any, cast

import django_otp
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import user_passes_test
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from rest_framework.exceptions import Throttled

from customkeeps.accounts.models import User
from customkeeps.staff import second_factor
from customkeeps.staff.second_factor import WrongCodeError

WRONG = "That code is not right. It changes every 30 seconds: look again."
# In the session: the id of the phone that this log-in sets up.
BEGUN = "staff_phone"
TOO_MANY = "Too many tries. Wait a quarter of an hour and try again."


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


def _is_staff(user: Any) -> bool:
    return bool(user.is_active and user.is_staff)


@never_cache
@require_http_methods(["GET", "POST"])
@user_passes_test(_is_staff, login_url=reverse_lazy("admin:login"))
def second_factor_view(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    if user.is_verified():  # type: ignore[attr-defined]  # django-otp's
        return _renew(request, user)
    if second_factor.phone_of(user) is None:
        return _set_up(request, user)
    return _enter(request, user)


def _set_up(request: HttpRequest, user: User) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            phone, codes = second_factor.confirm_phone(
                user=user, code=form.cleaned_data["code"], begun=request.session.get(BEGUN)
            )
        except (WrongCodeError, Throttled) as refused:
            form.add_error("code", _words(refused))
        else:
            _let_in(request, phone)
            return _page(request, "Recovery codes", codes=codes, next=_next(request))
    phone = second_factor.new_phone(user, request.session.get(BEGUN))
    request.session[BEGUN] = phone.pk
    drawn, secret = second_factor.as_qr(phone), second_factor.as_text(phone)
    return _page(request, "Set up your second factor", form=form, qr=drawn, secret=secret)


def _enter(request: HttpRequest, user: User) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _let_in(request, second_factor.enter(user=user, code=form.cleaned_data["code"]))
        except (WrongCodeError, Throttled) as refused:
            form.add_error("code", _words(refused))
        else:
            return redirect(_next(request))
    return _page(request, "Your second factor", form=form)


def _renew(request: HttpRequest, user: User) -> HttpResponse:
    if request.method == "POST":
        codes = second_factor.renew_codes(user=user)
        return _page(request, "Recovery codes", codes=codes, next=_next(request))
    left = second_factor.codes_left(user)
    return _page(request, "Your second factor", is_set_up=True, codes_left=left)


def _let_in(request: HttpRequest, device: Any) -> None:
    """As after a log-in, the session gets a new key."""
    request.session.cycle_key()
    django_otp.login(request, device)


def _words(refused: Exception) -> str:
    return TOO_MANY if isinstance(refused, Throttled) else WRONG


def _next(request: HttpRequest) -> str:
    """Where the staff member was going, when that is one of the staff's pages."""
    wanted = request.GET.get("next", "")
    home = f"/{settings.ADMIN_PATH}"
    is_ours = url_has_allowed_host_and_scheme(wanted, None) and wanted.startswith(home)
    return wanted if is_ours else home


def _page(request: HttpRequest, title: str, **more: Any) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": title, **more}
    return render(request, "staff/second_factor.html", context)
