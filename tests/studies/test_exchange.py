"""The record in the formats of registries: nothing is lost without being named, and what is exported comes back."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studies.record import FIELDS, SECTIONS, Kind
from studies.record.exchange import ctgov_reading, ctgov_words, ctgov_writing
from studies.record.exchange.notes import UnfitFile
from tests.factories.studies import whole_values

FILES = Path(__file__).parent.parent / "data" / "clinicaltrials"
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), include_characters="\n=+<;|'\\")
WORDS = st.text(LETTERS, max_size=40)


def value_of(field):
    """Any value that a form can leave in a field, empty ones too."""
    if field.kind == Kind.GROUP:
        columns = {column.code: value_of(column) for column in field.columns}
        return st.lists(st.fixed_dictionaries({}, optional=columns), max_size=3)
    if field.kind in (Kind.CHOICE, Kind.YES_NO):
        return st.sampled_from([code for code, _title in field.choices] or ["yes", "no"])
    if field.kind == Kind.NUMBER:
        return st.integers(0, 120)
    if field.kind == Kind.DATE:
        return st.dates().map(str)
    return st.fixed_dictionaries({"zh": WORDS, "en": WORDS}) if field.bilingual else WORDS


RECORDS = st.fixed_dictionaries(
    {}, optional={field.code: value_of(field) for field in FIELDS if field.kind != Kind.DERIVED}
)


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_what_clinicaltrials_gov_is_told_comes_back_the_same(values):
    written = json.dumps(ctgov_writing.protocol(values)).encode()
    found = ctgov_reading.read(written)

    kept = {code: value for code, value in found.values.items() if code in ctgov_words.FIELDS}
    assert kept == ctgov_writing.carries(values)
    assert not found.dropped


def test_what_is_carried_is_what_stands_in_the_record():
    values = whole_values()
    told = ctgov_writing.carries(values)

    assert set(told) == set(ctgov_words.FIELDS) - {"design"} | ({"design"} & set(told))
    assert told["public_title"] == {"zh": "", "en": values["public_title"]["en"].strip()}
    assert told["arms"][0]["intervention"]["en"] == values["arms"][0]["intervention"]["en"].strip()
    assert {code for section in SECTIONS.values() for code in (f.code for f in section.fields)} >= set(told)


def leaves(value):
    """Every text and number of a document."""
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in leaves(one)]
    return [] if isinstance(value, bool) else [str(value)]


@pytest.mark.parametrize("number", ["NCT03475563", "NCT04207047"])
def test_a_record_of_clinicaltrials_gov_comes_in_whole(number):
    content = (FILES / f"{number}.json").read_bytes()
    found = ctgov_reading.read(content)
    told = json.loads(content)

    section = told["protocolSection"]
    assert found.values["public_title"]["en"] == section["identificationModule"]["briefTitle"]
    assert found.values["target_size"] == section["designModule"]["enrollmentInfo"]["count"]
    assert len(found.values["arms"]) == len(section["armsInterventionsModule"]["armGroups"])
    named = {note.place.split(".")[-1] for note in found.notes}
    assert {"statusVerifiedDate", "studyFirstSubmitDate", "hasResults"} <= named
    kept = json.dumps(found.values, ensure_ascii=False)
    for outcome in section["outcomesModule"]["primaryOutcomes"]:
        assert json.dumps(outcome["measure"].strip(), ensure_ascii=False)[1:-1] in kept


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"{}", b'{"protocolSection": 1}', b"[" * 100_000])
def test_what_is_no_protocol_is_refused_with_a_sentence(content):
    with pytest.raises(UnfitFile):
        ctgov_reading.read(content)


@pytest.mark.parametrize("wrong", [1, "x", [], [1], {"name": 1}, None])
def test_modules_of_another_shape_are_named_and_break_nothing(wrong):
    modules = json.loads((FILES / "NCT03475563.json").read_bytes())["protocolSection"]
    for name, module in modules.items():
        for key in module:
            told = {"protocolSection": {name: {key: wrong}}}
            ctgov_reading.read(json.dumps(told).encode())
        ctgov_reading.read(json.dumps({"protocolSection": {name: wrong}}).encode())
