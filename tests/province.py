"""A small demonstration province, built once for the run, laid into the database of each test that asks for it."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests import databases
from tools import clock

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2025, 6, 30)
MORNING = f"{AS_OF} 09:00"
KEPT = (".ground", ".kept")


@dataclass(frozen=True)
class SmallProvince:
    """Where the built province lies: a database, its two kept copies, and its files."""

    folder: Path
    as_of: date = AS_OF

    @property
    def database(self) -> Path:
        return self.folder / "demo.sqlite3"


def environment(folder: Path) -> dict[str, str]:
    """The settings of the tests for another process, with its database and files in a folder."""
    own = {"VAR_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}"}
    return os.environ | own | {"DJANGO_SETTINGS_MODULE": "config.test"}


def manage(folder: Path, *words: str) -> subprocess.CompletedProcess:
    """Run a command of manage.py on the database of a folder."""
    command = [sys.executable, "-W", "ignore", "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False)


def _build(folder: Path) -> None:
    shutil.copyfile(databases.for_process("province").template, folder / "demo.sqlite3")
    done = manage(folder, "build_demo", "--migrate", "--scale", "small", "--as-of", AS_OF.isoformat())
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def built_province(tmp_path_factory, django_db_setup, django_db_blocker, worker_id) -> SmallProvince:
    """The built province; with several workers the first one builds for all."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "province"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "built").exists():
            _build(folder)
            (folder / "built").touch()
    return SmallProvince(folder)


def _put(province: SmallProvince, copy: Callable[[str], None]) -> None:
    """Make this process's database equal to the built province, and put its files and kept copies in their places."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("the province is kept as an SQLite file")
    copy(str(province.database))
    target = Path(connection.settings_dict["NAME"])
    shutil.copytree(province.folder / "private", Path(settings.VAR_DIR) / "private", dirs_exist_ok=True)
    for kind in KEPT:
        shutil.copyfile(province.database.with_suffix(kind), target.with_suffix(kind))


@pytest.fixture(scope="module")
def laid_province(built_province, django_db_blocker, worker_id) -> SmallProvince:
    """The province below all tests of a module; what each of them changes is rolled back."""
    database = databases.for_process(worker_id)
    with django_db_blocker.unblock():
        _put(built_province, database.lay)
    yield built_province
    with django_db_blocker.unblock():
        database.lay(None)


@pytest.fixture
def province_morning(laid_province, db) -> SmallProvince:
    """The province on the morning after which nothing has happened yet, for a test that commits nothing."""
    with clock.at(MORNING):
        yield laid_province


@pytest.fixture
def demo_province(built_province, transactional_db, worker_id) -> SmallProvince:
    """The same for a test with real transactions or a browser; the database is put back after it."""
    _put(built_province, databases.for_process(worker_id).copy)
    with clock.at(MORNING):
        yield built_province
