"""The supervisor with real processes: what dies is started again, and nothing outlives a stop."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config import supervisor

CHILD = """
import os, signal, sys, time
if "stubborn" in sys.argv: signal.signal(signal.SIGTERM, signal.SIG_IGN)
with open(sys.argv[1], "a") as notes: notes.write(f"{os.getpid()}\\n")
time.sleep(60)
"""
PROGRAM = """
import sys
from config import supervisor
supervisor.FIRST_PAUSE, supervisor.GRACE_SECONDS = 1, float(sys.argv[2])
supervisor.Supervisor({
    name: [sys.executable, "-c", sys.argv[1], f"{sys.argv[3]}/{name}", *sys.argv[4:]] for name in ("web", "worker")
}).run()
print("all stopped")
"""


def _wait_for(condition, seconds=15):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError("not within the time")


def _pids(path: Path) -> list[int]:
    return [int(line) for line in path.read_text().splitlines()] if path.exists() else []


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def supervised(tmp_path):
    """Starts a supervisor of two children; gives its process and the children's ids."""
    started = []

    def start(*arguments, grace=10):
        command = [sys.executable, "-c", PROGRAM, CHILD, str(grace), str(tmp_path), *arguments]
        process = subprocess.Popen(command, cwd=supervisor.ROOT, stdout=subprocess.PIPE, text=True)
        started.append(process)
        _wait_for(lambda: _pids(tmp_path / "web") and _pids(tmp_path / "worker"))
        return process, _pids(tmp_path / "web")[0], _pids(tmp_path / "worker")[0]

    yield start
    for process in started:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=20)


def test_child_that_died_is_started_again_and_others_stay(supervised, tmp_path):
    process, web, worker = supervised()

    os.kill(web, signal.SIGKILL)

    assert _wait_for(lambda: len(_pids(tmp_path / "web")) == 2)
    assert _pids(tmp_path / "worker") == [worker]
    process.terminate()
    assert "web ended with code -9; starting it again in 1 s" in process.communicate(timeout=20)[0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signal_stops_every_child(supervised, number):
    process, web, worker = supervised()

    process.send_signal(number)
    output, _errors = process.communicate(timeout=20)

    assert (process.returncode, output) == (0, "all stopped\n")
    assert not _is_alive(web)
    assert not _is_alive(worker)


def test_child_that_does_not_stop_is_killed(supervised):
    process, web, worker = supervised("stubborn", grace=0.2)

    process.terminate()
    output, _errors = process.communicate(timeout=20)

    assert "web did not stop in 0.2 s and is killed" in output
    assert not _is_alive(web)
    assert not _is_alive(worker)


def test_pause_grows_while_starts_do_not_last():
    child = supervisor.Child("web", [])
    child.started_at = time.monotonic()

    assert [child.plan_restart() for _turn in range(7)] == [1, 2, 4, 8, 16, 30, 30]


def test_pause_is_short_again_after_a_long_life():
    child = supervisor.Child("web", [], pause=16)
    child.started_at = time.monotonic() - 60

    assert child.plan_restart() == 1


@pytest.mark.parametrize("asked", ["abc", "0", "70000", "-1"])
def test_impossible_port_is_told_with_what_to_do(monkeypatch, capsys, asked):
    monkeypatch.setenv("PORT", asked)

    assert supervisor.chosen_port() is None
    assert "choose a number from 1 to 65535" in capsys.readouterr().out


def test_taken_port_is_told_with_another(monkeypatch, capsys):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        assert supervisor.chosen_port() is None
    assert f"PORT={port + 1} make demo" in capsys.readouterr().out


def test_digest_changes_with_a_file_that_prepare_works_from(tmp_path):
    (tmp_path / "provinces" / "north").mkdir(parents=True)
    (tmp_path / "requirements.lock").write_text("django==5.2.19")
    before = supervisor.digest(tmp_path)
    (tmp_path / "README.md").write_text("not read by prepare")
    same = supervisor.digest(tmp_path)

    (tmp_path / "provinces" / "north" / "regions.csv").write_text("code,name")

    assert before == same
    assert supervisor.digest(tmp_path) != same


def test_unchanged_deployment_is_not_prepared_again(tmp_path, monkeypatch):
    (tmp_path / "demo.sqlite3").touch()
    (tmp_path / "prepared").write_text(supervisor.digest(tmp_path))
    (tmp_path / "manage.py").write_text("raise SystemExit('prepared again')")
    monkeypatch.setattr(supervisor, "ROOT", tmp_path)
    said = []

    supervisor.prepare(tmp_path, say=said.append)

    assert said == []


def test_interrupted_demonstration_is_thrown_away_before_preparing(tmp_path, monkeypatch):
    for name in ("demo.sqlite3", "demo.sqlite3-wal", "demo.unfinished", "prepared"):
        (tmp_path / name).write_text("old")
    (tmp_path / "manage.py").write_text(
        f"open({str(tmp_path / 'ran')!r}, 'w').write(' '.join(__import__('sys').argv))"
    )
    monkeypatch.setattr(supervisor, "ROOT", tmp_path)
    said = []

    supervisor.prepare(tmp_path, say=said.append)

    assert not any((tmp_path / name).exists() for name in ("demo.sqlite3", "demo.sqlite3-wal", "demo.unfinished"))
    assert (tmp_path / "ran").read_text() == "manage.py prepare"
    assert (tmp_path / "prepared").read_text() == supervisor.digest(tmp_path)
    assert "interrupted" in said[0]


def test_failed_preparation_is_repeated_at_the_next_start(tmp_path, monkeypatch):
    (tmp_path / "prepared").write_text("old")
    (tmp_path / "manage.py").write_text("raise SystemExit(3)")
    monkeypatch.setattr(supervisor, "ROOT", tmp_path)

    with pytest.raises(subprocess.CalledProcessError):
        supervisor.prepare(tmp_path, say=lambda text: None)

    assert not (tmp_path / "prepared").exists()
