"""How the storefront's built files leave: how long they are kept, and what they may do."""

from wsgiref.headers import Headers

BUILT_FILES = "/assets/"
# The built page without its nonce runs nothing; a drawing opened by itself is only a drawing.
INERT = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
FOR_EVER = "public, max-age=31536000, immutable"


def keep_built_files(headers: Headers, _path: str, url: str) -> None:
    """For WhiteNoise: built files are named by their content, so an address never changes."""
    if url.startswith(BUILT_FILES):
        headers["Cache-Control"] = FOR_EVER
    if url.endswith((".html", ".svg")):
        headers["Content-Security-Policy"] = INERT
