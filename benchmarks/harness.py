"""What benchmarks share: a private PostgreSQL with the schema, fair timing of two sides, the form of a result."""

import operator
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.postgres import private_server

COMPARISONS = {"<=": operator.le, "<": operator.lt, ">=": operator.ge, ">": operator.gt, "=": operator.eq}


def report(name: str, value: float, unit: str, op: str, goal: float) -> bool:
    """Print one figure as `name[.part] <value> <unit> goal <op> <number>`; whether it meets its goal.

    `name` is the benchmark's, with a part after a dot where there are several. These are the last lines of a
    benchmark. Raises KeyError for an `op` that is none of <= < >= > =.
    """
    meets = COMPARISONS[op](value, goal)
    print(f"{name} {value:.4g} {unit} goal {op} {goal:g}", flush=True)
    return meets


def medians(
    sides: dict[str, Callable[[], object]],
    rounds: int = 21,
    warm_up: int = 2,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """Median seconds of each side by `clock`, measured in turns.

    Each round runs every side once, and every second round in the opposite order, so that whatever else the machine
    does falls on all sides alike. The first `warm_up` rounds are not counted.
    """
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(warm_up + rounds):
        for name in list(sides)[:: -1 if turn % 2 else 1]:
            started = clock()
            sides[name]()
            if turn >= warm_up:
                seconds[name].append(clock() - started)
    return {name: statistics.median(values) for name, values in seconds.items()}


@contextmanager
def migrated_postgres(settings: str = "config.test") -> Iterator[None]:
    """Django, set up on a private PostgreSQL with an empty, migrated database; gone at the end."""
    with private_server() as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": settings}
        import django

        django.setup()
        # The tests' own way to a migrated database reads the app registry, which has to be filled first.
        from tests import databases

        database = databases.for_process("benchmark")
        database.ensure_template()
        database.copy()
        yield
        database.drop()


def current_address() -> str:
    """The address of the database of ``migrated_postgres``, for processes that a benchmark starts."""
    from urllib.parse import quote

    from django.db import connection

    known = connection.settings_dict
    return f"postgres://{quote(known['USER'])}@{quote(known['HOST'], safe='')}/{known['NAME']}"
