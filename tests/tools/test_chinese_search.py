import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.chinese import index_text, normalise, query_text, to_simplified


def found(query, text):
    """Whether each term of the query stands in the index: what a database does with them."""
    terms = query_text(query).split()
    return bool(terms) and set(terms) <= set(index_text(text).split())


def test_traditional_becomes_simplified_and_the_rest_stays():
    assert to_simplified("臨床醫學研究中心 (ICD-10)，Ａ") == "临床医学研究中心 (ICD-10)，Ａ"


def test_normal_form_is_simplified_half_width_lower_case():
    assert normalise("臨床　ＩＣＤ－１０ Straße") == "临床 icd-10 strasse"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("临床研究", "临床 床研 研究 临 床 研 究"),
        ("脑卒中", "脑卒 卒中 脑 卒 中 脑卒中"),
        ("肝", "肝"),
        ("3T磁共振 MRI", "3t 磁共 共振 磁 共 振 磁共振 mri"),
        ("", ""),
    ],
)
def test_index_holds_pairs_characters_and_long_words(text, expected):
    assert index_text(text) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("臨床研究", "临床 床研 研究"),
        ("肝", "肝"),
        ("ＭＲＩ 肝", "mri 肝"),
        ('"临床" AND (研究* OR -x)', "临床 and 研究 or x"),
        ("ICD-10 V1.2", "icd-10 v1.2"),
        ("- + . ' \" \\ % : ^ ~ NEAR/2", "near 2"),
        ("“”，。！《》", ""),
    ],
)
def test_query_holds_pairs_without_operators(query, expected):
    assert query_text(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("临床医学", True),
        ("臨床醫學", True),
        ("学研", True),
        ("心", True),
        ("床学", False),
        ("中药", False),
        ("  ", False),
    ],
)
def test_inner_words_are_found_and_others_are_not(query, expected):
    assert found(query, "某省臨床医學研究中心") == expected


@given(st.text("临床研究中心网络成员", min_size=1), st.data())
def test_every_inner_run_is_found(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert found(text[start:end], text)


@given(st.text())
def test_no_query_holds_syntax(text):
    assert set(query_text(text)) & set("\"'*()[]{}^~:%\\/,;!?&|<>=") == set()
    assert query_text(query_text(text)) == query_text(text)
