"""Uploaded files are opened in a process of their own, bounded in memory, time and number.

A fresh process for each file: nothing of one upload can reach the next, a hostile file ends with
its process, and neither threads nor the way the shop is served matter.
"""

import json
import subprocess
import sys
import threading

from django.conf import settings

from customkeeps.designs.pictures import InvalidPictureError, Picture
from customkeeps.rest.errors import Unavailable

WALL_SECONDS = 30
WAIT_SECONDS = 15
AT_ONCE = threading.BoundedSemaphore(2)
UNREADABLE = (
    "We could not open this picture. Save it again as a PNG or JPEG and choose the new file."
)


def normalise_bounded(data: bytes, declared_format: str) -> Picture:
    """`pictures.normalise` in a worker process.

    Raises InvalidPictureError, and Unavailable when too many pictures are being opened already.
    """
    if not AT_ONCE.acquire(timeout=WAIT_SECONDS):
        raise Unavailable(
            "pictures_busy",
            "Many pictures are arriving just now. Try again in a moment.",
            retry_after=10,
        )
    try:
        answer = _run(data, declared_format)
    finally:
        AT_ONCE.release()
    line, _, content = answer.partition(b"\n")
    header = json.loads(line)
    if "error" in header:
        raise InvalidPictureError(header["error"])
    size = header.pop("size_bytes")
    return Picture(**header, content=content[:size], thumbnail=content[size:])


def _run(data: bytes, declared_format: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and module; the format is one of two)
            [sys.executable, "-m", "customkeeps.designs.picture_worker", declared_format],
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=True,
            cwd=settings.BACKEND_DIR,
            env={},  # the shop's keys are none of a decoder's business
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise InvalidPictureError(UNREADABLE) from error
    return done.stdout
