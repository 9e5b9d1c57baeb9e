"""Documents are drawn in a process of their own, bounded in memory and time.

Skia and the pictures it opens never share a process with the shop: what goes wrong there ends that
one drawing.
"""

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from customkeeps.drawing.document import Document
from customkeeps.drawing.errors import RenderingError
from customkeeps.drawing.print_worker import REFUSED

# What is drawn: a PNG at 300 DPI, a PDF with vectors, or a WebP of at most 900 x 1200 pixels.
Output = Literal["png", "pdf", "preview"]
# The process may compute for `print_worker.CPU_SECONDS`; this is for one that gets no processor.
WALL_SECONDS = 45
BACKEND = Path(__file__).resolve().parents[2]
# The shop's keys are none of its business. numpy takes memory for each thread it might start.
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1"}
OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGKILL)
TOO_LONG = "Drawing it took too long."


def render_bounded(document: Document, output: Output, artworks: Mapping[str, Path]) -> bytes:
    """The file that the document is drawn as; `artworks`: its pictures' files by their SHA-256.

    The same bytes for the same document. Raises RenderingError, whatever becomes of that process.
    """
    request = {
        "kind": output,
        "document": document,
        "artworks": {sha256: str(path) for sha256, path in artworks.items()},
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "customkeeps.drawing.print_worker"],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
            cwd=BACKEND,
            env=ENVIRONMENT,
        )
    except subprocess.TimeoutExpired as error:
        raise RenderingError(TOO_LONG) from error
    if done.returncode:
        raise RenderingError(_reason(done))
    return done.stdout


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    last_line = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    if done.returncode == REFUSED:
        return last_line
    if done.returncode in OUT_OF_TIME:
        return TOO_LONG
    return f"The drawing process ended with {done.returncode}. {last_line[:150]}".strip()
