"""The script: names, codes, texts; and what is said of a file that does not hold."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from demo import files
from demo.building import answers, paths
from demo.building.chance import stream
from demo.building.steps import Steps
from demo.files import SMALL, script
from network.enums import FieldCategory
from network.forms.application_sections import SECTION_FORMS
from network.province import ProvinceError, province
from network.sections import SECTIONS
from tools.codes import credit_code

MARK = "（演示）"


def told():
    return script()


def test_hospitals_and_centres_say_that_they_are_invented():
    names = [row.name_zh for row in told().hospitals.values()] + [row.name for row in told().names]
    names += [row.name_zh for row in told().centres.values()]
    names += [row["name_zh"] for row in told().words["renamed"]]
    assert [name for name in names if not name.endswith(MARK)] == []
    assert all(row["title"].endswith(MARK) for row in told().announcements["announcements"])


def test_credit_codes_are_valid_and_differ():
    codes = [credit_code.build(row.division, f"MB9D{row.number:04d}") for row in told().hospitals.values()]
    assert [credit_code.problems(code) for code in codes] == [[]] * len(codes)
    assert len(set(codes)) == len(codes)


def test_the_centres_cover_every_category_of_the_plan():
    category = {row.code: row.category for row in province().fields}
    assert len(told().centres) == 15
    assert {category[row.field] for row in told().centres.values()} == set(FieldCategory.values)


def test_fifteen_hosts_and_at_least_one_hospital_in_every_region():
    region = {row.code: row.reporting_region_code for row in province().divisions}
    hosts = {row.host for row in told().centres.values()}
    assert hosts == {row.key for row in told().hospitals.values() if row.part == "host"}
    assert len({region[row.division] for row in told().hospitals.values()}) == province().counts.regions


def test_there_are_institutions_of_many_kinds_and_levels():
    rows = told().hospitals.values()
    assert {"A100", "A210", "A511", "A519", "A520", "A525", "B100", "C210", "G100", "H113", "J100"} <= {
        row.institution_type for row in rows
    }
    assert {"3A", "3B", "2A", "2B", "2C", "1A", "0U"} <= {row.level for row in rows}


def test_second_campuses_lie_in_other_counties():
    assert len(told().campuses) >= 5
    for row in told().campuses:
        assert row.division != told().hospitals[row.hospital].division


@pytest.mark.parametrize("code", SECTIONS)
def test_answers_are_what_the_forms_would_store(code):
    region = next(iter(province().regions))
    for place, row in enumerate(told().hospitals.values()):
        centre = list(told().centres.values())[place % len(told().centres)]
        people = {"leader": "测试甲", "contact": "测试乙"}
        chance = stream(1, place)
        given = answers.sections(row, centre, told().words, chance, people=people, region=region)[code]
        form = SECTION_FORMS[code](given)
        assert form.is_valid(), (row.key, form.errors)
        assert form.cleaned_data == given


def test_the_flaws_of_the_story_are_still_valid_answers():
    for code, flaws in told().story["flaws"].items():
        fields = SECTION_FORMS[code].base_fields
        assert {name: fields[name].clean(value) for name, value in flaws.items()} == flaws
    assert set(told().story["remarks"]) == set(told().story["flaws"])


def test_every_step_has_its_gap_and_its_method():
    assert all(callable(getattr(Steps, step)) for step in paths.GAPS)
    assert set(told().now) == set(paths.NOW)


def test_every_card_is_written_in_both_languages():
    for card in told().story["cards"]:
        for name in ("title", "text"):
            assert card[f"{name}_zh"]
            assert card[f"{name}_en"]
    assert [card["kind"] for card in told().story["cards"]].count("reset") == 1


def test_the_sample_is_a_part_of_the_whole():
    small = script(SMALL)
    assert set(small.hospitals) < set(told().hospitals)
    assert {centre.host for centre in small.centres.values()} <= set(small.hospitals)
    assert small.hospitals["lulong"] == told().hospitals["lulong"]


class TestWrongFiles:
    @pytest.fixture
    def folder(self, tmp_path, settings) -> Path:
        shutil.copytree(Path(django_settings.PROVINCE_DIR) / "demo", tmp_path / "demo")
        settings.PROVINCE_DIR = tmp_path
        return tmp_path / "demo"

    def _change(self, path: Path, old: str, new: str) -> None:
        before = path.read_text(encoding="utf-8")
        assert old in before
        path.write_text(before.replace(old, new, 1), encoding="utf-8")

    @pytest.mark.parametrize(
        ("file", "old", "new", "says"),
        [
            ("hospitals.csv", ",3A,1", ",4A,1", r"hospitals\.csv, row 2, column level: '4A'"),
            ("hospitals.csv", "yanzhao-second,host", "yanzhao-first,host", r"hospitals\.csv, row 3, column key"),
            ("campuses.csv", "yanzhao-first", "nobody", r"campuses\.csv: the hospital nobody is not in"),
            ("names.csv", "2016-05-01", "2016-13-01", r"names\.csv, row 2, column valid_from"),
            ("centres.toml", 'host = "yanzhao-first"', 'host = "nobody"', r"centres\.toml: the hospital nobody"),
        ],
    )
    def test_a_mistake_is_named_with_its_place(self, folder, file, old, new, says):
        self._change(folder / file, old, new)
        with pytest.raises(ProvinceError, match=says):
            files.script()

    def test_a_missing_file_is_named(self, folder):
        (folder / "story.toml").unlink()
        with pytest.raises(ProvinceError, match=r"story\.toml is missing"):
            files.script()
