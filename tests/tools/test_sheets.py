import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tools.sheets import Column, content_disposition, write_csv, write_xlsx

COLUMNS = [Column("name", "医院名称"), Column("value", "Value")]

VALUES = [
    (12, 12, "12"),
    (-3, -3, "-3"),
    (-2.5, -2.5, "-2.5"),
    (Decimal("1.50"), 1.5, "1.50"),
    (float("nan"), None, ""),
    (float("-inf"), None, ""),
    (None, None, ""),
    ("", None, ""),
    (True, "true", "true"),
    (date(2026, 3, 5), "2026-03-05", "2026-03-05"),
    (datetime(2026, 3, 5, 1, 30, tzinfo=UTC), "2026-03-05 09:30", "2026-03-05 09:30"),
    (datetime(2026, 3, 5, 1, 30), "2026-03-05 01:30", "2026-03-05 01:30"),
    (gettext_lazy("not a message"), "not a message", "not a message"),
    ("two\nlines", "two\nlines", "two\nlines"),
    ("a\x00b\x0bc", "abc", "abc"),
    ("=1+1", "'=1+1", "'=1+1"),
    ("+8613", "'+8613", "'+8613"),
    ("-3", "'-3", "'-3"),
    ("@SUM(A1)", "'@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1", "'\t=1"),
    ("\n=1", "'\n=1", "'\n=1"),
    ("  =1", "'  =1", "'  =1"),
    ("\x00=1", "'=1", "'=1"),
    ("＝1", "'＝1", "'＝1"),
    ("a=1", "a=1", "a=1"),
]


def sheet(title="医院", columns=COLUMNS, rows=()):
    return load_workbook(BytesIO(write_xlsx(title, columns, rows))).active


def csv_lines(columns, rows):
    content = b"".join(write_csv(columns, rows))
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(("value", "in_xlsx", "in_csv"), VALUES)
def test_cells(value, in_xlsx, in_csv):
    row = {"name": "示范医院", "value": value}
    assert list(sheet(rows=[row]).values) == [("医院名称", "Value"), ("示范医院", in_xlsx)]
    assert csv_lines(COLUMNS, [row]) == [["医院名称", "Value"], ["示范医院", in_csv]]


def test_carriage_return_is_escaped_in_both():
    row = {"name": "\r=1", "value": ""}
    assert sheet(rows=[row]).cell(2, 1).value.startswith("'")
    assert csv_lines(COLUMNS, [row])[1] == ["'\r=1", ""]


def test_titles_of_columns_are_escaped_too():
    columns = [Column("a", "=cmd")]
    assert list(sheet(columns=columns).values) == [("'=cmd",)]
    assert csv_lines(columns, []) == [["'=cmd"]]


@given(st.text())
def test_no_text_is_ever_run_as_a_formula(text):
    rows = [{"name": text, "value": text}]
    assert "f" not in {cell.data_type for cell in sheet(rows=rows)[2]}
    assert all(cell.lstrip(" ")[:1] not in set("=+-@\t\r\n") for cell in csv_lines(COLUMNS, rows)[1])


def test_rows_may_be_sequences_in_the_order_of_the_columns():
    assert csv_lines(COLUMNS, [["a", 1], ("b", 2)]) == [["医院名称", "Value"], ["a", "1"], ["b", "2"]]


def test_row_without_a_column_is_an_error():
    with pytest.raises(KeyError, match="value"):
        csv_lines(COLUMNS, [{"name": "x"}])


def test_csv_begins_with_a_byte_order_mark_and_flows_line_by_line():
    lines = write_csv(COLUMNS, ({"name": str(number), "value": number} for number in range(3)))
    assert next(lines) == b"\xef\xbb\xbf" + "医院名称,Value\r\n".encode()
    assert list(lines) == [b"0,0\r\n", b"1,1\r\n", b"2,2\r\n"]


def test_header_is_frozen_and_bold_and_columns_fit_chinese():
    result = sheet(rows=[{"name": "某县示范医院", "value": "x" * 200}])
    assert result.freeze_panes == "A2"
    assert [cell.font.bold for cell in result[1]] == [True, True]
    assert [cell.font.bold for cell in result[2]] == [False, False]
    assert [result.column_dimensions[letter].width for letter in "AB"] == [14, 60]


@pytest.mark.parametrize(
    ("title", "expected"),
    [("成员 2026/03: [全部]", "成员 2026 03   全部"), ("长" * 40, "长" * 31), ("'", "1"), ("", "1")],
)
def test_any_title_names_a_sheet(title, expected):
    assert sheet(title).title == expected


@pytest.mark.parametrize(
    ("filename", "expected"),
    [
        ("members.csv", 'attachment; filename="members.csv"'),
        (
            "成员 名单.xlsx",
            "attachment; filename=\"file.xlsx\"; filename*=UTF-8''%E6%88%90%E5%91%98%20%E5%90%8D%E5%8D%95.xlsx",
        ),
        ("成员", "attachment; filename=\"file\"; filename*=UTF-8''%E6%88%90%E5%91%98"),
        ('a"b\\c\r\nX: y.csv', 'attachment; filename="a-b-c-X- y.csv"'),
        ("../../etc/passwd", 'attachment; filename="etc-passwd"'),
        ("...", 'attachment; filename="file"'),
    ],
)
def test_content_disposition(filename, expected):
    assert content_disposition(filename) == expected
