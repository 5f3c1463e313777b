"""A small demonstration province, built once for the run, laid into the database of each test that asks for it."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests import databases
from tools import clock

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2025, 6, 30)
MORNING = f"{AS_OF} 09:00"


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


@pytest.fixture
def demo_province(built_province, transactional_db, settings) -> SmallProvince:
    """The province in this test's database, on the morning after which nothing has happened yet."""
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("the province is kept as an SQLite file")
    connection.close()
    target = Path(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(built_province.database)) as origin, closing(sqlite3.connect(target)) as place:
        origin.backup(place)
    shutil.copytree(built_province.folder / "private", Path(settings.VAR_DIR) / "private", dirs_exist_ok=True)
    for kind in ("ground", "kept"):
        shutil.copyfile(built_province.database.with_suffix(f".{kind}"), target.with_suffix(f".{kind}"))
    with clock.at(MORNING):
        yield built_province
    for path in (*target.parent.glob(f"{target.stem}.ground"), *target.parent.glob(f"{target.stem}.kept")):
        path.unlink()
