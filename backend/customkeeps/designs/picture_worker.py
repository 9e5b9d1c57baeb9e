"""The process that opens one uploaded file: `python -m customkeeps.designs.picture_worker png`.

The file comes by stdin. To stdout goes one line of JSON, either `{"error": sentence}` or the
picture's measures, then the picture's bytes and its thumbnail's. With `look` after the format, the
file is one that is stored already, and only its facts are told.
"""

import contextlib
import json
import resource
import signal
import sys
from dataclasses import asdict
from typing import Any

# The plugin that writes thumbnails is named here, or else Pillow looks for it in all it has.
from PIL import Image, WebPImagePlugin  # noqa: F401 (imported for what it registers)

from customkeeps.designs.pictures import TOO_HEAVY, InvalidPictureError, look_at, normalise

MEMORY_BYTES = 380 * 1024 * 1024
CPU_SECONDS = 2
# Ends it a little sooner: of the two seconds, starting and being cleaned away take some too.
WORK_SECONDS = 1.7


LOOK = "look"


def main(declared_format: str, task: str = "") -> None:
    _limit()
    # `pictures` has a limit of its own, with a sentence the shopper understands.
    Image.MAX_IMAGE_PIXELS = None
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


def _limit() -> None:
    signal.setitimer(signal.ITIMER_PROF, WORK_SECONDS)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
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
