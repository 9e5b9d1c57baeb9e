"""`26 Nov 2026, 14:05`: short, and day and month cannot be mixed up."""

DATE_FORMAT = "j M Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j M Y, H:i"
