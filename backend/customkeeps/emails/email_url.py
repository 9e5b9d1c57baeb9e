"""EMAIL_URL as Django's settings: how e-mails leave the shop."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

# No answer within this many seconds is a mail server that is away.
TIMEOUT_SECONDS = 10
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
MISSING = "customkeeps.emails.delivery.MissingServer"
# Providers whose API takes one key, by scheme, and what django-anymail calls that key.
KEY_OF = {
    "brevo": "API_KEY",
    "mailersend": "API_TOKEN",
    "mailgun": "API_KEY",
    "postmark": "SERVER_TOKEN",
    "resend": "API_KEY",
    "sendgrid": "API_KEY",
    "sparkpost": "API_KEY",
}


def read_email_url(url: str, *, only_mailbox: bool) -> Mapping[str, Any]:
    """Settings by name. `only_mailbox`: without a URL, mails are for `/dev/mail/` alone.

    `smtp+tls://user:password@host:587` and its kin, `consolemail://`, `postmark://KEY?option=…`.
    Raises ImproperlyConfigured.
    """
    if not url:
        return {"EMAIL_BACKEND": NOWHERE if only_mailbox else MISSING}
    if (scheme := url.partition(":")[0].lower()) in KEY_OF:
        return _provider(scheme, url)
    try:
        return {"EMAIL_TIMEOUT": TIMEOUT_SECONDS, **environ.Env.email_url_config(url)}
    except (environ.ImproperlyConfigured, ValueError) as error:
        raise ImproperlyConfigured(f"EMAIL_URL is not understood: {error}") from error


def _provider(scheme: str, url: str) -> Mapping[str, Any]:
    parts = urlsplit(url)
    if not parts.netloc:
        raise ImproperlyConfigured(f"EMAIL_URL names no key: {scheme}://KEY")
    options = {name.upper(): value for name, value in parse_qsl(parts.query)}
    options[KEY_OF[scheme]] = unquote(parts.netloc)
    return {
        "EMAIL_BACKEND": f"anymail.backends.{scheme}.EmailBackend",
        "ANYMAIL": {
            "REQUESTS_TIMEOUT": TIMEOUT_SECONDS,
            **{f"{scheme.upper()}_{name}": value for name, value in options.items()},
        },
    }
