"""What lifecycle forms post, read so that nothing forged goes further."""

import pytest

from access import form_tokens
from access.refusals import Refused


@pytest.mark.parametrize(("typed", "version"), [("1", 1), ("0", 0), ("007", 7), ("999999999", 999_999_999)])
def test_a_version_is_a_whole_number(typed, version):
    assert form_tokens.version(typed) == version


@pytest.mark.parametrize(
    "typed", ["", " 1", "x", "-1", "1.0", "1e3", "0x1", "²", "٣", "9" * 10, "9" * 5000, "1\0", "None"]
)
def test_anything_else_is_refused_with_a_sentence_about_the_thing(typed):
    with pytest.raises(Refused) as refused:
        form_tokens.version(typed, "thing")

    assert refused.value.reason.code == "access.form.bad_version"
    assert refused.value.thing == "thing"


def test_a_posted_form_has_version_and_token(rf):
    assert form_tokens.posted(rf.post("/", {"version": "3", "token": "abc"})) == {"expected": 3, "token": "abc"}
    assert form_tokens.posted(rf.post("/", {"version": "3"})) == {"expected": 3, "token": ""}


def test_tokens_are_cut_to_their_column_and_texts_trimmed_of_what_postgresql_refuses(rf):
    posted = form_tokens.posted(rf.post("/", {"version": "3", "token": "\0" + "x" * 99}))
    assert posted["token"] == "x" * 40

    request = rf.post("/", {"reason": "  为\0什么 \n"})
    assert form_tokens.words(request, "reason") == "为什么"
    assert form_tokens.words(request, "nothing") == ""


def test_fresh_tokens_fit_the_column_and_do_not_repeat():
    tokens = {form_tokens.fresh() for _ in range(100)}

    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {40}
