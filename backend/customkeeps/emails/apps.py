"""The shop's e-mails, and a word at deployment when none would leave."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004 (Django's name)

from customkeeps.emails.email_url import MISSING


class EmailsConfig(AppConfig):
    name = "customkeeps.emails"
    verbose_name = "E-mails"

    def ready(self) -> None:
        register(check_that_mails_leave, deploy=True)


def check_that_mails_leave(**_: Any) -> list[CheckMessage]:
    if settings.EMAIL_BACKEND != MISSING:
        return []
    hint = "Until then they wait in the outbox, and are given up after three days."
    return [Warning("EMAIL_URL is not set: no e-mail leaves.", hint=hint, id="emails.W001")]
