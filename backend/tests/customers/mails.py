"""What people find in their mailboxes."""

from customkeeps.emails.models import Kind, OutboxMail


def link_tokens(kind: Kind, to: str) -> list[list[str]]:
    """What stands behind the page's name in each link mailed to an address, oldest first."""
    mails = OutboxMail.objects.filter(kind=kind, to=to).order_by("created_at")
    return [mail.context["path"].split("/")[3:] for mail in mails]


def confirmation(to: str) -> str:
    """The newest token that confirms an address."""
    [token] = link_tokens(Kind.EMAIL_VERIFY, to)[-1]
    return token
