"""Find the blank product behind a view's code, whether rendered from a model or drawn."""

from functools import lru_cache

from . import passes
from .blank import Blank


@lru_cache(maxsize=6)
def load_blank(view: str, width_px: int) -> Blank:
    """The decoded view at this width; about 28 MB at 1000 px, so only a few are kept.

    Raises LookupError for an unknown code, ValueError for a width outside 16 to 2400 px.
    """
    if not 16 <= width_px <= 2400:
        message = f"A picture is 16 to 2400 px wide, not {width_px}."
        raise ValueError(message)
    if view not in passes.views():
        message = f"There is no view {view!r}."
        raise LookupError(message)
    return passes.load(view, width_px)
