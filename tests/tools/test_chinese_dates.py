from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from tools.chinese import date_text, datetime_text, days_text, number_text

LATE_EVENING_IN_UTC = datetime(2026, 3, 5, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "expected"), [("zh-hans", "2026年3月5日"), ("zh-hant", "2026年3月5日"), ("en", "5 March 2026")]
)
def test_date_in_each_language(language, expected):
    assert date_text(date(2026, 3, 5), language) == expected
    with override(language):
        assert date_text(date(2026, 3, 5)) == expected


def test_month_names_begin_and_end_the_year():
    assert [date_text(date(2026, month, 1), "en") for month in (1, 12)] == ["1 January 2026", "1 December 2026"]


@pytest.mark.parametrize(("language", "expected"), [("zh-hans", "2026年3月6日"), ("en", "6 March 2026")])
def test_date_of_a_moment_is_that_of_shanghai(language, expected):
    assert date_text(LATE_EVENING_IN_UTC, language) == expected


@pytest.mark.parametrize(("language", "expected"), [("zh-hans", "2026年3月6日 00:30"), ("en", "6 March 2026, 00:30")])
def test_moment_is_told_in_shanghai_time(language, expected):
    assert datetime_text(LATE_EVENING_IN_UTC, language) == expected


@pytest.mark.parametrize(
    ("count", "language", "expected"),
    [(1, "en", "1 day"), (0, "en", "0 days"), (3, "en", "3 days"), (1, "zh-hans", "1天"), (30, "zh-hans", "30天")],
)
def test_days(count, language, expected):
    assert days_text(count, language) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (999, "九百九十九"),
    ],
)
def test_numbers_in_words(number, expected):
    assert number_text(number) == expected


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_numbers_beyond_are_refused(number):
    with pytest.raises(ValueError, match="between 1 and 999"):
        number_text(number)
