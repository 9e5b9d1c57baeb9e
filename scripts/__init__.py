"""What the Makefile's targets do. Before `prepare` has run, there is only the standard library."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (for whoever has an older one)
    sys.exit("CustomKeeps needs Python 3.11 or newer: make PYTHON=python3.11 ...")
