"""The record as data: nothing of a registry is forgotten, completeness and differences say what is so."""

import pytest

from studies.forms.record import RecordForm
from studies.record import BY_CODE, FIELDS, SECTIONS, completeness, differences
from studies.record.reading import text_of
from studies.record.targets import TARGETS
from tests.factories.studies import whole_values

ITEMS_OF_THE_WHO = {str(number) for number in range(1, 25)}


def test_all_items_of_the_who_stand_in_its_order():
    said = [item.en.split()[0] for item in TARGETS["trds"].items]
    numbers = [int(one.split("/")[0]) for one in said]

    assert {part for one in said for part in one.split("/")} == ITEMS_OF_THE_WHO
    assert numbers == sorted(numbers)


def test_every_code_stands_once_and_every_field_is_asked_for_by_somebody():
    codes = [field.code for field in FIELDS]
    asked = {item.code for target in TARGETS.values() for item in target.items}

    assert len(codes) == len(set(codes))
    assert set(codes) - asked == {"no_repetition", "population"}


@pytest.mark.parametrize("target", TARGETS)
def test_a_whole_record_lacks_only_what_nobody_types(target):
    lacking = completeness.missing(whole_values(), target, "iit")

    assert {field.kind for field in lacking} <= {"derived"}
    assert completeness.meter({}, target, "iit").share == 0


@pytest.mark.parametrize(
    ("changed", "own", "chictr"),
    [
        ({"public_title": {"zh": "题目", "en": ""}}, False, True),
        ({"public_title": {"zh": "", "en": "Title"}}, True, True),
        ({"arms": [{"name": {"zh": "甲", "en": "A"}}]}, True, True),
        ({"allocation": "na", "randomisation": None}, False, False),
        ({"study_type": "observational", "masking": None, "allocation": None}, False, False),
        ({"takes_samples": "no", "samples": None}, False, False),
        ({"takes_samples": "yes", "samples": None}, False, True),
    ],
)
def test_what_is_missing_depends_on_language_rows_and_other_values(changed, own, chictr):
    values, codes = whole_values() | changed, set(changed)
    lacking = {target: completeness.missing(values, target, "iit") for target in ("own", "chictr")}

    assert bool({field.code for field in lacking["own"]} & codes) is own
    assert bool({field.code for field in lacking["chictr"]} & codes) is chictr


def test_differences_name_the_field_and_each_language_that_changed():
    before = whole_values()
    after = before | {"public_title": {"zh": "新题目", "en": before["public_title"]["en"]}, "acronym": None}

    found = {one.field.code: one.sides for one in differences.between(before, after)}

    assert set(found) == {"public_title", "acronym"}
    assert found["public_title"] == (("zh", "高血压研究文字", "新题目"),)
    assert differences.between(before, dict(before)) == []


@pytest.mark.parametrize("code", SECTIONS)
def test_what_a_form_shows_and_is_sent_back_is_what_was_stored(code):
    values = whole_values()
    shown = RecordForm(section=code, study_kind="iit", values=values)
    posted = {name: "" if value is None else str(value) for name, value in shown.initial.items()}

    form = RecordForm(posted, section=code, study_kind="iit")

    assert form.is_valid(), form.errors
    assert form.values() == {field.code: values[field.code] for field in SECTIONS[code].fields}


@pytest.mark.parametrize(
    ("section", "name", "typed"),
    [
        ("conduct", "target_size", "很多"),
        ("conduct", "planned_start", "0202-01-01"),
        ("contacts", "public_contact-0-phone", "13812345678"),
        ("contacts", "public_contact-0-email", "x"),
        ("background", "conditions-0-icd10", "高血压"),
        ("design", "study_type", "forged"),
        ("titles", "public_title__zh", "长" * 301),
        ("titles", "acronym__zh", "11010519491231002X"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(section, name, typed):
    form = RecordForm({name: typed}, section=section, study_kind="iit")

    assert not form.is_valid()
    assert set(form.errors) == {name}


def test_an_end_before_its_beginning_is_told_at_the_end():
    form = RecordForm(
        {"planned_start": "2026-05-01", "planned_end": "2026-04-01"}, section="conduct", study_kind="iit"
    )

    assert set(form.errors) == {"planned_end"}


def test_one_more_row_keeps_what_was_typed():
    form = RecordForm({"arms-0-size": "12"}, section="arms", study_kind="iit", more="arms")

    rows = form.blocks()[0].rows
    assert len(rows) == 2
    assert rows[0][2].bound[0].value() == "12"


def test_a_forged_number_of_rows_makes_no_endless_form():
    form = RecordForm({"arms-99-size": "12", "arms-x-size": "1"}, section="arms", study_kind="iit")

    assert form.row_counts == {"arms": 30}


def test_a_text_that_is_there_in_one_language_only_is_read_in_it(in_english):
    assert text_of(BY_CODE["acronym"], {"zh": "简称", "en": ""}) == "简称"
    assert text_of(BY_CODE["acronym"], {"zh": "简称", "en": ""}, "en") == ""
