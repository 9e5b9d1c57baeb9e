"""Find the blank product behind a view's code, whether rendered from a model or drawn."""

from functools import lru_cache

from . import drawings, passes
from .blank import Blank


@lru_cache(maxsize=6)
def load_blank(view: str, width_px: int) -> Blank:
    """The decoded view at this width; about 28 MB at 1000 px, so only a few are kept.

    Raises LookupError for a code that is neither rendered nor drawn, ValueError for a width
    outside 16 to 2400 px.
    """
    if not 16 <= width_px <= 2400:
        message = f"A picture is 16 to 2400 px wide, not {width_px}."
        raise ValueError(message)
    if view in passes.views():
        return passes.load(view, width_px)
    if view in drawings.views():
        return drawings.load(view, width_px)
    message = f"There is no view {view!r}."
    raise LookupError(message)


def all_views() -> list[str]:
    """Every code that `composite` takes."""
    return sorted([*passes.views(), *drawings.views()])
