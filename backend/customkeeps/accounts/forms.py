"""The staff's log-in, and the accounts they open for others."""

from typing import Any

from django import forms
from rest_framework.exceptions import Throttled
from unfold.forms import AuthenticationForm, UserCreationForm
from unfold.widgets import UnfoldAdminEmailInputWidget

from customkeeps.accounts.actions import WrongCredentials, log_in
from customkeeps.accounts.hashing import TooManyAtOnce
from customkeeps.rest.client_address import client_address


class StaffLoginForm(AuthenticationForm):
    """The admin's log-in counts against the same limits as the shop's."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        username, password = data.get("username"), data.get("password")
        if not (username and password):
            return data
        try:
            self.user_cache = log_in(
                username=username, password=password, address=client_address(self.request)
            )
        except WrongCredentials:
            raise self.get_invalid_login_error() from None
        except TooManyAtOnce as refused:
            raise forms.ValidationError(str(refused.detail)) from None
        except Throttled as refused:
            minutes = -(-int(getattr(refused, "wait", None) or 60) // 60)
            raise forms.ValidationError(
                f"Too many tries. Wait {minutes} minutes and try again."
            ) from None
        self.confirm_login_allowed(self.user_cache)
        return data


class NewUserForm(UserCreationForm):
    """As in the shop, an account has an e-mail address, or its password could not be reset."""

    email = forms.EmailField(label="E-mail address", widget=UnfoldAdminEmailInputWidget)

    def clean_username(self) -> str:
        """Whether it is taken, in any spelling, the model tells."""
        return str(self.cleaned_data["username"])
