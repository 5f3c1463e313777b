import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.checks import run_checks
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from tools import calendar, clock
from tools.calendar.checks import check_years
from tools.calendar.notices import SHIPPED, CalendarError

YEARS = range(2018, 2027)
days = st.dates(date(2018, 1, 1), date(2026, 12, 31))
kinds = st.sampled_from(list(calendar.Kind))


@pytest.fixture
def folder(tmp_path, settings):
    """The administrator's folder of further years."""
    settings.CALENDAR_DIR = tmp_path
    return tmp_path


def put(folder, number: int, *, off=(), worked=(), **other) -> None:
    data = {
        "year": number,
        "sources": ["a notice"],
        "holidays": [{"name": "节", "from": first, "to": last} for first, last in off],
        "working_weekend_days": list(worked),
    }
    (folder / f"{number}.json").write_text(json.dumps(data | other), encoding="utf-8")


# Days whose answer the notices give in words: off although a weekday, worked although a weekend, and their neighbours.
DAYS = {
    "2018-12-29": True,  # worked for the new year 2019, which the notice of the next year arranged
    "2018-12-31": False,
    "2019-05-02": False,  # the amended Labour Day
    "2019-05-05": True,
    "2020-01-31": False,  # the Spring Festival that was extended
    "2020-02-01": False,  # first announced as worked
    "2020-02-03": True,
    "2021-02-20": True,
    "2022-12-31": False,
    "2023-10-07": True,
    "2024-02-18": True,
    "2025-10-08": False,
    "2026-01-04": True,
    "2026-02-14": True,
    "2026-02-23": False,
    "2026-02-24": True,
    "2026-03-07": False,
    "2026-03-05": True,
}


@pytest.mark.parametrize(("day", "worked"), DAYS.items())
def test_working_days_are_those_of_the_notices(day, worked):
    assert calendar.is_working_day(date.fromisoformat(day)) is worked


def test_every_year_since_the_first_of_the_demonstration_is_there_with_its_notice():
    known = {year: calendar.year_of(year) for year in YEARS}
    assert all(f"{year}年部分节假日安排的通知" in known[year].sources[0] for year in YEARS)
    assert sorted(path.stem for path in SHIPPED.glob("*.json")) == [str(year) for year in YEARS]
    # Since 1999 the law gives at least 11 public holidays; with weekends moved to them, 25 to 34 days are off.
    assert all(25 <= len(known[year].off) <= 34 and 4 <= len(known[year].worked) <= 8 for year in YEARS)


DEADLINES = [
    ("2026-03-02", 1, "natural", "2026-03-02"),
    ("2026-03-02", 5, "natural", "2026-03-06"),
    ("2026-03-02", 1, "working", "2026-03-02"),
    ("2026-03-02", 5, "working", "2026-03-06"),
    ("2026-03-02", 6, "working", "2026-03-09"),
    ("2026-03-07", 1, "working", "2026-03-09"),  # begins on a Saturday
    ("2026-02-13", 3, "working", "2026-02-24"),  # the Saturday after is worked, then the Spring Festival
    ("2026-02-14", 10, "natural", "2026-02-23"),  # ends on a holiday and stays there
    ("2026-12-31", 2, "working", "2027-01-01"),  # nobody knows yet that this is a holiday
]


@pytest.mark.parametrize(("start", "count", "kind", "last"), DEADLINES)
def test_both_end_days_of_a_period_count(start, count, kind, last):
    assert calendar.deadline(date.fromisoformat(start), count, kind) == date.fromisoformat(last)


def test_a_period_that_an_event_starts_begins_on_the_next_day():
    assert calendar.due_after(date(2026, 3, 2), 5, "natural") == date(2026, 3, 7)
    assert calendar.due_after(date(2026, 3, 6), 1, "working") == date(2026, 3, 9)


def test_a_period_ends_at_midnight_in_shanghai():
    assert calendar.ends_at(date(2026, 3, 5)) == datetime(2026, 3, 5, 16, tzinfo=UTC)


@pytest.mark.parametrize("count", [0, -1, 3661])
def test_a_period_that_cannot_be_meant_is_refused(count):
    with pytest.raises(ValueError, match="1 to 3660 days"):
        calendar.deadline(date(2026, 3, 2), count, "working")
    with pytest.raises(ValueError, match="lunar"):
        calendar.deadline(date(2026, 3, 2), 1, "lunar")


