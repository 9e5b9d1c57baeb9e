"""Whether the process lives, and whether it can serve."""

from collections.abc import Callable
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe


@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """200 while the process lives; asks nobody else."""
    return JsonResponse({"alive": True})


@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """200 once database, migrations and storage answer, else 503 naming what is missing."""
    missing = _missing_in_database()
    if not _storage_answers():
        missing.append("storage")
    return JsonResponse({"ready": not missing, "missing": missing}, status=503 if missing else 200)


class HealthMiddleware:
    """Answers before host names are checked: load balancers and containers call by address."""

    views: dict[str, Callable[[HttpRequest], HttpResponseBase]] = {
        "/healthz": healthz,
        "/readyz": readyz,
    }

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.views.get(request.path_info, self.get_response)(request)


def _missing_in_database() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return ["database", "migrations"]
    return ["migrations"] if pending else []


def _storage_answers() -> bool:
    try:
        name = default_storage.save(f"readyz/{uuid4().hex}", ContentFile(b"ready"))
        default_storage.delete(name)
    except Exception:  # each storage has errors of its own; all mean the same here
        return False
    return True
