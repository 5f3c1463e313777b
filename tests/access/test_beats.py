"""Regular works: due by the clock, done by one worker at a time, catching up once, trying again after an error."""

from datetime import time

import pytest
from django.db import connection

from access import beats
from access.beats import Registered
from access.models import Beat
from tools import clock

pytestmark = pytest.mark.django_db

MINUTE, DAY = "test.minute", "test.day"
calls: list[str] = []
broken: list[str] = []


@beats.each_minute(MINUTE, "Each minute")
def minute():
    """Counts its calls, or fails."""
    calls.append(MINUTE)
    if MINUTE in broken:
        raise ValueError("a secret of the work")


@beats.each_day(DAY, at="02:30")
def day():
    """Counts its calls."""
    calls.append(DAY)


@pytest.fixture(autouse=True)
def _only_these(monkeypatch):
    calls.clear()
    broken.clear()
    monkeypatch.setattr(beats, "BEATS", {name: beats.BEATS[name] for name in (MINUTE, DAY)})


def _tick(holder="one") -> list[str]:
    """One look at the clock, as the worker takes it; returns what was done."""
    calls.clear()
    for name in beats.take_due(holder):
        beats.carry_out(name, holder)
    return list(calls)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-03-05 02:29", "2026-03-05 02:30"),
        ("2026-03-05 02:30", "2026-03-06 02:30"),
        ("2026-03-05 23:59", "2026-03-06 02:30"),
        # In UTC this is still the day before.
        ("2026-03-05 01:00", "2026-03-05 02:30"),
    ],
)
def test_a_daily_work_is_due_at_its_time_in_shanghai(now, due):
    beat = Registered(DAY, day, at=time(2, 30))
    assert beat.next_after(clock.moment(now)) == clock.moment(due)


@pytest.mark.both
def test_works_are_done_when_they_are_due_and_after_a_stop_once():
    with clock.at("2026-03-05 01:00"):
        beats.sync()
        assert _tick() == [MINUTE]
        assert _tick() == []
        clock.advance(seconds=59)
        assert _tick() == []
        clock.advance(seconds=1)
        assert _tick() == [MINUTE]
        clock.move_to("2026-03-05 02:30")
        assert sorted(_tick()) == [DAY, MINUTE]
        # Three days without a worker.
        clock.move_to("2026-03-08 09:00")
        assert sorted(_tick()) == [DAY, MINUTE]
        assert _tick() == []
    assert Beat.objects.get(name=DAY).next_due == clock.moment("2026-03-09 02:30")


def test_rows_are_made_once_and_kept():
    with clock.at("2026-03-05 01:00"):
        beats.sync()
        _tick()
        clock.advance(seconds=10)
        beats.sync()
        assert _tick() == []
    assert set(Beat.objects.values_list("name", flat=True)) == {MINUTE, DAY}


def test_who_is_working_is_left_to_work(settings):
    with clock.at("2026-03-05 01:00"):
        beats.sync()
        assert beats.take_due("one") == [MINUTE]
        clock.advance(seconds=settings.JOB_LOST_SECONDS)
        beats.keep("one", [MINUTE])
        clock.advance(seconds=settings.JOB_LOST_SECONDS)
        assert beats.take_due("two") == []
        # Without a sign of life another worker takes over, and the late end of the first changes nothing.
        clock.advance(seconds=1)
        assert beats.take_due("two") == [MINUTE]
        beats.carry_out(MINUTE, "one")
        assert Beat.objects.get(name=MINUTE).holder == "two"
        beats.carry_out(MINUTE, "two")
        assert Beat.objects.get(name=MINUTE).holder == ""


def test_what_is_held_only_by_name_goes_to_others(settings):
    """A worker that lives, and lost a beat on the way, does not keep it for ever."""
    with clock.at("2026-03-05 01:00"):
        beats.sync()
        assert beats.take_due("one") == [MINUTE]
        clock.advance(seconds=settings.JOB_LOST_SECONDS)
        beats.keep("one", [DAY])
        clock.advance(seconds=1)
        assert beats.take_due("one", running=[MINUTE]) == []
        assert beats.take_due("one") == [MINUTE]


def _lose_connection() -> None:
    """As a restart of the server does it."""
    if connection.vendor == "postgresql":
        connection.cursor().execute("SELECT pg_terminate_backend(pg_backend_pid())")
    connection.connection.close()
    Beat.objects.count()


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_a_work_that_lost_its_connection_is_given_back_and_tried_again(monkeypatch):
    monkeypatch.setitem(beats.BEATS, MINUTE, Registered(MINUTE, _lose_connection, seconds=60))
    with clock.at("2026-03-05 01:00"):
        beats.sync()
        assert _tick() == []
        row = Beat.objects.get(name=MINUTE)
        assert (row.holder, row.lease_until, row.failures) == ("", None, 1)
        assert row.last_error.endswith("Error")
        monkeypatch.setitem(beats.BEATS, MINUTE, Registered(MINUTE, minute, seconds=60))
        clock.advance(minutes=1)
        assert _tick("two") == [MINUTE]


def test_the_works_of_a_dead_worker_are_free_at_once():
    beats.sync()
    beats.take_due("dead")
    assert beats.free("dead") == 1
    assert beats.take_due("two") == [MINUTE]
    assert beats.free() == 0


def test_an_error_is_kept_by_its_kind_only_and_the_work_is_tried_again():
    broken.append(MINUTE)
    with clock.at("2026-03-05 01:00"):
        beats.sync()
        _tick()
        clock.advance(minutes=1)
        assert _tick() == [MINUTE]
        row = Beat.objects.get(name=MINUTE)
        assert (row.last_error, row.failures, row.last_success) == ("ValueError", 2, None)
        broken.clear()
        clock.advance(minutes=1)
        _tick()
        row.refresh_from_db()
        assert (row.last_error, row.failures, row.last_success) == ("", 0, clock.now())


def test_a_test_or_a_command_runs_a_work_by_its_name():
    beats.run(DAY)
    assert calls == [DAY]
    broken.append(MINUTE)
    with pytest.raises(ValueError, match="secret"):
        beats.run(MINUTE)


def test_two_works_of_one_name_are_refused():
    with pytest.raises(ValueError, match="registered twice"):
        beats.each_minute(DAY)(minute)