@given(days, st.integers(1, 400), kinds)
def test_counting_a_period_gives_its_days_back(start, count, kind):
    last = calendar.deadline(start, count, kind)
    assert calendar.count(start, last, kind) == count
    assert calendar.count(start, last - timedelta(days=1), kind) == count - 1


@given(days, st.integers(1, 200), kinds)
def test_a_longer_period_ends_later_and_working_days_never_end_before_natural_ones(start, count, kind):
    assert calendar.deadline(start, count, kind) < calendar.deadline(start, count + 1, kind)
    assert calendar.deadline(start, count, "natural") <= calendar.deadline(start, count, "working")
    assert calendar.is_working_day(calendar.deadline(start, count, "working"))


@pytest.mark.parametrize(
    ("language", "count", "kind", "expected"),
    [
        ("en", 10, "working", "10 working days (until 5 March 2026, 24:00)"),
        ("en", 1, "working", "1 working day (until 5 March 2026, 24:00)"),
        ("en", 7, "natural", "7 natural days (until 5 March 2026, 24:00)"),
    ],
)
def test_the_text_of_a_period_says_kind_day_and_hour(language, count, kind, expected):
    with override(language):
        assert calendar.period_text(count, kind, date(2026, 3, 5)) == expected


def test_a_year_that_nobody_knows_is_counted_by_weekends_and_says_so(folder):
    assert calendar.missing_years(date(2026, 12, 1), date(2028, 1, 1)) == [2027, 2028]
    assert calendar.is_working_day(date(2027, 1, 1))
    assert not calendar.is_working_day(date(2027, 1, 2))
    with override("en"):
        assert calendar.note(date(2026, 3, 1), date(2026, 12, 31)) == ""
        assert calendar.note(date(2026, 12, 28), date(2027, 1, 8)) == (
            "The public holidays of 2027 are not known yet: this day was counted by weekends only."
        )


def test_an_administrator_adds_a_year_and_corrects_one_without_a_restart(folder):
    put(folder, 2027, off=[("2027-01-01", "2027-01-03")], worked=["2027-01-09"])
    assert not calendar.is_working_day(date(2027, 1, 1))
    assert calendar.is_working_day(date(2027, 1, 9))
    put(folder, 2027, off=[("2027-01-01", "2027-01-01"), ("2027-01-04", "2027-01-04")])
    assert not calendar.is_working_day(date(2027, 1, 4))
    assert not calendar.is_working_day(date(2027, 1, 9))
    put(folder, 2026)
    assert calendar.is_working_day(date(2026, 10, 1))


WRONG = {
    "a day of another year": {"off": [("2026-12-31", "2027-01-01")]},
    "an end before its beginning": {"off": [("2027-01-03", "2027-01-01")]},
    "a weekday as a worked weekend day": {"worked": ["2027-01-04"]},
    "a day both off and worked": {"off": [("2027-01-02", "2027-01-02")], "worked": ["2027-01-02"]},
    "no source": {"sources": []},
    "the number of another year": {"year": 2026},
    "a day that is none": {"worked": ["2027-02-30"]},
    "a holiday without an end": {"holidays": [{"name": "节", "from": "2027-01-01"}]},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_file_is_told_with_its_name_and_is_an_error_of_the_system(folder, wrong):
    put(folder, 2027, **wrong)
    with pytest.raises(CalendarError, match=r"2027\.json"):
        calendar.is_working_day(date(2027, 1, 4))
    with clock.at("2027-03-05"):
        assert [message.id for message in check_years()] == ["tools.E001"]


@pytest.mark.parametrize(
    ("today", "missing"),
    [("2026-03-05", []), ("2026-11-30", []), ("2026-12-01", ["2027"]), ("2027-01-01", ["2027"])],
)
def test_the_system_warns_from_december_on_while_the_next_year_is_missing(folder, today, missing):
    with clock.at(today):
        found = [message for message in run_checks() if message.id == "tools.I001"]
    assert [message.msg.split()[4] for message in found] == missing
    assert all(str(folder) in message.hint for message in found)
