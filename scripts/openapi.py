"""Whether backend/openapi.json is what the code says; `make check` runs it."""

import subprocess
import sys
import tempfile
from difflib import unified_diff
from pathlib import Path

from scripts.places import BACKEND, PYTHON

COMMITTED = BACKEND / "openapi.json"
SPECTACULAR = ("spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", "--file")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / COMMITTED.name
        command = [str(PYTHON), "manage.py", *SPECTACULAR, str(fresh)]
        subprocess.run(command, cwd=BACKEND, check=True)
        difference = list(unified_diff(_lines(COMMITTED), _lines(fresh), "committed", "code", n=1))
    if not difference:
        return 0
    print("".join(difference[:60]))
    print(f"openapi.json is stale. In backend/: python manage.py {' '.join(SPECTACULAR)}", end=" ")
    print("openapi.json; then in frontend/: npm run api:generate. Commit both.")
    return 1


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines(keepends=True)


if __name__ == "__main__":
    sys.exit(main())
