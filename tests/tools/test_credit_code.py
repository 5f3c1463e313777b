import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from tools.codes import credit_code
from tools.codes.credit_code import ALPHABET, CreditCodeError

ISSUED = ["91110000600037341L", "123502001549897397", "9135021359498494XQ"]
INVENTED = [
    "12130000MB9D000171",
    "12130100MB9D000251",
    "12130123MB9D000336",
    "12130682MB9D000419",
    "12130181MB9D0005XQ",
    "12130638MB9D00068A",
    "12130200MB9D00076E",
    "12130728MB9D00084M",
]
ORGANISATION = "Characters 9 to 17 do not agree with each other. Please compare them with the certificate."
FINAL = "The last character does not agree with the rest. Please compare the code with the certificate."

divisions = st.text("0123456789", min_size=6, max_size=6)
serials = st.text(ALPHABET, min_size=8, max_size=8)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.mark.parametrize("code", ISSUED + INVENTED)
def test_valid_codes_have_no_problems(code):
    assert credit_code.problems(code) == []
    assert credit_code.check(code) == code


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("91110000600037342L", [ORGANISATION, FINAL]),
        ("91350203M0001QAY9B", [FINAL]),  # really issued: the caller may override
        ("12130000MBD9000171", [ORGANISATION, FINAL]),  # characters 11 and 12 exchanged
        ("12130000MB9D000172", [FINAL]),
        ("12130000MB9D00017", ["A unified social credit code has 18 characters; this one has 17."]),
        ("", ["A unified social credit code has 18 characters; this one has 0."]),
        ("1213O000MB9D000171", ["Character 5 is the letter O, which no credit code contains. Is it 0?"]),
        (
            "I2130000MB9D00017Z",
            [
                "Character 1 is the letter I, which no credit code contains. Is it 1?",
                "Character 18 is the letter Z, which no credit code contains. Is it 2?",
            ],
        ),
        ("12130000MB9D00017-", ["Character 18 is -, which no credit code contains."]),
        ("12130000MB9D00017中", ["Character 18 is 中, which no credit code contains."]),
        (
            "S2130",
            [
                "A unified social credit code has 18 characters; this one has 5.",
                "Character 1 is the letter S, which no credit code contains. Is it 5?",
            ],
        ),
    ],
)
def test_every_problem_is_told_in_a_sentence(code, expected):
    assert credit_code.problems(code) == expected
    with pytest.raises(CreditCodeError) as refused:
        credit_code.check(code)
    assert refused.value.problems == expected
    assert str(refused.value) == " ".join(expected)


@pytest.mark.parametrize(
    "typed",
    [
        "12130000mb9d000171",
        " 1213 0000 MB9D 0001 71\t",
        "１２１３００００ＭＢ９Ｄ０００１７１",
        "\u300012130000MB9D000171\n",
    ],
)
def test_typing_habits_are_forgiven(typed):
    assert credit_code.check(typed) == "12130000MB9D000171"


@pytest.mark.parametrize("code", INVENTED)
def test_build_gives_the_known_invented_codes(code):
    assert credit_code.build(code[2:8], code[8:16]) == code


@pytest.mark.parametrize("division", ["13000", "13000x", "１３００００"])
def test_build_refuses_what_is_no_division(division):
    with pytest.raises(ValueError, match=f"six digits, not '{division}'"):
        credit_code.build(division, "MB9D0001")


@pytest.mark.parametrize("serial", ["MB9D001", "MB9D000O", "mb9d0001"])
def test_build_refuses_what_is_no_organisation_code(serial):
    with pytest.raises(ValueError, match=f"not '{serial}'"):
        credit_code.build("130000", serial)


@given(divisions, serials)
def test_built_codes_hold(division, serial):
    code = credit_code.build(division, serial)
    assert credit_code.problems(code) == []
    assert (code[:2], code[2:8], code[8:16]) == ("12", division, serial)


@given(divisions, serials, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(division, serial, place, character):
    code = credit_code.build(division, serial)
    wrong = code[:place] + character + code[place + 1 :]
    assert (credit_code.problems(wrong) == []) == (wrong == code)


@given(divisions, serials, st.integers(0, 16))
def test_two_exchanged_neighbours_are_always_found(division, serial, place):
    code = credit_code.build(division, serial)
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (credit_code.problems(wrong) == []) == (wrong == code)


@given(st.one_of(st.text(), st.text(ALPHABET, min_size=18, max_size=18)))
def test_any_text_is_answered_and_only_consistent_codes_pass(text):
    code = credit_code.clean(text)
    consistent = (
        len(code) == 18
        and set(code) <= set(ALPHABET)
        and code[16] == credit_code.organisation_check(code[8:16])
        and code[17] == credit_code.final_check(code[:17])
    )
    assert (credit_code.problems(code) == []) == consistent
