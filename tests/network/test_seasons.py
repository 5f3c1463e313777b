"""The days of a season, and what is missing on a day: pure functions of rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.seasons import Gap, Rule, due_before, gap, open_on, over_before, season_of

FIRST = Rule(date(2021, 1, 1), (1, 1), (3, 31), 60)
LATER = Rule(date(2023, 6, 1), (2, 1), (4, 30), 30)
RULES = (FIRST, LATER)
DAYS = st.dates(min_value=date(2020, 6, 1), max_value=date(2026, 12, 31))
CONFIRMED = st.lists(st.tuples(st.integers(min_value=2020, max_value=2026), DAYS), max_size=5)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2020, None),
        (2021, (date(2021, 1, 1), date(2021, 3, 31), date(2021, 5, 30))),
        (2023, (date(2023, 1, 1), date(2023, 3, 31), date(2023, 5, 30))),
        (2024, (date(2024, 2, 1), date(2024, 4, 30), date(2024, 5, 30))),
    ],
)
def test_a_rule_holds_for_the_years_that_begin_after_its_first_day(year, days):
    season = season_of(year, RULES)

    assert (season and (season.opens, season.due, season.grace_end)) == days


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2020, 12, 31), (None, None, None)),
        (date(2021, 3, 31), (2021, None, None)),
        (date(2021, 4, 1), (2021, 2021, None)),
        (date(2021, 5, 31), (2021, 2021, 2021)),
        (date(2024, 1, 31), (2023, 2023, 2023)),
    ],
)
def test_which_season_is_open_due_and_over_on_a_day(day, years):
    found = (open_on(day, RULES), due_before(day, RULES), over_before(day, RULES))

    assert tuple(season and season.year for season in found) == years


@pytest.mark.parametrize(
    ("began", "confirmed", "day", "expected"),
    [
        (date(2020, 5, 1), [], date(2021, 3, 31), Gap.NONE),
        (date(2020, 5, 1), [], date(2021, 4, 1), Gap.GRACE),
        (date(2020, 5, 1), [], date(2021, 5, 30), Gap.GRACE),
        (date(2020, 5, 1), [], date(2021, 5, 31), Gap.OVER),
        (date(2021, 1, 1), [], date(2021, 12, 31), Gap.NONE),
        (date(2020, 5, 1), [(2021, date(2021, 7, 1))], date(2021, 6, 30), Gap.OVER),
        (date(2020, 5, 1), [(2021, date(2021, 7, 1))], date(2021, 7, 1), Gap.NONE),
        # A season that was missed is not forgiven by the next one's grace …
        (date(2020, 5, 1), [], date(2022, 4, 15), Gap.OVER),
        # … but made good by confirming the next one.
        (date(2020, 5, 1), [(2022, date(2022, 2, 1))], date(2022, 2, 1), Gap.NONE),
    ],
)
def test_what_is_missing_on_a_day(began, confirmed, day, expected):
    assert gap(began, confirmed, day, RULES) == expected


@given(DAYS, CONFIRMED, DAYS)
def test_who_began_in_the_season_lacks_nothing_of_its_year(began, confirmed, day):
    season = open_on(day, RULES)
    if season is not None and began >= season.opens:
        assert gap(began, confirmed, day, RULES) == Gap.NONE


@given(DAYS, CONFIRMED, DAYS)
def test_confirming_never_makes_anything_missing(began, confirmed, day):
    more = [*confirmed, (open_on(day, RULES).year if open_on(day, RULES) else day.year, day)]

    assert gap(began, more, day, RULES) == Gap.NONE


@given(DAYS, CONFIRMED, DAYS, st.integers(min_value=1, max_value=400))
def test_what_is_confirmed_later_changes_no_day_before(began, confirmed, day, later):
    more = [*confirmed, (day.year, day + timedelta(days=later))]

    assert gap(began, more, day, RULES) == gap(began, confirmed, day, RULES)
