"""The province's files: what they hold, and what is said when they do not."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import translation

from network.domain.reference import check_rules
from network.eligibility.rules import problems
from network.province import ProvinceError, province
from network.province.loading import load

HEBEI = Path(django_settings.BASE_DIR) / "provinces" / "hebei"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of the province's files, to be spoilt."""
    for path in [*HEBEI.glob("*.csv"), *HEBEI.glob("*.toml")]:
        shutil.copy(path, tmp_path)
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_hebei_is_whole():
    found = province()
    assert found.code == "130000"
    assert len(found.regions) == 14
    assert {row.short_zh for row in found.neighbours} == {"北京", "天津"}
    assert len(found.fields) == 23
    assert len({row.category for row in found.fields}) == 5
    assert [tier.code for tier in found.tiers] == ["core_unit", "network_member", "primary_partner"]
    assert {rule.tier for rule in found.rules} == {tier.code for tier in found.tiers}
    assert all(problems(rule.alternatives) == [] for rule in found.rules)
    assert province() is found


def test_county_level_cities_of_the_province_report_for_themselves():
    regions = {row.code: row for row in province().regions}
    by_code = {row.code: row for row in province().divisions}
    assert by_code["130682"].parent_code == "130600"
    assert by_code["130682"].reporting_region_code == "130682"
    assert regions["130682"].alias_code == by_code["130682"].alias_code == "139001"
    assert {code for code, row in by_code.items() if row.reporting_region_code == "133100"} == {
        "130629",
        "130632",
        "130638",
        "133100",
    }


def test_every_tile_has_a_place_of_its_own():
    tiles = [(row.tile_column, row.tile_row) for row in (*province().regions, *province().neighbours)]
    assert len(tiles) == len(set(tiles)) == 16


def test_texts_follow_the_reader():
    assert province().name == "河北省"
    assert province().footer_lines[0].startswith("主办单位：")
    with translation.override("en"):
        assert province().name == "Hebei Province"
        assert province().footer_lines[0].startswith("Operated by: ")


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("regions.csv", "130200,prefecture_city", "13020,prefecture_city", "regions.csv, row 3, column code: '13020'"),
        ("regions.csv", "130200,prefecture_city", "130200,city", "regions.csv, row 3, column kind: 'city' is none of"),
        ("regions.csv", "唐山,Tangshan,,2,1,2", "唐山,Tangshan,,x,1,2", "regions.csv, row 3, column tile_column: 'x'"),
        (
            "regions.csv",
            "唐山,Tangshan,,2,1,2",
            "唐山,Tangshan,,2,1,1",
            "regions.csv, row 3, column position: 1 is also in row 2",
        ),
        (
            "regions.csv",
            "唐山,Tangshan,,2,1,2",
            "唐山,Tangshan,,2,1",
            "regions.csv, row 3: the row does not have 10 fields",
        ),
        ("regions.csv", "code,kind", "code,type", "regions.csv, row 1: the columns must be"),
        ("regions.csv", "130200,", "130300,", "regions.csv, row 4, column code: 130300 is also in row 3"),
        ("regions.csv", "130200,", "130299,", "regions.csv, code 130200: divisions.csv names it"),
        ("divisions.csv", "130102,长安区", "1301,长安区", "divisions.csv, row 4, column code"),
        ("fields.csv", ",心血管疾病", ",", "fields.csv, row 2, column name_zh: this must not be empty"),
        ("tiers.csv", "network_member,2", "network_member,1", "tiers.csv, row 3, column rank: 1 is also in row 2"),
        ("province.toml", "county_level_units = 167", "county_level_units = 168", "province.toml declares"),
        ("province.toml", 'name_zh = "河北省"', "", "province.toml: the key name_zh is missing"),
        ("province.toml", "[site]", "[site", "province.toml: "),
        ("eligibility.toml", 'tier = "core_unit"', 'tier = "core"', "eligibility.toml, rule 1, key tier"),
        ("eligibility.toml", "version = 1", 'version = "1"', "eligibility.toml, rule 1: the key version"),
    ],
)
def test_a_wrong_file_is_named_with_the_place(folder, name, old, new, message):
    spoil(folder, name, old, new)
    with pytest.raises(ProvinceError) as error:
        load(folder)
    assert message in str(error.value)


@pytest.mark.parametrize(
    "name", ["province.toml", "regions.csv", "divisions.csv", "fields.csv", "tiers.csv", "eligibility.toml"]
)
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(ProvinceError, match=f"{name} is missing"):
        load(folder)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('value = "3A"', 'value = "4A"', "rule 1, alternative 1: condition 1: level has no value '4A'"),
        ('fact = "level"', 'fact = "size"', "the fact 'size' is none of"),
        ('operator = "is", value = true', 'operator = "in", value = true', "legal_person is compared by is"),
        ('operator = "is", value = true', 'operator = "is", value = 1', "legal_person is true or false"),
        ("value = 1, waivable = true", 'value = "one"', "multicentre_studies needs a whole number"),
        ("waivable = true", 'waivable = "yes"', "waivable is true or false"),
        ('value = ["J100", "G100", "H113", "A525"]', "value = []", "institution_type needs a list"),
        ('value = ["J100", "G100"', 'value = ["J999", "G100"', "institution_type has no value 'J999'"),
        ("conditions = [", "condition = [", "alternative 1: an alternative has"),
        ('fact = "level", operator', 'fact = "level", test', "a condition has the keys"),
    ],
)
def test_a_rule_that_no_hospital_can_be_held_against_is_refused(folder, old, new, message):
    spoil(folder, "eligibility.toml", old, new)
    with pytest.raises(ProvinceError) as error:
        check_rules(load(folder))
    assert message in str(error.value)
