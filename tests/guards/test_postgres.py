"""The private PostgreSQL: reached by its socket only, and gone with whoever started it."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from tests.guards.repository import ROOT
from tests.postgres import private_server

STARTER = """
import sys, time
from tests.postgres import private_server
with private_server() as address:
    print(address, flush=True)
    time.sleep(60)
"""


def _folder(address: str) -> Path:
    return Path(unquote(urlsplit(address).hostname))


def test_server_answers_on_its_socket_and_is_gone_afterwards():
    with private_server() as address:
        folder = _folder(address)
        with psycopg.connect(host=str(folder), user="postgres", dbname="postgres") as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
            assert connection.execute("SELECT rolname = current_user FROM pg_roles WHERE oid = 10").fetchone() == (
                True,
            )

    assert not folder.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_server_stops_when_its_starter_is_killed():
    command = [sys.executable, "-c", STARTER]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as starter:
        folder = _folder(starter.stdout.readline().strip())
        starter.send_signal(signal.SIGKILL)
    running = folder / "data" / "postmaster.pid"

    deadline = time.monotonic() + 10
    while running.exists() and time.monotonic() < deadline:
        time.sleep(0.05)

    assert not running.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=str(folder), user="postgres", dbname="postgres")
    shutil.rmtree(folder)
