"""What a cell means, however it was typed."""

from datetime import date, datetime

import pytest

from tools.sheets import as_date, as_int, as_text


@pytest.mark.parametrize(
    ("value", "expected"),
    [(13812345678.0, "13812345678"), (" a \n b ", "a b"), (date(2026, 3, 5), "2026-03-05"), (datetime(2026, 3, 5, 8, 30), "2026-03-05 08:30"), (True, "True"), (0.5, "0.5"), ("", "")],
)  # fmt: skip
def test_cells_as_text(value, expected):
    assert as_text(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12, 12),
        (12.0, 12),
        ("12", 12),
        ("１２", 12),
        ("1,200", 1200),
        ("12.00", 12),
        ("-3", -3),
        ("", None),
        (" ", None),
    ],
)
def test_cells_as_whole_numbers(value, expected):
    assert as_int(value) == expected


@pytest.mark.parametrize("value", [0.5, "0.5", "1,2", "十二", "12人", True, "1e3"])
def test_what_is_no_whole_number_is_refused(value):
    with pytest.raises(ValueError, match="no whole number"):
        as_int(value)


@pytest.mark.parametrize(
    "value",
    [date(2026, 3, 5), datetime(2026, 3, 5, 8), "2026-03-05", "2026-3-5", "2026/3/5", "2026.3.5", "2026年3月5日", "２０２６年３月５日", "20260305", " 2026 年 3 月 5 日 "],
)  # fmt: skip
def test_cells_as_dates(value):
    assert as_date(value) == date(2026, 3, 5)


@pytest.mark.parametrize("value", ["3/5/2026", "2026-13-05", "2026-02-30", "46451", "明天"])
def test_what_is_no_date_is_refused(value):
    with pytest.raises(ValueError, match=r"no date|month|day"):
        as_date(value)


def test_an_empty_cell_is_no_date():
    assert as_date("") is None
