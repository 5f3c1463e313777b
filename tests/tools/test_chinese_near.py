"""Names that are nearly the same, and those that only look so."""

import pytest

from tools.chinese import near


@pytest.mark.parametrize(
    ("name", "other", "is_near"),
    [
        ("石家庄市第一医院", "石家庄第一医院", True),
        ("示范县人民医院", "示范县人民医院（东院）", False),
        ("示范县人民医院(东院)", "示范县人民医院（东院）", True),
        ("示範縣人民醫院", "示范县人民医院", True),
        ("第一医院", "第二医院", False),
        ("第一医院", "第十一医院", False),
        ("张县医院", "李县医院", False),
        ("示范县医院", "示范县医院", False),
    ],
)
def test_near_names_differ_in_writing_or_by_one_character(name, other, is_near):
    assert near.near(name, near.index([other])) == (other if is_near else None)
    assert near.near(other, near.index([name])) == (name if is_near else None)
