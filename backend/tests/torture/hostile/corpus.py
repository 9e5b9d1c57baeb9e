"""All hostile uploads."""

from tests.torture.hostile import jpegs, others, pngs
from tests.torture.hostile.upload import Family, Upload

MOST_BYTES = 5 * 1024 * 1024
STARTS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}
FAMILIES: tuple[Family, ...] = (
    *(pngs.bombs, pngs.hiding, pngs.broken, pngs.animated, pngs.odd_modes),
    *(jpegs.bombs, jpegs.hiding, jpegs.broken, jpegs.several_and_odd),
    *(others.polyglots, others.of_other_types, others.damaged, others.addresses),
)


def corpus() -> list[Upload]:
    uploads = [upload for family in FAMILIES for upload in family()]
    names = [upload.name for upload in uploads]
    if len(set(names)) < len(names):
        raise ValueError(f"used twice: {sorted(name for name in names if names.count(name) > 1)}")
    return uploads


def some_of(uploads: list[Upload], opened: int) -> list[Upload]:
    """Every one that no process has to open, and so many of the others, of all families alike."""
    cheap = [each for each in uploads if not is_opened(each)]
    rest = [each for each in uploads if is_opened(each) and not each.heavy]
    heavy = [each for each in uploads if each.heavy]
    step = max(1, len(rest) // opened)
    return cheap + rest[::step] + heavy[:: max(1, len(heavy) // 2)]


def is_opened(upload: Upload) -> bool:
    """What is too long, or begins as nothing that is taken, starts no process."""
    if upload.url or len(upload.data) > MOST_BYTES:
        return False
    return upload.data.startswith(STARTS[upload.declared])
