"""The database in a backup: a copy of the file on SQLite, a dump by PostgreSQL's own programs."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

FILE = "database"


class CannotRun(Exception):
    """A program of PostgreSQL is missing or failed; the text holds its own words."""


def dump(target: Path) -> dict[str, int]:
    """Write the whole database, as it is at one moment, to a file, and count the rows of every table at that moment.

    Others may go on working meanwhile. Raises CannotRun.
    """
    return _copied(target) if connection.vendor == "sqlite" else _dumped(target)


def _copied(target: Path) -> dict[str, int]:
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        tables = connection.introspection.table_names()
        return {table: _count(copy.cursor(), table) for table in sorted(tables)}


def _dumped(target: Path) -> dict[str, int]:
    """Dump and counts see the same snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}")
        _run("pg_dump", *options, _name())
        return counts()


def load(source: Path) -> None:
    """Fill the empty database from such a file: all of it or nothing."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(source)) as copy:
            copy.backup(connection.connection)
    else:
        connection.close()
        _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={_name()}", str(source))


def is_empty() -> bool:
    """Whether the database has no table yet."""
    return not connection.introspection.table_names()


def counts() -> dict[str, int]:
    """The rows of every table."""
    tables = sorted(connection.introspection.table_names())
    with connection.cursor() as cursor:
        return {table: _count(cursor, table) for table in tables}


def _count(cursor, table: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table's own name
    return cursor.fetchone()[0]


def _name() -> str:
    return connection.settings_dict["NAME"]


def _run(program: str, *arguments: str) -> None:
    """Run a program beside the server's version (settings.PG_BIN) with the settings of Django's connection."""
    known = connection.settings_dict
    where = {
        "PGHOST": known["HOST"],
        "PGPORT": known["PORT"],
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
    }
    path = str(Path(settings.PG_BIN) / program) if settings.PG_BIN else program
    variables = os.environ | {name: str(value) for name, value in where.items() if value}
    try:
        ended = subprocess.run([path, *arguments], env=variables, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise CannotRun(f"{program} is not installed: install postgresql-client of the server's version.") from None
    if ended.returncode:
        raise CannotRun(f"{program} failed: {ended.stderr.strip()}")
