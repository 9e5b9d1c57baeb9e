"""`/dev/mail/`: every mail of the shop, sent or not, to look at where nobody's real ones are."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from customkeeps.emails.delivery import message_of
from customkeeps.emails.models import OutboxMail

SHOWN = 100
View = Callable[..., HttpResponseBase]


def in_development(view: View) -> View:
    """Not there at all in production."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        if not (settings.DEBUG or settings.DEMO):
            raise Http404
        return never_cache(require_safe(view))(request, *args, **options)

    return guarded


@in_development
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest mails."""
    mails = OutboxMail.objects.all()[:SHOWN]
    return render(request, "emails/mailbox.html", {"mails": mails, "shown": SHOWN})


@in_development
def one_mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """A mail as HTML, as plain text, and its headers."""
    mail = get_object_or_404(OutboxMail, pk=mail_id)
    headers = message_of(mail).message().items() if mail.is_written else ()
    return render(request, "emails/mailbox_mail.html", {"mail": mail, "headers": headers})
