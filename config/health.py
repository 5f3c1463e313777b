"""Whether this process should be restarted (alive), and whether it should be asked anything (ready)."""

import logging
from collections.abc import Callable

from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@require_safe
def alive(request) -> HttpResponse:
    """200: the process answers. It asks nobody else: a database that is away must not restart every process."""
    return JsonResponse({"alive": True})


@require_safe
def ready(request) -> HttpResponse:
    """200 with every check true, 503 when one is false: ``{"database", "schema", "files"}``."""
    checks: dict[str, Callable[[], bool]] = {"database": _database, "schema": _schema, "files": _files}
    results = {name: _passes(name, check) for name, check in checks.items()}
    return JsonResponse(results, status=200 if all(results.values()) else 503)


def _passes(name: str, check: Callable[[], bool]) -> bool:
    """Whatever goes wrong is an answer here; what it was stands in the log."""
    try:
        return check()
    except Exception:
        logger.exception("Not ready: %s", name)
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _schema() -> bool:
    """No migration of this code is still to be run."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _files() -> bool:
    """The storage of papers answers; a name that cannot be there is asked for, nothing is written."""
    return not storages["private"].exists("health/never-there")
