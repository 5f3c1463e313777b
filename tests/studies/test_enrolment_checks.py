"""The checks of a month, the plan and the projection, on any figures."""

from datetime import date
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studies.enrolment import checks, months, projection
from studies.enrolment.checks import NAMES, Counts

JANUARY = date(2026, 1, 1)
numbers = st.integers(0, 9)
counts = st.builds(Counts, **dict.fromkeys(NAMES, numbers))
figures = st.lists(st.integers(0, 40), min_size=1, max_size=24)
targets = st.integers(1, 2000)
OTHERS = st.dictionaries(st.integers(0, 5).map(lambda step: months.after(JANUARY, step)), counts, max_size=6)


def fits(rows) -> bool:
    """Whether every month's cumulative sums are such as can be."""
    ordered = [rows[month] for month in sorted(rows)]
    screened, failed, enrolled, ended = (
        list(accumulate(getattr(row, name) for row in ordered))
        for name in ("screened", "screen_failures", "enrolled", "ended")
    )
    return all(e + f <= s and x <= e for s, f, e, x in zip(screened, failed, enrolled, ended, strict=True))


@given(counts, OTHERS)
def test_a_month_is_refused_exactly_when_it_or_a_later_one_no_longer_adds_up(stated, others):
    others.pop(JANUARY, None)
    assert (checks.problems(stated, JANUARY, others) == {}) == fits(others | {JANUARY: stated})


@given(st.sampled_from(NAMES), st.sampled_from([-1, checks.MOST + 1]))
def test_a_count_that_cannot_be_has_its_sentence_at_its_own_cell(name, value):
    found = checks.problems(Counts(**{name: value}), JANUARY, {})
    assert set(found) == {name} and str(checks.MOST) in str(found[name])


@pytest.mark.parametrize(
    ("today", "opened", "closed", "code"),
    [
        (date(2026, 1, 30), date(2025, 1, 1), None, checks.IN_FUTURE),
        (date(2026, 1, 31), date(2025, 1, 1), None, None),
        (date(2026, 3, 1), date(2026, 1, 31), None, None),
        (date(2026, 3, 1), date(2026, 2, 1), None, checks.NOT_OPEN),
        (date(2026, 3, 1), None, None, checks.NOT_OPEN),
        (date(2026, 3, 1), date(2025, 1, 1), date(2026, 1, 1), None),
        (date(2026, 3, 1), date(2025, 1, 1), date(2025, 12, 31), checks.NOT_OPEN),
    ],
)
def test_a_month_is_reported_when_it_is_over_and_the_site_was_open_in_it(today, opened, closed, code):
    found = checks.shut(JANUARY, today, opened, closed)
    assert (found and found.code) == code


@given(figures, targets)
def test_a_projection_lies_in_its_range_and_after_the_last_month(enrolled, target):
    found = projection.project(enrolled, JANUARY, target)
    assert found.reached == (sum(enrolled) >= target)
    if found.expected:
        assert JANUARY < found.earliest <= found.expected <= (found.latest or found.expected)
    if found.reached:
        assert found.expected is None


@given(figures, targets)
def test_more_enrolled_in_the_last_month_never_means_later(enrolled, target):
    slow = projection.project([*enrolled, 3], JANUARY, target)
    fast = projection.project([*enrolled, 4], JANUARY, target)
    assert fast.reached or not slow.expected or fast.expected <= slow.expected


@given(st.sampled_from(["linear", "s_curve"]), targets, st.integers(2, 2000))
def test_a_plan_begins_at_nothing_never_falls_and_ends_at_its_target(curve, target, length):
    ends = date.fromordinal(JANUARY.toordinal() + length)
    days = [date.fromordinal(JANUARY.toordinal() + step) for step in range(-2, length + 3)]
    shown = [projection.planned(curve, JANUARY, ends, target, day) for day in days]
    assert shown == sorted(shown) and shown[0] == 0 and shown[-3:] == [target] * 3


def test_months_are_read_and_counted_across_years():
    assert months.read("2026-02") == date(2026, 2, 1)
    assert [months.read(typed) for typed in ("2026-13", "2026-2", "x", "2026-01-01")] == [None] * 4
    assert months.after(date(2026, 11, 1), 3) == date(2027, 2, 1)
    assert months.between(date(2025, 12, 1), date(2026, 1, 1)) == [date(2025, 12, 1), JANUARY]


def test_a_month_is_due_on_the_fifth_working_day_of_the_next(settings):
    # 1 to 3 October and the days around are holidays: the ninth is a working day.
    assert months.due_on(date(2026, 2, 1)) == date(2026, 3, 6)
    settings.MONTH_REPORT_WORKING_DAY = 1
    assert months.due_on(date(2026, 2, 1)) == date(2026, 3, 2)
