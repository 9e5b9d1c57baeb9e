"""Where somebody is logged in: enough to know one's own devices by, and no more of people."""

from ipaddress import ip_network
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from customkeeps.accounts.models import Session, User
from customkeeps.rest.errors import NotFound
from customkeeps.rest.times import to_iso

# What is found first counts: most browsers name others besides themselves.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
UNKNOWN = "Unknown device"
PREFIXES = {4: 24, 6: 48}


def device_name(user_agent: str) -> str:
    """`Firefox on Windows`; what else a browser tells of itself is not kept."""
    found = [
        next((name for mark, name in marks if mark in user_agent), "")
        for marks in (BROWSERS, SYSTEMS)
    ]
    return " on ".join(filter(None, found)) or UNKNOWN


def network_of(address: str) -> str:
    """`203.0.113.0/24`: the neighbourhood of an address, not the household. Empty when unknown."""
    try:
        network = ip_network(address)
    except ValueError:
        return ""
    return str(network.supernet(new_prefix=PREFIXES[network.version]))


def devices_of(user: User) -> QuerySet[Session]:
    """Sessions that go on, the latest used first."""
    sessions = Session.objects.filter(user=user, revoked_at=None, expires_at__gt=timezone.now())
    return sessions.order_by("-last_used_at", "pk")


def device_as_dict(session: Session, *, current_id: str) -> dict[str, Any]:
    """`current_id`: the session that asks, as its token names it."""
    return {
        "id": str(session.pk),
        "device": session.device or UNKNOWN,
        "network": session.network,
        "created_at": to_iso(session.created_at),
        "last_used_at": to_iso(session.last_used_at),
        "is_current": session.pk.hex == current_id,
    }


def log_out_device(*, user: User, device_id: UUID) -> None:
    """Its tokens are refused from now on. Raises NotFound (404)."""
    if not devices_of(user).filter(pk=device_id).update(revoked_at=timezone.now()):
        raise NotFound
