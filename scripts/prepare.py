"""Install and build what is missing: `python3 -m scripts.prepare shop`, or any words of STEPS.

Nothing is done again that has not changed. Two at once wait for each other.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.children import Child, StoppedError, stop_on_signals
from scripts.places import BACKEND, DIST, E2E, FRONTEND, NODE_MODULES, PYTHON, ROOT, VENV
from scripts.stamps import Stamp

OLDEST_NODE = (20, 19)
# Tools must not bring browsers of their own.
NO_BROWSERS = {"PUPPETEER_SKIP_DOWNLOAD": "1", "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"}
# An empty address is the storefront's own origin, whatever frontend/.env says.
ONE_ORIGIN = {"VITE_API_URL": "", "VITE_STRIPE_PUBLISHABLE_KEY": ""}
# What Skia is linked with; its wheel does not bring them.
DRAWING_LIBRARIES = ["libegl1", "libgl1"]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class CannotPrepareError(Exception):
    """Something is missing that only the person at the machine can provide."""


def runtime_packages() -> None:
    """The Python packages that the shop runs on."""
    _venv()
    if not _runtime_stamp().is_fresh():
        _pip("requirements.txt", "Installing the Python packages")
        _drawing_libraries()
        _runtime_stamp().write()


def development_packages() -> None:
    """These and the ones for tests and checks; the longer lock has all of the shorter one."""
    _venv()
    stamp = _requirements_stamp("requirements-dev.txt")
    if not stamp.is_fresh():
        _pip("requirements-dev.txt", "Installing the Python packages, those for tests too")
        _drawing_libraries()
        stamp.write()
        _runtime_stamp().write()


def node_packages() -> None:
    version = _node_version()
    lock = [FRONTEND / name for name in ("package.json", "package-lock.json", ".npmrc")]
    # `npm ci` empties the folder first, so a broken install leaves no stamp.
    stamp = Stamp(NODE_MODULES / ".stamp", version, *lock)
    if not stamp.is_fresh():
        _run("Installing the storefront's packages", ["npm", "ci"], FRONTEND, NO_BROWSERS)
        stamp.write()
    # The journeys are run and checked with the same packages.
    link = E2E / "node_modules"
    if E2E.is_dir() and not link.exists():
        link.symlink_to(Path("..", "frontend", "node_modules"))


def storefront() -> None:
    """The built storefront, for the shop's own origin."""
    node_packages()
    made = {NODE_MODULES, DIST}
    sources = [path for path in sorted(FRONTEND.iterdir()) if path not in made]
    # Vite empties the folder first; Vite's own hidden folder is the one that is no page.
    stamp = Stamp(DIST / ".vite" / "stamp", *sources)
    if not stamp.is_fresh():
        _run("Building the storefront", ["npm", "run", "--silent", "build"], FRONTEND, ONE_ORIGIN)
        stamp.write()


def browser() -> None:
    """The Chromium that the journeys walk in."""
    if chromium() is None:
        _install_chromium()


def chromium() -> str | None:
    """The system's Chromium, or the program that CHROMIUM names."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def shop() -> None:
    runtime_packages()
    storefront()


def development() -> None:
    development_packages()
    node_packages()


STEPS: dict[str, Callable[[], None]] = {
    "shop": shop,
    "development": development,
    "storefront": storefront,
    "browser": browser,
}


def _venv() -> None:
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", check], check=False).returncode == 0:
        return
    hint = "On Debian and Ubuntu the package python3-venv is needed."
    _run("Creating .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)], ROOT, hint=hint)


def _runtime_stamp() -> Stamp:
    return _requirements_stamp("requirements.txt")


def _requirements_stamp(name: str) -> Stamp:
    # The environment's own Python decides which wheels fit; its name is in this file.
    return Stamp(VENV / f".stamp-{name}", BACKEND / name, VENV / "pyvenv.cfg")


def _pip(requirements: str, doing: str) -> None:
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run(doing, [*pip, "--require-hashes", "-r", requirements], BACKEND)


def _drawing_libraries() -> None:
    """The system's part of what draws print files."""
    tried = subprocess.run([PYTHON, "-c", "import skia"], check=False, capture_output=True)
    if tried.returncode == 0:
        return
    _apt(
        DRAWING_LIBRARIES,
        "Installing the libraries that print files are drawn with",
        f"Drawing print files needs the system's libraries for EGL and GL: install them (on "
        f"Debian: apt-get install {' '.join(DRAWING_LIBRARIES)}).",
    )


def _node_version() -> str:
    wanted = ".".join(map(str, OLDEST_NODE))
    if not shutil.which("node") or not shutil.which("npm"):
        raise CannotPrepareError(f"Node.js with npm is missing: install Node {wanted} or newer.")
    version = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True)
    found = version.stdout.strip()
    if tuple(map(int, found.lstrip("v").split(".")[:2])) < OLDEST_NODE:
        raise CannotPrepareError(f"Node {found} is too old: install Node {wanted} or newer.")
    return found


def _install_chromium() -> None:
    _apt(
        ["chromium"],
        "Installing Chromium",
        "The browser tests need Chromium: install it (on Debian: apt-get install chromium), "
        "or give the program's path in CHROMIUM.",
    )


def _apt(packages: list[str], doing: str, otherwise: str) -> None:
    """Install packages of Debian's. Raises CannotPrepareError(otherwise) where we may not."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise CannotPrepareError(otherwise)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    _run("Refreshing the list of system packages", ["apt-get", "update", "-qq"], ROOT, quiet)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    _run(doing, install, ROOT, quiet)


def _run(
    doing: str,
    command: list[str],
    folder: Path,
    environment: dict[str, str] | None = None,
    *,
    hint: str = "",
) -> None:
    """Run a step; its output is shown only when it fails."""
    print(f"{doing} ...", flush=True)
    started = time.monotonic()
    child = Child(doing, command, folder=folder, environment=environment, quiet=True)
    try:
        code = child.wait()
    finally:
        child.end()
    if code != 0:
        print("".join(child.last_words))
        raise CannotPrepareError(f"{doing} failed. {hint}".strip())
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)


@contextmanager
def _alone() -> Iterator[None]:
    """Only one at a time in this checkout."""
    handle = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another start in this folder to finish installing ...", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def main(words: list[str]) -> int:
    unknown = [word for word in words if word not in STEPS]
    if unknown or not words:
        print(f"usage: python3 -m scripts.prepare {' | '.join(STEPS)}", file=sys.stderr)
        return 2
    try:
        with stop_on_signals(), _alone():
            for word in words:
                STEPS[word]()
    except CannotPrepareError as error:
        print(error, file=sys.stderr)
        return 1
    except StoppedError as stopped:
        return stopped.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
