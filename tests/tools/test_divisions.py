from collections import Counter
from pathlib import Path

import pytest

from tools.codes.divisions import Division, DivisionsError, read_divisions

HEADER = "code,name_zh,parent_code,kind,reporting_region_code,alias_code,name_en"
ROWS = [
    "130000,河北省,,province,,,Hebei",
    "130100,石家庄市,130000,prefecture_city,130100,,Shijiazhuang",
    "130102,长安区,130100,district,130100,,",
    "130181,辛集市,130100,county_city,130181,139002,",
    "133100,雄安新区,130000,new_area_virtual,133100,,Xiongan New Area",
]


@pytest.fixture
def read(tmp_path):
    def _read(*rows, header=HEADER, encoding="utf-8"):
        path = tmp_path / "divisions.csv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding=encoding)
        return read_divisions(path)

    return _read


def test_rows_become_divisions_in_the_order_of_the_file(read):
    assert read(*ROWS) == (
        Division("130000", "河北省", "", "province", "", "", "Hebei"),
        Division("130100", "石家庄市", "130000", "prefecture_city", "130100", "", "Shijiazhuang"),
        Division("130102", "长安区", "130100", "district", "130100", "", ""),
        Division("130181", "辛集市", "130100", "county_city", "130181", "139002", ""),
        Division("133100", "雄安新区", "130000", "new_area_virtual", "133100", "", "Xiongan New Area"),
    )


def test_levels_and_reporting_regions_are_told_apart(read):
    divisions = read(*ROWS)
    assert [d.code for d in divisions if d.is_county_level] == ["130102", "130181"]
    assert [d.code for d in divisions if d.is_reporting_region] == ["130100", "130181", "133100"]


def test_byte_order_mark_of_excel_is_forgiven(read):
    assert read(*ROWS, encoding="utf-8-sig") == read(*ROWS)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("13010,长安区,130100,district,130100,,", "row 4, column code: '13010' is not a code of six digits"),
        ("130100,长安区,130100,district,130100,,", "row 4, column code: 130100 is there twice"),
        ("130102, ,130100,district,130100,,", "row 4, column name_zh: the name is missing"),
        (
            "130102,长安区,130100,borough,130100,,",
            "row 4, column kind: 'borough' is none of autonomous_county, county, county_city, district, "
            "new_area_virtual, prefecture_city, province",
        ),
        ("130102,长安区,130100,district,130100,x,", "row 4, column alias_code: 'x' is not a code of six digits"),
        (
            "130102,长安区,130100,district,130100,130100,",
            "row 4, column alias_code: 130100 is the code of another division",
        ),
        (
            "130102,长安区,130000,district,130100,,",
            "row 4, column parent_code: '130000' is not a prefecture_city of this file",
        ),
        (
            "130102,长安区,130200,district,130100,,",
            "row 4, column parent_code: '130200' is not a prefecture_city of this file",
        ),
        (
            "130200,唐山市,130100,prefecture_city,130200,,",
            "row 4, column parent_code: '130100' is not a province of this file",
        ),
        (
            "130102,长安区,130100,district,130200,,",
            "row 4, column reporting_region_code: '130200' does not report for itself in this file",
        ),
        ("140000,山西省,130000,province,,,", "row 4, column parent_code: a province has none"),
        ("130102,长安区,130100", "row 4, column (all): the row does not have 7 fields"),
        ("130102,长安区,130100,district,130100,,,,", "row 4, column (all): the row does not have 7 fields"),
    ],
)
def test_wrong_row_is_named_with_its_column(read, row, message):
    with pytest.raises(DivisionsError) as refused:
        read(*ROWS[:2], row)
    assert str(refused.value) == f"divisions.csv, {message}"


def test_missing_and_unknown_columns_are_named(read):
    with pytest.raises(DivisionsError) as refused:
        read(*ROWS, header=HEADER.replace("alias_code", "alias"))
    assert str(refused.value) == "divisions.csv, row 1: column alias_code is missing; column alias is unknown"


def test_empty_file_is_refused(tmp_path):
    path = tmp_path / "divisions.csv"
    path.write_text("")
    with pytest.raises(DivisionsError, match="row 1: column code is missing"):
        read_divisions(path)


def test_file_of_the_province_holds_and_counts_right():
    path = Path(__file__).parents[2] / "provinces" / "hebei" / "divisions.csv"
    divisions = read_divisions(path)
    assert Counter(division.kind for division in divisions) == {
        "province": 1,
        "prefecture_city": 11,
        "new_area_virtual": 1,
        "district": 49,
        "county_city": 21,
        "county": 91,
        "autonomous_county": 6,
    }
    assert sum(division.is_county_level for division in divisions) == 167
    assert sum(division.is_reporting_region for division in divisions) == 14
