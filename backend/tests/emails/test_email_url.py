"""EMAIL_URL: by SMTP, by a provider's API, to the console, or nowhere."""

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured

from customkeeps.emails.apps import check_that_mails_leave
from customkeeps.emails.email_url import read_email_url

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def test_smtp_with_encryption() -> None:
    settings = read_email_url(
        "smtp+tls://shop%40x:p%2Fw%2B1@mail.example.com:587", only_mailbox=False
    )
    assert settings["EMAIL_BACKEND"] == SMTP
    assert settings["EMAIL_USE_TLS"] is True
    assert settings["EMAIL_TIMEOUT"] == 10
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD")
    assert [settings[name] for name in names] == ["mail.example.com", 587, "shop@x", "p/w+1"]


def test_a_providers_api() -> None:
    assert read_email_url(
        "mailgun://key-1%2F2?sender_domain=mg.example.com", only_mailbox=False
    ) == {
        "EMAIL_BACKEND": "anymail.backends.mailgun.EmailBackend",
        "ANYMAIL": {
            "REQUESTS_TIMEOUT": 10,
            "MAILGUN_API_KEY": "key-1/2",
            "MAILGUN_SENDER_DOMAIN": "mg.example.com",
        },
    }


def test_to_the_console() -> None:
    backend = read_email_url("consolemail://", only_mailbox=True)["EMAIL_BACKEND"]
    assert backend == "django.core.mail.backends.console.EmailBackend"


def test_without_one_mails_are_for_the_mailbox_alone_or_wait() -> None:
    assert read_email_url("", only_mailbox=True) == {
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"
    }
    assert read_email_url("", only_mailbox=False) == {
        "EMAIL_BACKEND": "customkeeps.emails.delivery.MissingServer"
    }


@pytest.mark.parametrize(
    "url", ["pigeon://loft", "postmark://", "smtp://host:port", "mail.example.com"]
)
def test_what_is_not_understood_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        read_email_url(url, only_mailbox=True)


def test_deployment_is_warned_where_no_mail_leaves(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = read_email_url("", only_mailbox=False)["EMAIL_BACKEND"]
    assert [warning.id for warning in check_that_mails_leave()] == ["emails.W001"]
    settings.EMAIL_BACKEND = SMTP
    assert check_that_mails_leave() == []
