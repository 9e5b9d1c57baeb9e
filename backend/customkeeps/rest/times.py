"""How the API writes instants."""

from datetime import UTC, datetime


def from_text(text: str) -> datetime:
    """An instant that a database wrote as text within JSON; SQLite leaves its zone, UTC, out."""
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def to_iso(instant: datetime) -> str:
    """ISO 8601 in UTC, to the millisecond: `2026-11-22T23:55:00.123Z`."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
