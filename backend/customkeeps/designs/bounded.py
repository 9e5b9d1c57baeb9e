"""Uploaded files are opened in a process of their own, bounded in memory, time and number.

A fresh process for each file: nothing of one upload can reach the next, a hostile file ends with
its process, and neither threads nor the way the shop is served matter.
"""

import json
import logging
import signal
import subprocess
import sys
from typing import Any

from django.conf import settings

from customkeeps.designs.picture_facts import Facts, read_facts
from customkeeps.designs.picture_worker import LOOK, SHRINK
from customkeeps.designs.pictures import STARTS, InvalidPictureError, Picture, check_start
from customkeeps.rest.errors import Unavailable
from customkeeps.rest.queues import Queue

logger = logging.getLogger(__name__)

# The process may compute for `picture_worker.WORK_SECONDS`; this is for one that gets no processor.
WALL_SECONDS = 20
# In each process of the shop; those served by four threads keep two for everything else.
AT_ONCE = 1
WAITING = 1
PATIENCE_SECONDS = 10.0
OUT_OF_TIME = (-signal.SIGPROF, -signal.SIGXCPU, -signal.SIGKILL)
UNREADABLE = (
    "We could not open this picture. Save it again as a PNG or JPEG and choose the new file."
)
TOO_LONG = (
    "This picture takes too long to open. Try again in a moment, or save it with fewer pixels and "
    "choose the new file."
)


class TooManyPictures(Unavailable):
    """503: too many pictures are being opened already."""

    def __init__(self) -> None:
        super().__init__(
            "pictures_busy",
            "Many pictures are arriving just now. Try again in a moment.",
            retry_after=5,
        )


OPENING = Queue(AT_ONCE, WAITING, PATIENCE_SECONDS, TooManyPictures)


def normalise_bounded(data: bytes, declared_format: str) -> Picture:
    """`pictures.normalise` in a worker process.

    Raises InvalidPictureError, whatever becomes of that process, and TooManyPictures (503).
    """
    check_start(data, declared_format)
    with OPENING.turn():
        answer = _run(data, declared_format)
    return _read(answer, declared_format)


def look_at_bounded(data: bytes, declared_format: str) -> Facts:
    """`pictures.look_at` in a worker process; raises what `normalise_bounded` does."""
    check_start(data, declared_format)
    with OPENING.turn():
        answer = _run(data, declared_format, LOOK)
    header, _ = _read_header(answer)
    try:
        return read_facts(header["facts"])
    except (ValueError, TypeError, LookupError) as error:
        raise InvalidPictureError(UNREADABLE) from error


def shrink_bounded(data: bytes, file_format: str) -> bytes:
    """`pictures.screen_copy` in a worker process, of a picture that we have stored.

    Raises InvalidPictureError and TooManyPictures (503).
    """
    with OPENING.turn():
        copy = _run(data, file_format, SHRINK)
    if not copy.startswith(b"RIFF"):
        raise InvalidPictureError(UNREADABLE)
    return copy


def _run(data: bytes, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and module; the words are ours)
            [sys.executable, "-m", "customkeeps.designs.picture_worker", *arguments],
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
            cwd=settings.BACKEND_DIR,
            env={},  # the shop's keys are none of a decoder's business
        )
    except subprocess.TimeoutExpired as error:
        raise InvalidPictureError(TOO_LONG) from error
    if done.returncode:
        logger.warning("A picture's process ended with %d", done.returncode)
        raise InvalidPictureError(TOO_LONG if done.returncode in OUT_OF_TIME else UNREADABLE)
    return done.stdout


def _read(answer: bytes, declared_format: str) -> Picture:
    """A process that a file has led astray may say anything."""
    header, content = _read_header(answer)
    try:
        size = header.pop("size_bytes")
        facts = read_facts(header.pop("facts"))
        picture = Picture(**header, content=content[:size], thumbnail=content[size:], facts=facts)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise InvalidPictureError(UNREADABLE) from error
    if not picture.content.startswith(STARTS[declared_format]):
        raise InvalidPictureError(UNREADABLE)
    return picture


def _read_header(answer: bytes) -> tuple[dict[str, Any], bytes]:
    line, _, content = answer.partition(b"\n")
    try:
        header: dict[str, Any] = json.loads(line)
        if "error" in header:
            raise InvalidPictureError(header["error"])
    except (ValueError, TypeError, LookupError) as error:
        raise InvalidPictureError(UNREADABLE) from error
    return header, content
