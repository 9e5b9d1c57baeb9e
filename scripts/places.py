"""Where things are in the repository, and the programs that `prepare` installs."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BACKEND = ROOT / "backend"
FRONTEND = ROOT / "frontend"
E2E = ROOT / "e2e"
VENV = ROOT / ".venv"
# Modules are started with it (`-m pip`), because scripts in .venv/bin break when the folder moves.
PYTHON = VENV / "bin" / "python"
NODE_MODULES = FRONTEND / "node_modules"
DIST = FRONTEND / "dist"
