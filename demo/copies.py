"""Copies of a demonstration's database, and putting one in the place of the database that is in use.

A file that processes have open is never moved or replaced: SQLite's own backup writes the copy's pages into it as one
transaction. Who reads meanwhile goes on reading what was there, who comes later finds the copy.
"""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from django.conf import settings

PATIENCE_SECONDS = 30


def database() -> Path:
    """The file of the database in use."""
    return Path(settings.DATABASES["default"]["NAME"])


def ground() -> Path:
    """The copy without a province: schema and reference data only."""
    return database().with_suffix(".ground")


def kept() -> Path:
    """The copy of the province as it was when it had been built."""
    return database().with_suffix(".kept")


def copy(source: Path, target: Path) -> None:
    """Make ``target`` equal to ``source`` in one transaction; both may be in use. Raises sqlite3.Error."""
    with closing(_open(source)) as origin, closing(_open(target)) as place:
        origin.backup(place)


def keep(target: Path) -> None:
    """Keep the database in use, as it is now, as ``target``: complete or not at all."""
    building = target.with_name(f"{target.name}.building")
    _remove(building)
    with closing(_open(database())) as origin, closing(sqlite3.connect(building)) as place:
        origin.backup(place)
        # A plain file without companions, so that it can be moved.
        place.execute("PRAGMA journal_mode = DELETE")
    building.replace(target)


def is_of(path: Path, day: date) -> bool:
    """Whether a kept copy was built as of a day and has the tables of the database in use."""
    if not path.exists():
        return False
    with closing(_open(path)) as there, closing(_open(database())) as here:
        built = there.execute("SELECT as_of FROM demo_demoprovince WHERE digest <> ''").fetchone()
        return built == (day.isoformat(),) and _migrations(there) == _migrations(here)


def _migrations(connection: sqlite3.Connection) -> list:
    return connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=PATIENCE_SECONDS)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
