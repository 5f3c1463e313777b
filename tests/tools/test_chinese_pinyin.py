import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.chinese import SORT_KEY_LENGTH, initials, sort_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张伟", "zhang105f20wei304f1f"),
        ("張偉", "zhang105f20wei304f1f"),
        ("重庆", "chong2091cdqing405e86"),
        ("第2医院", "di407b2c000002yi10533byuan409662"),
        ("Smith, John", "smith0john"),
        ("", ""),
    ],
)
def test_sort_key_is_syllable_tone_and_character(text, expected):
    assert sort_key(text) == expected


@pytest.mark.parametrize(
    "ordered",
    [
        ["北京", "Boston", "沈阳", "石家庄", "张家口"],
        ["第2医院", "第10医院", "第100医院"],
        ["张伟", "张艳", "章丽"],  # one surname stays together although 丽 precedes 伟
        ["西安", "先进"],  # xi before xian, whatever follows
        ["市", "市医院"],
    ],
)
def test_names_stand_as_a_chinese_reader_expects(ordered):
    assert sorted(reversed(ordered), key=sort_key) == ordered


@given(st.text())
def test_sort_key_fits_its_column_and_every_collation(text):
    key = sort_key(text)
    assert len(key) <= SORT_KEY_LENGTH
    assert re.fullmatch("[0-9a-z]*", key)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("临床研究", "lcyj"),
        ("臨床研究", "lcyj"),
        ("A组", "az"),
        ("第3 医院（东区）", "d3yydq"),
        ("重庆", "cq"),
        ("", ""),
    ],
)
def test_initials_are_first_letters(text, expected):
    assert initials(text) == expected
