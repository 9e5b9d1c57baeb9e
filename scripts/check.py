"""`make check`: everything that can be told without running the tests. Fast; before each commit."""

import os
import secrets
import sys
import tempfile

from scripts.children import StoppedError, stop_on_signals
from scripts.parts import Part, run_parts, summary
from scripts.places import BACKEND, FRONTEND, PYTHON, ROOT

AT_ONCE = os.cpu_count() or 1
STRICT = ("--strict", "--ignore-missing-imports", "scripts", "benchmarks")
# A shop as it would be in production, for Django's own list of what is unsafe.
PRODUCTION = {
    "DEBUG": "False",
    "DEMO": "False",
    "ALLOWED_HOSTS": "shop.example.com",
    "PUBLIC_URL": "https://shop.example.com",
    "STRIPE_SECRET_KEY": "sk_live_example",
    "STRIPE_PUBLISHABLE_KEY": "pk_live_example",
    "STRIPE_WEBHOOK_SECRET": "whsec_example",
    "EMAIL_URL": "smtp://mail.example.com",
    "STRIPE_API_BASE": "",
    "STRIPE_JS_URL": "",
}


def parts(data_dir: str) -> list[Part]:
    development = {"DEBUG": "True", "DEMO": "False", "DATA_DIR": data_dir}
    production = {
        **PRODUCTION,
        "DATA_DIR": data_dir,
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
    }

    def python(name: str, *words: str, environment: dict[str, str] | None = None) -> Part:
        return Part(name, [str(PYTHON), *words], BACKEND, environment or development)

    def npm(name: str, script: str) -> Part:
        return Part(name, ["npm", "run", "--silent", script], FRONTEND)

    ours = [".", "../payments_sandbox", "../scripts", "../benchmarks"]
    deploy = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    imports = "from importlinter.cli import lint_imports_command as lint; lint()"
    return [
        python("types", "-m", "mypy", "customkeeps"),
        Part("types of scripts", [str(PYTHON), "-m", "mypy", *STRICT], ROOT),
        npm("storefront lint", "check:lint"),
        npm("storefront types", "check:types"),
        npm("storefront format", "check:format"),
        python("format", "-m", "ruff", "format", "--check", *ours),
        python("lint", "-m", "ruff", "check", *ours),
        python("import contracts", "-c", imports),
        python("migrations", "manage.py", "makemigrations", "--check", "--dry-run"),
        python("production settings", *deploy, environment=production),
        Part("API document", [str(PYTHON), "-m", "scripts.openapi"], ROOT, development),
        npm("generated client", "api:check"),
        npm("generated design types", "design:check"),
        Part("lock files", [str(PYTHON), "-m", "scripts.locks"], ROOT),
        Part("safe versions", [str(PYTHON), "-m", "scripts.safe_versions"], ROOT),
        Part("secrets", [str(PYTHON), "-m", "scripts.secrets_in_tree"], ROOT),
    ]


def main() -> int:
    try:
        with stop_on_signals(), tempfile.TemporaryDirectory() as data_dir:
            return summary(run_parts(parts(data_dir), at_once=AT_ONCE, quiet=True))
    except StoppedError as stopped:
        return stopped.exit_code


if __name__ == "__main__":
    sys.exit(main())
