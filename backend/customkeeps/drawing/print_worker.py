"""The process that draws one file: `python -m customkeeps.drawing.print_worker`.

One line of JSON comes by stdin: `{"kind", "document", "artworks": {sha256: path}}`. The file goes
to stdout. What cannot be drawn is told on stderr, in one line, with REFUSED as exit code.
"""

import contextlib
import importlib
import json
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from customkeeps.drawing.document import Document
from customkeeps.drawing.errors import RenderingError
from customkeeps.drawing.layers import scene_of
from customkeeps.drawing.scene import Scene

Renderer = Callable[[Scene, Callable[[str], bytes]], bytes]

# Of address space, of which a drawing of 300 x 400 mm with the largest picture takes a part.
MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 30
REFUSED = 3
# Where each is drawn. One alone is imported, as the others take memory too; and none of them by the
# shop, which imports this module for the names above.
DRAWN = {
    "png": ("customkeeps.drawing.png", "scene_to_png"),
    "pdf": ("customkeeps.drawing.pdf", "scene_to_pdf"),
    "preview": ("customkeeps.drawing.previews", "scene_to_preview"),
}


def main() -> int:
    _limit()
    request = json.loads(sys.stdin.buffer.read())
    paths: dict[str, str] = request["artworks"]
    document: Document = request["document"]
    try:
        content = _renderer(request["kind"])(
            scene_of(document), lambda sha256: Path(paths[sha256]).read_bytes()
        )
    except RenderingError as error:
        return _refuse(str(error))
    except KeyError as error:
        return _refuse(f"The document names what is not there: {error}.")
    except MemoryError:
        return _refuse("The drawing takes too much memory.")
    except OSError as error:
        return _refuse(f"A picture cannot be read: {error.strerror}.")
    sys.stdout.buffer.write(content)
    return 0


def _renderer(kind: str) -> Renderer:
    module, function = DRAWN[kind]
    renderer: Renderer = getattr(importlib.import_module(module), function)
    return renderer


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return REFUSED


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS refuses some of these; the time limit of the caller holds there too.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    # Whoever asked may be gone: then nobody waits for it.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


if __name__ == "__main__":
    sys.exit(main())
