"""Packages of the npm registry, unpacked: `npm pack`, so that nothing of them is installed."""

import subprocess
import tarfile
from pathlib import Path


def unpacked(package: str, version: str, folder: Path) -> Path:
    """The package's own folder below `folder`; fetched only when it is not there yet."""
    place = folder / f"{package.lstrip('@').replace('/', '-')}-{version}"
    if not place.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        archive = f"{place.name}.tgz"
        command = ["npm", "pack", "--silent", f"{package}@{version}"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        with tarfile.open(folder / archive) as packed:
            packed.extractall(place, filter="data")
    return place / "package"
