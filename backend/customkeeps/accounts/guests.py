"""Shoppers without an account: users like others, but for the password that they never have."""

from uuid import uuid4

from customkeeps.accounts.models import Session, User
from customkeeps.accounts.sessions import begin_session
from customkeeps.rest.throttling import Limit, count

# A household or an office may be behind one address; a browser needs one for its whole visit.
GUESTS = Limit("guests", times=60, seconds=3600)


def start_guest_session(*, address: str) -> Session:
    """A new guest, with this browser's session. Raises Throttled (429, by the client's address)."""
    count(GUESTS, address)
    guest = User(username=f"guest-{uuid4().hex}", is_guest=True)
    guest.set_unusable_password()
    guest.save(force_insert=True)
    return begin_session(guest)


def remember_email(*, user: User, email: str) -> None:
    """Where a guest wants to hear of the order; an account's own address stays as it is."""
    if email and user.is_guest and user.email != email:
        User.objects.filter(pk=user.pk, is_guest=True).update(email=email)
