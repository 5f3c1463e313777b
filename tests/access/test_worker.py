"""The worker: does what waits and what is due, stops in order, and another one goes on where one was killed."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command

from access import jobs, presence
from access.actor import Actor
from access.enums import JobState
from access.models import Beat, Job
from access.worker import Worker
from tests import databases
from tests.province import ROOT, environment

PATIENCE_SECONDS = 60
real = pytest.mark.django_db(transaction=True)
begun = threading.Event()


@jobs.work("test.long")
def long(progress):
    """Goes on until it is told to end."""
    begun.set()
    while True:
        progress.check_cancelled()
        time.sleep(0.02)


@jobs.work("test.short")
def short(progress):
    """Is done at once."""


def _wait_for(condition, seconds=PATIENCE_SECONDS):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError("not within the time")


@pytest.fixture
def worker():
    """A worker in a thread of this process; it has ended when the test has."""
    begun.clear()
    one = Worker("one")
    thread = threading.Thread(target=one.run)
    thread.start()
    yield one
    one.stop()
    thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()


def _start(name: str) -> Job:
    return jobs.start(name, by=Actor.as_system("test"))


@real
@pytest.mark.both
def test_a_worker_does_what_waits_and_what_is_due_until_it_is_stopped(worker):
    first, second = _start("test.short"), _start("test.short")

    _wait_for(lambda: Job.objects.filter(state=JobState.DONE).count() == 2)
    _wait_for(lambda: Beat.objects.get(name="access.reap").last_success)

    assert {job.worker for job in Job.objects.filter(pk__in=[first.pk, second.pk])} == {"one"}
    assert worker.code == 0


@real
def test_a_worker_that_is_stopped_gives_its_job_back(worker):
    job = _start("test.long")
    assert begun.wait(PATIENCE_SECONDS)

    worker.stop()

    _wait_for(lambda: Job.objects.filter(pk=job.pk, state=JobState.QUEUED).exists())
    job.refresh_from_db()
    assert (job.attempts, job.lease) == (0, None)


@real
def test_a_running_job_is_taken_back_from_outside(worker):
    job = _start("test.long")
    assert begun.wait(PATIENCE_SECONDS)

    jobs.ask_to_cancel(job)

    _wait_for(lambda: Job.objects.filter(pk=job.pk, state=JobState.CANCELLED).exists())


@pytest.mark.django_db
def test_the_command_does_once_what_waits():
    job = _start("test.short")
    call_command("run_worker", "--once")
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert presence.dead() == []


# Announces itself, and ends as a killed process does.
KILLED = """
import os, sys
from django.conf import settings
settings.configure(VAR_DIR=sys.argv[1])
from access import presence
print(presence.announced().__enter__(), flush=True)
os._exit(9)
"""


def test_who_lives_is_not_dead_and_who_ended_without_a_word_is(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    with presence.announced() as name:
        command = [sys.executable, "-W", "ignore", "-c", KILLED, str(tmp_path)]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        killed = run.stdout.strip()
        assert presence.dead() == [killed] != [name]
        presence.forget([killed])
        assert presence.dead() == []
    assert list((tmp_path / "workers").iterdir()) == []


# A worker with a work of this test's own: it notes each time that it begins.
PROGRAM = """
import os, sys, time
import django
django.setup()
from access import jobs
from django.core.management import call_command

@jobs.work("test.noted")
def noted(progress):
    with open(sys.argv[1], "a") as notes:
        notes.write(f"{os.getpid()} {progress.job.attempts}\\n")
    while progress.job.attempts < 2:
        progress.check_cancelled()
        time.sleep(0.05)

call_command("run_worker")
"""


@pytest.mark.faults
def test_where_a_worker_was_killed_the_next_one_goes_on_at_once(tmp_path, django_db_setup):
    shutil.copyfile(databases.for_process("worker").template, tmp_path / "demo.sqlite3")
    notes = tmp_path / "notes"

    def begin() -> subprocess.Popen:
        command = [sys.executable, "-W", "ignore", "-c", PROGRAM, str(notes)]
        return subprocess.Popen(command, cwd=ROOT, env=environment(tmp_path))

    def lines() -> list[str]:
        return notes.read_text().splitlines() if notes.exists() else []

    def state() -> tuple:
        with closing(sqlite3.connect(tmp_path / "demo.sqlite3", timeout=20)) as connection:
            return connection.execute("SELECT state, attempts FROM access_job").fetchone()

    _queue(tmp_path)
    first = begin()
    _wait_for(lambda: len(lines()) == 1)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    second = begin()
    try:
        _wait_for(lambda: state() == ("done", 2))
        assert lines() == [f"{first.pid} 1", f"{second.pid} 2"]
    finally:
        second.terminate()
        assert second.wait(PATIENCE_SECONDS) == 0


def _queue(folder: Path) -> None:
    program = (
        "import django; django.setup(); from access import jobs; from access.actor import Actor;"
        "jobs.work('test.noted')(print); jobs.start('test.noted', by=Actor.as_system('test'))"
    )
    command = [sys.executable, "-W", "ignore", "-c", program]
    subprocess.run(command, cwd=ROOT, env=environment(folder), check=True)
