from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest

from tools import clock


def test_running_clock_is_the_time_of_the_machine_in_utc():
    before, now, after = datetime.now(UTC), clock.now(), datetime.now(UTC)  # noqa: TID251 - the clock is the thing tested
    assert before <= now <= after
    assert now.tzinfo is UTC


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-05", datetime(2026, 3, 4, 16, tzinfo=UTC)),
        ("2026-03-05 09:00", datetime(2026, 3, 5, 1, tzinfo=UTC)),
        (date(2026, 3, 5), datetime(2026, 3, 4, 16, tzinfo=UTC)),
        (datetime(2026, 3, 5, 9), datetime(2026, 3, 5, 1, tzinfo=UTC)),
        (datetime(2026, 3, 5, 9, tzinfo=UTC), datetime(2026, 3, 5, 9, tzinfo=UTC)),
    ],
)
def test_at_reads_what_names_no_zone_as_shanghai_time(value, expected):
    with clock.at(value):
        assert clock.now() == expected


def test_at_refuses_text_that_is_no_date():
    with pytest.raises(ValueError, match="March"), clock.at("5 March 2026"):
        pass


def test_today_is_the_date_in_shanghai():
    with clock.at(datetime(2026, 3, 4, 15, 59, 59, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 4)
    with clock.at(datetime(2026, 3, 4, 16, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 5)


def test_clock_is_stopped_for_other_threads_too():
    seen = []
    with clock.at("2026-03-05 09:00"):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen == [datetime(2026, 3, 5, 1, tzinfo=UTC)]


def test_inner_stop_ends_with_its_block_even_after_an_error():
    with clock.at("2026-03-05"):
        with pytest.raises(KeyError), clock.at("2020-01-01"):
            raise KeyError
        assert clock.today() == date(2026, 3, 5)


def test_stopped_clock_is_moved_day_by_day():
    with clock.at("2026-02-27 09:00"):
        days = []
        for _ in range(3):
            clock.advance(days=1)
            days.append(clock.today())
        assert days == [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)]
        assert clock.move_to("2027-01-01 08:30") == clock.now() == datetime(2027, 1, 1, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("move", [lambda: clock.move_to("2026-03-05"), lambda: clock.advance(days=1)])
def test_running_clock_cannot_be_moved(move):
    with pytest.raises(RuntimeError, match="clock.at"):
        move()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)  # noqa: TID251 - the clock is the thing tested
