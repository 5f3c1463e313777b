"""The record in the formats of registries: nothing is lost without being named, and what is exported comes back."""

import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from access.roles import HOSPITAL_COORDINATOR, INVESTIGATOR
from studies.models import Study
from studies.record import FIELDS, SECTIONS, Kind
from studies.record.exchange import ctgov_reading, ctgov_words, ctgov_writing, ictrp, ictrp_reading
from studies.record.exchange.notes import UnfitFile
from tests.factories import studies as make
from tests.factories.studies import whole_values
from tools import sheets

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


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_what_the_who_is_told_comes_back_the_same(values):
    facts = {"number": "", "registered_on": None, "status": "", "retrospective": False}
    with translation.override("en"):
        row = ictrp.csv_row(ictrp.facts(values, **facts))
    columns = [sheets.Column(str(place), name) for place, name in enumerate(ictrp.COLUMNS)]
    found = ictrp_reading.read(b"".join(sheets.write_csv(columns, [row])))

    kept = {code: value for code, value in found.values.items() if code in ictrp_reading.FIELDS}
    assert kept == ictrp_reading.carries(values)


CSV = b"TrialID,public_title,Age_min,Phase_x\nA1,One,6 Months,x\nA2,Two,18 Years,\n"


def test_a_row_of_the_who_is_chosen_by_its_number_and_what_it_lost_is_named():
    found = ictrp_reading.read(CSV, "A1")

    assert found.values["public_title"]["en"] == "One"
    assert {note.place for note in found.dropped} == {"Age_min", "Phase_x"}
    for content, number in ((CSV, ""), (CSV, "A3"), (b"", ""), (b"a,b\n1,2\n", ""), (b"\xff\x00", "")):
        with pytest.raises(UnfitFile):
            ictrp_reading.read(content, number)


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


def test_ictrp_has_its_columns_and_its_elements():
    values = whole_values()
    facts = {"number": "ChiCTR2600000001", "registered_on": date(2026, 3, 5), "status": "Pending"}
    told = ictrp.facts(values, **facts, retrospective=False)

    assert (len(ictrp.COLUMNS), set(told) <= set(ictrp.COLUMNS)) == (63, True)
    assert dict(zip(ictrp.COLUMNS, ictrp.csv_row(told), strict=True))["Date_registration"] == "05/03/2026"
    trial = ElementTree.fromstring(ictrp.upload_xml(told, values, registry="ChiCTR")).find("trial")
    assert trial.findtext("main/trial_id") == "ChiCTR2600000001"
    assert [one.findtext("type") for one in trial.findall("contacts/contact")] == ["public", "scientific"]
    assert trial.findtext("secondary_ids/secondary_id/sec_id") == values["secondary_ids"][0]["number"]
    assert trial.findtext("primary_outcome/prim_outcome")


@pytest.mark.django_db
def test_a_file_becomes_a_draft_and_the_page_names_what_it_lost(client):
    cast = make.cast()
    client.force_login(cast.people[HOSPITAL_COORDINATOR])
    url, name = reverse("studies:bring_in"), cast.people[INVESTIGATOR].username
    content = (FILES / "NCT04207047.json").read_bytes()
    data = {"hospital": cast.hospital.pk, "kind": "drug", "investigator": name}

    wrong = client.post(url, data | {"file": SimpleUploadedFile("x.json", b"{}")})
    assert (wrong.status_code, Study.objects.count()) == (422, 0)
    answer = client.post(url, data | {"file": SimpleUploadedFile("NCT04207047.json", content)})

    study = Study.objects.get()
    assert "statusVerifiedDate" in answer.content.decode()
    assert study.public_title_en == json.loads(content)["protocolSection"]["identificationModule"]["briefTitle"]
    back = client.get(reverse("studies:export", args=[study.uid, "ctgov"]))
    assert ctgov_reading.read(back.content).values["arms"] == study.record.values["arms"]
    for form in ("ictrp-xml", "ictrp-csv"):
        assert client.get(reverse("studies:export", args=[study.uid, form])).status_code == 200
    for target in ("national", "chictr", "ctgov", "trds"):
        sheet = reverse("studies:sheet", args=[study.uid, target])
        assert client.get(sheet).status_code == client.get(f"{sheet}?export=xlsx").status_code == 200
