"""A member of the staff at the admin's pages."""

import requests
from django.contrib.auth.hashers import make_password

from customkeeps.accounts.models import User
from tests.running_shop import RunningShop

PASSWORD = "keep-it-custom-42"


class Staff:
    """Logged in, and allowed everything. May be used by many threads at once."""

    def __init__(self, shop: RunningShop, username: str = "petra") -> None:
        self.shop = shop
        person = User(
            username=username,
            username_key=username,
            password=make_password(PASSWORD),
            is_staff=True,
            is_superuser=True,
        )
        User.objects.using(shop.alias).bulk_create([person])
        self.cookies = self._log_in(username)

    def give_back(self, order_pk: int, amount: str, left: str) -> int:
        """The refund page, sent: 302 when it was taken or refused in words, 200 when it was not."""
        form = {"amount": amount, "left": left, "reason": "Smudged"}
        return self._post(f"/admin/orders/order/{order_pk}/refund/", form)

    def cancel(self, order_pk: int) -> int:
        return self._post(f"/admin/orders/order/{order_pk}/cancel/", {})

    def deactivate(self, user: User) -> int:
        """The person's page, saved without the tick at "active"."""
        form = {"username": user.username, "email": user.email}
        return self._post(f"/admin/accounts/user/{user.pk}/change/", form)

    def _log_in(self, username: str) -> dict[str, str]:
        with requests.Session() as browser:
            address = f"{self.shop.url}/admin/login/"
            browser.get(address, timeout=30).raise_for_status()
            token = browser.cookies["csrftoken"]
            form = {"username": username, "password": PASSWORD, "csrfmiddlewaretoken": token}
            answer = browser.post(address, form, timeout=30, allow_redirects=False)
            assert answer.status_code == 302, answer.text
            return dict(browser.cookies)

    def _post(self, path: str, form: dict[str, str]) -> int:
        sent = form | {"csrfmiddlewaretoken": self.cookies["csrftoken"]}
        answer = requests.post(
            self.shop.url + path, sent, cookies=self.cookies, timeout=30, allow_redirects=False
        )
        return answer.status_code
