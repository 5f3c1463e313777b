"""Putting the demo data back while the site runs.

The copy that was kept when the province was built is put back when that was today. Otherwise a province as of today
is built in a folder of its own, by a process of its own, and then copied over. Only one renewal runs at a time: it
holds a lock that ends with its process, however that ends.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.db import connection

from demo import copies
from demo.models import DemoProvince
from tools import clock

RUNNING, DONE, FAILED, NONE = "running", "done", "failed", "none"
PATIENCE_SECONDS = 1


class RenewalFailed(Exception):
    """The demo data could not be put back; the database is as it was. The message says why."""


def _file(name: str) -> Path:
    return Path(settings.VAR_DIR) / f"demo.{name}"


def acquire() -> TextIO | None:
    """The lock of the renewal, or None while another one holds it."""
    lock = _file("renewal").open("a")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            if time.monotonic() > deadline:
                lock.close()
                return None
            time.sleep(0.05)


def state() -> str:
    """How the last renewal stands."""
    result = _file("renewed")
    if result.exists():
        return DONE if result.read_text() == DONE else FAILED
    path = _file("renewal")
    if not path.exists():
        return NONE
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return RUNNING
    return FAILED


def start() -> None:
    """Start a renewal as a process of its own, unless one is running."""
    lock = acquire()
    if lock is None:
        return
    _file("renewed").unlink(missing_ok=True)
    command = [sys.executable, "manage.py", "renew_demo", "--lock", str(lock.fileno())]
    with lock, _file("renewal.log").open("w") as log:
        subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=_environment(Path(settings.VAR_DIR)) | {"DATABASE_URL": f"sqlite:///{copies.database()}"},
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=[lock.fileno()],
            start_new_session=True,
        )


def _environment(folder: Path) -> dict[str, str]:
    """The same settings and secret for another process, with its database and files in a folder."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        "SECRET_KEY": settings.SECRET_KEY,
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / copies.database().name}",
    }


def renew() -> None:
    """Put the demo data back and say so in the result's file. Raises RenewalFailed."""
    try:
        marked = _marked()
        if copies.is_of(copies.kept(), clock.today()):
            copies.copy(copies.kept(), copies.database())
        else:
            _rebuild(marked)
    except Exception as problem:
        _file("renewed").write_text(f"{FAILED}: {problem}")
        raise
    _file("renewed").write_text(DONE)


def _marked() -> DemoProvince:
    """The mark of the demonstration. Raises RenewalFailed for a database whose data must not be replaced."""
    marked = DemoProvince.objects.first() if settings.DEMO and connection.vendor == "sqlite" else None
    if marked is None:
        raise RenewalFailed("The database is not a demonstration's SQLite file: nothing in it is replaced.")
    return marked


def _rebuild(marked: DemoProvince) -> None:
    if not copies.ground().exists():
        raise RenewalFailed(f"{copies.ground().name} is missing: stop the site, remove its database and start again.")
    folder = Path(settings.VAR_DIR) / "renewal"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copyfile(copies.ground(), folder / copies.database().name)
    _build(folder, marked)
    files = Path(settings.STORAGES["private"]["OPTIONS"]["location"])
    before = [path for path in files.rglob("*") if path.is_file()]
    shutil.copytree(folder / files.name, files, dirs_exist_ok=True)
    copies.copy(folder / copies.database().name, copies.database())
    for name in (copies.kept(), copies.ground()):
        (folder / name.name).replace(name)
    for path in before:
        path.unlink()
    shutil.rmtree(folder)


def _build(folder: Path, marked: DemoProvince) -> None:
    """A province like the marked one as of today, in a folder of its own."""
    command = [sys.executable, "manage.py", "build_demo", "--migrate"]
    command += ["--seed", str(marked.seed), "--scale", marked.scale]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=_environment(folder), capture_output=True, text=True)
    if done.returncode:
        raise RenewalFailed(done.stderr.strip().rpartition("\n")[2] or f"build_demo ended with {done.returncode}")
