import uuid
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.codes import credit_code
from tools.identifiers import find_mobile_numbers, find_resident_numbers, is_resident_number, resident_number_of
from tools.identifiers.personal import check_character

# The example of the standard itself (GB 11643-1999), and one without X.
X, PLAIN = "11010519491231002X", "440524198001010013"


def spans(text: str) -> list[str]:
    return [text[each.start : each.end] for each in find_resident_numbers(text)]


WRITTEN = {
    X: X,
    PLAIN: PLAIN,
    "身份证号：11010519491231002x。": "11010519491231002x",
    "张三11010519491231002X李四": X,
    "１１０１０５１９４９１２３１００２Ｘ": "１１０１０５１９４９１２３１００２Ｘ",
    "110105 19491231 002X": "110105 19491231 002X",
    "110105-19491231-002X": "110105-19491231-002X",
    "110105－19491231—002X": "110105－19491231—002X",
    "110105\u00a01949 12 31\u3000002X": "110105\u00a01949 12 31\u3000002X",
    "1101 0519 4912 3100 2X": "1101 0519 4912 3100 2X",
    "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X": "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
    "11010519491231002 X": "11010519491231002 X",
    "1 11010519491231002X": X,
    "3. 11010519491231002X": X,
    "11010519491231002X 2": X,
    "ID11010519491231002X": X,
    "（11010519491231002X）": X,
    "扫描件_11010519491231002X_正面.jpg": X,
    "旧号110105491231002。": "110105491231002",
}


@pytest.mark.parametrize(("text", "number"), WRITTEN.items())
def test_a_number_is_found_however_people_write_it(text, number):
    assert spans(text) == [number]


NONE = {
    "another check character": "110105194912310021",
    "no such province": "160105194912310026",
    "no such day": "11010519490231002X",
    "a day to come": "110105209912310021",
    "a longer number": "11010519491231002X1",
    "the end of a longer number": "911010519491231002X",
    "the digits of a fraction": "0.11010519491231002X",
    "before a word": "11010519491231002Xyz",
    "two lines": "110105\n19491231\n002X",
    "columns of a table": "11 0 10 5 1 9 49 12 3 1 00 2 X",
    "a date and a time": "20260305 103000 123456",
    "fifteen digits in groups": "110105 491231 002",
    "fifteen digits of a day since the new form": "110105991231002",
    "fifteen digits without a day": "110105491331002",
    "fifteen digits after a letter": "R110105491231002",
    "a mobile number": "13812345678",
    "a credit code with a letter": "91110000600037341L",
    "the credit code of an institution": "12130000MB9D000171",
    "a credit code of digits only": "123502001549897397",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_what_is_no_number_is_left_alone(text):
    assert spans(text) == []


def test_several_numbers_are_found_in_their_order_and_shown_without_being_repeated():
    found = find_resident_numbers(f"甲 {PLAIN}；乙 110105491231002；丙 {X}")
    assert [each.shown for each in found] == ["440…13", "110…02", "110…2X"]


def test_a_credit_code_of_digits_that_meets_all_rules_counts_as_a_resident_number():
    """The exception that the module's description names: only such a code, and its own field lets it pass."""
    codes = (
        credit_code.build("110119", f"85{month:02d}{day:02d}{rest:02d}")
        for month in range(1, 13)
        for day in range(1, 29)
        for rest in range(100)
    )
    code = next(code for code in codes if is_resident_number(code))
    assert credit_code.problems(code) == []
    assert spans(code) == [code]


@st.composite
def numbers(draw) -> str:
    division = draw(st.sampled_from(["110105", "120223", "310115", "440524", "659001", "460400", "810000", "522324"]))
    born = draw(st.dates(date(1900, 1, 1), date(2025, 12, 31)))
    body = f"{division}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return body + check_character(body)


around = st.text(st.sampled_from("身份证。, \n:abc甲"), max_size=12)


@given(numbers(), around, around)
def test_every_number_is_found_in_any_text(number, before, after):
    if after[:1].isascii() and after[:1].isalnum():
        after = "，" + after
    assert spans(before + number + after) == [number]


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789"))
def test_a_number_with_one_wrong_digit_is_none(number, place, digit):
    wrong = number[:place] + digit + number[place + 1 :]
    assert is_resident_number(wrong) is (wrong == number)


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8), st.sampled_from(["130100", "110101"]))
def test_no_credit_code_of_an_institution_there_is_taken_for_a_number(serial, division):
    assert spans(credit_code.build(division, serial)) == []


@given(st.uuids(version=4), st.integers(0, 999_999))
def test_our_own_uids_and_numbers_are_none(uid: uuid.UUID, number):
    assert spans(f"{uid} {uid.hex} SL-2026-{number:06d} R{number:06d}") == []


@given(st.text(st.sampled_from("0123456789 -xX１９.\n甲")))
def test_any_text_is_answered_with_places_within_it(text):
    for each in find_resident_numbers(text) + find_mobile_numbers(text):
        assert 0 <= each.start < each.end <= len(text)


REPEATED = ["1 ", "1", "1-1 ", "110105194912310020 ", "11010519491231002", "110105 1949 中文", " "]


@pytest.mark.parametrize("part", REPEATED)
def test_ten_megabytes_are_looked_through_at_a_cost_that_grows_with_the_length_only(part, monkeypatch):
    """Counted in candidates that the pattern hands over, not in seconds: at most one for each place it may begin."""
    from tools.identifiers import personal

    seen = []
    monkeypatch.setattr(personal, "is_resident_number", lambda code: seen.append(code) or False)
    text = part * (200_000 // len(part))
    assert find_resident_numbers(text) == []
    assert len(seen) <= text.count(part)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1.10105194912310E+17", "110…00"),  # what a spreadsheet made of eighteen digits
        ("110105194912310030", "110…30"),
        ("1.1010519491231e+17", "110…00"),
        ("110105491231002", "110…02"),
        ("110105491231002.0", "110…02"),
        ("1.1010519491331E+17", None),
        ("13812345678", None),
        ("0.5", None),
        ("1e400", None),
        ("nan", None),
        ("x", None),
        ("", None),
    ],
)
def test_number_cells_of_spreadsheets_count_without_the_digits_that_were_lost(value, shown):
    found = resident_number_of(value)
    assert (found and found.shown) == shown


MOBILES = {
    "13812345678": ["13812345678"],
    "138 1234 5678": ["138 1234 5678"],
    "电话：+86 138-1234-5678。": ["138-1234-5678"],
    "（+86）19912345678": ["19912345678"],
    "008613812345678": ["13812345678"],
    "１３８１２３４５６７８": ["１３８１２３４５６７８"],
    "13812345678、13987654321": ["13812345678", "13987654321"],
    "0311-85988888": [],
    "400-138-1234": [],
    "113812345678": [],
    "138123456789": [],
    "12812345678": [],
    "13812345678.5": [],
    X: [],
    "1381234 5678": [],
}


@pytest.mark.parametrize(("text", "expected"), MOBILES.items())
def test_mobile_numbers(text, expected):
    assert [text[each.start : each.end] for each in find_mobile_numbers(text)] == expected
