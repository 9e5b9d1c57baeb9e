"""The process that opens one uploaded file: `python -m customkeeps.designs.picture_worker png`.

The file comes by stdin. To stdout goes one line of JSON, either `{"error": sentence}` or the
picture's measures, then the picture's bytes and its thumbnail's. With `look` or `shrink` after the
format, the file is one that is stored already, and only its facts are told, or only the bytes of
its copy for screens.
"""

import contextlib
import json
import resource
import signal
import sys
from dataclasses import asdict
from math import ceil
from typing import Any

# The plugin that writes thumbnails is named here, or else Pillow looks for it in all it has.
from PIL import Image, WebPImagePlugin  # noqa: F401 (imported for what it registers)

from customkeeps.designs.pictures import (
    TOO_HEAVY,
    InvalidPictureError,
    look_at,
    normalise,
    screen_copy,
)

MEMORY_BYTES = 380 * 1024 * 1024
# The kernel ends it at the next whole second, where it does not end by itself: starting and being
# cleaned away take some too.
WORK_SECONDS = 1.7
# A stored file is one that we have written ourselves, and may be larger than what was sent.
STORED_MEMORY_BYTES, STORED_SECONDS = 512 * 1024 * 1024, 5
LOOK, SHRINK = "look", "shrink"


def main(declared_format: str, task: str = "") -> None:
    # `pictures` has a limit of its own, with a sentence the shopper understands.
    Image.MAX_IMAGE_PIXELS = None
    if task == SHRINK:
        _limit(STORED_MEMORY_BYTES, STORED_SECONDS)
        sys.stdout.buffer.write(screen_copy(sys.stdin.buffer.read(), declared_format))
        return
    _limit()
    try:
        (_look if task == LOOK else _normalise)(sys.stdin.buffer.read(), declared_format)
    except InvalidPictureError as error:
        _write({"error": str(error)})
    except MemoryError:
        _write({"error": TOO_HEAVY})


def _normalise(data: bytes, declared_format: str) -> None:
    picture = normalise(data, declared_format)
    _write(
        {
            "format": picture.format,
            "width_px": picture.width_px,
            "height_px": picture.height_px,
            "size_bytes": len(picture.content),
            "facts": asdict(picture.facts),
        },
        picture.content,
        picture.thumbnail,
    )


def _look(data: bytes, declared_format: str) -> None:
    _write({"facts": asdict(look_at(data, declared_format))})


def _limit(memory_bytes: int = MEMORY_BYTES, seconds: float = WORK_SECONDS) -> None:
    signal.setitimer(signal.ITIMER_PROF, seconds)
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, ceil(seconds)),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS refuses some of these; the time limit of the caller holds there too.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _write(header: dict[str, Any], *parts: bytes) -> None:
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + b"".join(parts))


if __name__ == "__main__":
    main(*sys.argv[1:])
