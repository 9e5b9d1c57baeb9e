"""What a page is made of, apart from its words."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

LINKS = ("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href")
SCHEMES = {"", "http", "https", "mailto"}


class Bones(HTMLParser):
    """Tags with the names of their attributes, in order; and addresses of another kind."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[tuple[str, ...]] = []
        self.strange: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, *(name for name, _value in attrs)))
        for name, value in attrs:
            if name in LINKS and urlsplit(value or "").scheme not in SCHEMES:
                self.strange.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 (HTMLParser's)
        self.parts.append(("comment",))
