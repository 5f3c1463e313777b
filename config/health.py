"""Whether the process answers and reaches its database."""

from django.db import connection
from django.http import JsonResponse


def alive(request) -> JsonResponse:
    """200 with ``{"database": true}``; an unreachable database is an error that the caller sees as 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return JsonResponse({"database": cursor.fetchone() == (1,)})
