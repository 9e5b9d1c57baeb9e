"""Where the staff's style sheets and script are: addresses carry a hash, so the theme asks."""

from django.http import HttpRequest
from django.templatetags.static import static


def style_sheet(_request: HttpRequest) -> str:
    return static("admin_pages/staff.css")


def pages_style_sheet(_request: HttpRequest) -> str:
    return static("admin_pages/pages.css")


def expressions(_request: HttpRequest) -> str:
    return static("admin_pages/expressions.js")


def script(_request: HttpRequest) -> str:
    return static("admin_pages/staff.js")


def no_colors(_request: HttpRequest) -> dict[str, dict[str, str]]:
    """They stand in staff.css: the theme would write them into each page, as an inline style."""
    return {}
