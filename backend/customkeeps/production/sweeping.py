"""Print files that no row names: of erased designs, and of workers that died."""

import re
from collections.abc import Iterable
from functools import partial

from customkeeps.designs.erasing import drop_unneeded
from customkeeps.designs.sweeping import Kind, sweep_files
from customkeeps.production.models import FOLDER, PrintFile


def sweep_print_files(*, dry_run: bool = False) -> int:
    """Delete them, and halves of files, once they are old enough. Returns how many there were."""
    return sweep_files([PRINTS], dry_run=dry_run)


def _known(hashes: Iterable[str]) -> set[str]:
    known = PrintFile.objects.filter(sha256__in=list(hashes))
    return set(known.values_list("sha256", flat=True))


def _is_needed(sha256: str) -> bool:
    return PrintFile.objects.filter(sha256=sha256).exists()


PRINTS = Kind(
    FOLDER,
    re.compile(r"(?P<sha256>[0-9a-f]{64})\.(png|pdf)"),
    _known,
    partial(drop_unneeded, is_needed=_is_needed),
)
