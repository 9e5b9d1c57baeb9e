"""Looks for keys and passwords in every file that travels with the repository; in `make check`.

The patterns are those whose shape alone gives them away. A sample that must stand in a file is
listed in ALLOWED with the reason, by the file and the text itself.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.places import ROOT

PATTERNS = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    "a Stripe key": re.compile(r"\b(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{16,}"),
    "a Stripe webhook secret": re.compile(r"\bwhsec_[0-9A-Za-z+/=]{24,}"),
    "an AWS key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a GitHub token": re.compile(r"\b(?:gh[pousr]_[0-9A-Za-z]{36,}|github_pat_\w{40,})"),
    "a Slack token": re.compile(r"\bxox[abprs]-[0-9A-Za-z-]{10,}"),
    "a Google key": re.compile(r"\bAIza[0-9A-Za-z_-]{35}\b"),
    "a SendGrid key": re.compile(r"\bSG\.[\w-]{16,}\.[\w-]{16,}"),
    "a registry token": re.compile(r"\b(?:npm_[0-9A-Za-z]{36}|pypi-[\w-]{50,})"),
    "a signed token": re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}"),
    "a password in an address": re.compile(
        r"\b(?:postgres(?:ql)?|redis|smtps?|amqp|mysql|https?)://[^\s:/@'\"{}<>$]+:"
        r"[^\s:/@'\"{}<>$]{6,}@[\w.-]+"
    ),
    "a Django key": re.compile(r"SECRET_KEY['\"]?\s*[:=]\s*['\"][^'\"{}$\s]{40,}['\"]"),
}
# File and text, with the reason for which it may stand there.
ALLOWED: dict[tuple[str, str], str] = {
    (
        ".env.example",
        "postgres://user:password@host",
    ): "shows the form of the address",
    (
        "backend/tests/checkout/test_guests.py",
        'SECRET_KEY = "another-key-0123456789-abcdefghijklmnopqrstuvwxyz"',
    ): "the other key of a test that changes keys",
    (
        "backend/tests/conftest.py",
        'SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz"',
    ): "signs what tests make, and nothing else",
}
HERE = "scripts/secrets_in_tree.py"
LARGEST_BYTES = 2_000_000


def findings(name: str, text: str) -> Iterator[str]:
    for what, pattern in PATTERNS.items():
        for found in pattern.finditer(text):
            if not is_allowed(name, found[0]):
                line = text.count("\n", 0, found.start()) + 1
                yield f"{name}:{line} looks like {what}: {found[0][:12]}…"


def is_allowed(name: str, text: str) -> bool:
    """As listed; the list itself repeats what it allows."""
    return any(text == sample and name in (file, HERE) for file, sample in ALLOWED)


def travelling_files() -> Iterator[Path]:
    """What git keeps or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    yield from (ROOT / name for name in listed.split("\0") if name)


def in_file(path: Path) -> Iterator[str]:
    if not path.is_file() or path.is_symlink() or path.stat().st_size > LARGEST_BYTES:
        return
    content = path.read_bytes()
    if b"\0" not in content[:8192]:
        yield from findings(path.relative_to(ROOT).as_posix(), content.decode(errors="replace"))


def main() -> int:
    found = [each for path in travelling_files() for each in in_file(path)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
