"""People: users, tokens, sessions."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "customkeeps.accounts"
    verbose_name = "People"
