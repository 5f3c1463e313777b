"""Test databases: migrated once into a template, copied for each process, put back after a test that committed.

The template is named by a digest of everything that shapes an empty database, and kept in the machine's temporary
folder: an unchanged schema is never migrated twice. A copy takes hundredths of a second on either database, so a
test with real transactions ends by copying again. That also brings back what migrations put in (Wagtail's root page,
its locale) and needs no delete that a trigger of the logbook would refuse.

What takes longer to make than to copy is kept in the same way (`keep`) and laid below the tests of a module (`lay`).
"""

import fcntl
import functools
import hashlib
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What an empty, migrated database depends on, inside an app of this project.
SHAPING = ("migrations/*.py", "models/*.py", "*permissions.py", "*registration.py", "apps.py", "database*")
KEPT_SECONDS = 2 * 24 * 3600


def fingerprint(apps) -> str:
    """A digest of the locks, the settings and the schema of the given app configurations."""
    digest = hashlib.sha256()
    for path in sorted(_shaping_files(apps)):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _shaping_files(apps) -> Iterator[Path]:
    yield from ROOT.glob("requirements*.lock")
    yield from (ROOT / "config").glob("*.py")
    for app in apps:
        folder = Path(app.path)
        if folder.is_relative_to(ROOT) and ".venv" not in folder.parts:
            for pattern in SHAPING:
                yield from (path for path in folder.glob(pattern) if path.is_file())


def cache_folder() -> Path:
    """Where templates of this user are kept; nobody else may write there."""
    folder = Path(tempfile.gettempdir()) / f"lianyan-templates-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to someone else: remove it")
    return folder


@contextmanager
def _lock(name: str) -> Iterator[None]:
    """One process at a time: two that start together must not both migrate."""
    with (cache_folder() / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _migrate(connection, name: str) -> None:
    from django.core.management import call_command

    connection.close()
    connection.settings_dict["NAME"] = name
    call_command("migrate", verbosity=0, interactive=False, database=connection.alias)
    call_command("createcachetable", verbosity=0, database=connection.alias)
    connection.close()


class Laid:
    """What lies below the tests: the empty template, or what a module has laid in its place."""

    below: str | None = None

    def lay(self, kept: str | None) -> None:
        """Put what was kept under this address below all tests until further notice; None: the empty template."""
        self.below = kept
        self.copy()


class SQLite(Laid):
    """Templates and copies as files. A used copy is overwritten in place, so that open connections stay valid."""

    def __init__(self, connection, key: str, label: str):
        self.connection = connection
        self.template = cache_folder() / f"{key}.sqlite3"
        configured = Path(connection.settings_dict["TEST"]["NAME"])
        self.name = str(configured.with_name(f"{configured.stem}-{label}.sqlite3"))

    def ensure_template(self, renew: bool = False) -> None:
        with _lock(self.template.stem):
            if self.template.exists() and not renew:
                os.utime(self.template)
                return
            building = self.template.with_suffix(".building")
            self._remove(building)
            _migrate(self.connection, str(building))
            building.replace(self.template)
            self._forget_old_templates()

    def copy(self, kept: str | None = None) -> None:
        """Make this process's database equal to what was kept, or to what lies below; point the connection at it."""
        self.connection.close()
        self.connection.settings_dict["NAME"] = self.name
        self._back_up(kept or self.below or str(self.template), self.name)

    def keep(self, folder: Path, name: str) -> str:
        """Keep this process's database as it is now; the address to `copy` from or to `lay`."""
        self.connection.close()
        kept = folder / f"{name}.sqlite3"
        self._remove(kept)
        self._back_up(self.name, str(kept))
        return str(kept)

    def _back_up(self, origin: str, place: str) -> None:
        with (
            closing(sqlite3.connect(f"file:{origin}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(place, timeout=20)) as target,
        ):
            source.backup(target)

    def drop(self) -> None:
        self.connection.close()
        self._remove(Path(self.name))

    def _remove(self, path: Path) -> None:
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)

    def _forget_old_templates(self) -> None:
        for path in cache_folder().glob("*.sqlite3"):
            if path.stat().st_mtime < time.time() - KEPT_SECONDS:
                self._remove(path)


class PostgreSQL(Laid):
    """Templates and copies as databases of one server."""

    def __init__(self, connection, key: str, label: str):
        self.connection = connection
        self.template = f"lianyan_template_{key}"
        self.name = f"test_{key}_{label}"

    def ensure_template(self, renew: bool = False) -> None:
        with _lock(self.template):
            if renew:
                self._run(f'DROP DATABASE IF EXISTS "{self.template}" WITH (FORCE)')
            if self._exists(self.template):
                return
            building = f"{self.template}_building"
            self._run(f'DROP DATABASE IF EXISTS "{building}" WITH (FORCE)', f'CREATE DATABASE "{building}"')
            _migrate(self.connection, building)
            self._run(f'ALTER DATABASE "{building}" RENAME TO "{self.template}"')

    def copy(self, kept: str | None = None) -> None:
        """Make this process's database equal to what was kept, or to what lies below; point the connection at it."""
        self.drop()
        origin = kept or self.below or self.template
        self._run(f'CREATE DATABASE "{self.name}" TEMPLATE "{origin}" STRATEGY FILE_COPY')
        self.connection.settings_dict["NAME"] = self.name

    def keep(self, folder: Path, name: str) -> str:
        """Keep this process's database as it is now; the address to `copy` from or to `lay`."""
        self.connection.close()
        run = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        kept = f"lianyan_kept_{run}_{name}"
        self._run(
            f'DROP DATABASE IF EXISTS "{kept}" WITH (FORCE)',
            f'CREATE DATABASE "{kept}" TEMPLATE "{self.name}" STRATEGY FILE_COPY',
        )
        return kept

    def drop(self) -> None:
        self.connection.close()
        self._run(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _run(self, *statements: str) -> None:
        with self.connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def _exists(self, name: str) -> bool:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None


@functools.cache
def for_process(worker: str) -> SQLite | PostgreSQL:
    """The database of this test process (`worker` is pytest-xdist's name for it), at first not yet made."""
    from django.apps import apps
    from django.db import connection

    key = fingerprint(apps.get_app_configs())
    kind = SQLite if connection.vendor == "sqlite" else PostgreSQL
    return kind(connection, key, f"{Path(os.environ.get('TEST_DB', 'suite')).stem}_{worker}")


if __name__ == "__main__":
    import django

    django.setup()
    for_process("template").ensure_template(renew="--renew" in sys.argv)
