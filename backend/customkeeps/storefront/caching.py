"""How long browsers may keep the storefront's built files."""

from wsgiref.headers import Headers

BUILT_FILES = "/assets/"
FOR_EVER = "public, max-age=31536000, immutable"


def keep_built_files(headers: Headers, _path: str, url: str) -> None:
    """For WhiteNoise: built files are named by their content, so an address never changes."""
    if url.startswith(BUILT_FILES):
        headers["Cache-Control"] = FOR_EVER
