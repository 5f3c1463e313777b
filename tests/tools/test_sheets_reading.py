"""Tables as people send them: from Excel, from WPS, old and new, in the encodings of Chinese editions."""

import zipfile
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from tools import sheets
from tools.sheets import Column, SheetError, as_text, read_table
from tools.sheets.reading import column_name, plain_title

FILES = Path(__file__).parent / "files"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def table(content: bytes, **limits):
    return read_table(BytesIO(content), **limits)


def csv_file(text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding)


def xlsx(rows, *, merged=(), hidden=(), title="名单") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def data(found) -> list[tuple]:
    return [(row.number, row.cells) for row in found.rows]


def test_an_old_workbook_with_a_title_a_hidden_sheet_and_a_hidden_row():
    found = table((FILES / "people.xls").read_bytes())
    assert (found.sheet, found.problems, found.others) == ("名单", (), ())
    assert found.header == ("姓 名", "角色*", "ＥＭＡＩＬ", "任职截止日期", "床位数")
    assert data(found) == [
        (3, ("张三", "研究者", "a@example.org", date(2027, 3, 5), 120)),
        (5, ("李四", "医院联络员", "", "2027年12月31日", 0.5)),
    ]


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def wps() -> bytes:
    """A workbook as WPS writes it: its own application name and parts, inline beside shared strings, no dimension."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "docProps/app.xml": "<Properties><Application>WPS Office</Application></Properties>",
        "docProps/custom.xml": "<Properties><property name='KSOProductBuildVer'>2052-12.1.0.16929</property></Properties>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><workbookPr/><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/styles.xml": f'<styleSheet xmlns="{SHEET}"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy/m/d;@"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="176" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}" count="2" uniqueCount="2"><si><t>姓名</t></si><si><r><t>任职</t></r><r><rPr><b/></rPr><t>截止日期</t></r></si></sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>床位数</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>张三</t></is></c><c r="B2" s="1"><v>46451</v></c><c r="C2"><f>60*2</f><v>120</v></c></row><row r="3" hidden="1"><c r="A3" t="str"><f>"李"&amp;"四"</f><v>李四</v></c><c r="C3" t="e"><v>#DIV/0!</v></c></row></sheetData></worksheet>',
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{part}')
    return content.getvalue()


def test_a_workbook_from_wps_with_inline_strings_formulas_and_their_results():
    found = table(wps())
    assert found.header == ("姓名", "任职截止日期", "床位数")
    assert data(found)[0] == (2, ("张三", date(2027, 3, 5), 120))
    assert data(found)[1][1][0] == "李四"


CSVS = {
    "UTF-8": csv_file("姓名,邮箱\n张三,a\n"),
    "UTF-8 with its mark": csv_file("\ufeff姓名,邮箱\r\n张三,a\r\n"),
    "GB18030": csv_file("姓名,邮箱\r\n张三,a\r\n", "gb18030"),
    "UTF-16 of Excel's Unicode text": csv_file("姓名\t邮箱\r\n张三\ta\r\n", "utf-16"),
    "semicolons": csv_file("姓名;邮箱\n张三;a\n"),
    "quotation marks and empty lines": csv_file('"姓名","邮箱"\n\n"张三",a\n\n'),
}


@pytest.mark.parametrize("content", CSVS.values(), ids=CSVS.keys())
def test_text_tables(content):
    found = table(content)
    assert (found.header, [row.cells for row in found.rows]) == (("姓名", "邮箱"), [("张三", "a")])


def test_merged_titles_make_one_header():
    rows = [
        ["成员单位名单"],
        ["姓名", "联系方式", None, "日期"],
        [None, "电话", "邮箱", None],
        ["张三", 13812345678, "a@example.org", datetime(2026, 3, 5, 8, 30)],
    ]
    found = table(xlsx(rows, merged=["A1:D1", "A2:A3", "B2:C2", "D2:D3"]))
    assert found.header == ("姓名", "联系方式 电话", "联系方式 邮箱", "日期")
    assert data(found) == [(4, ("张三", 13812345678, "a@example.org", datetime(2026, 3, 5, 8, 30)))]


def test_merged_rows_are_a_problem_that_a_person_must_solve():
    found = table(xlsx([["医院", "姓名"], ["甲", "张三"], [None, "李四"]], merged=["A2:A3"]))
    assert [str(problem) for problem in found.problems] == [
        "Row 2: Cells of several rows are merged here: split them and write the value into each row."
    ]


def test_a_formula_without_a_result_and_a_text_that_is_too_long_are_told_by_row_and_column():
    found = table(csv_file("姓名,床位\n张三,#REF!\n李四," + "长" * 10_001 + "\n"))
    assert [str(problem) for problem in found.problems] == [
        "Row 2, column “床位”: The formula has no result (#REF!): write the value.",
        "Row 3, column “床位”: The text has more than 10000 characters: shorten it.",
    ]


def test_further_sheets_with_content_are_named():
    book = openpyxl.load_workbook(BytesIO(xlsx([["姓名", "角色"], ["张三", "研究者"]])))
    book.create_sheet("空")
    book.create_sheet("说明")["A1"] = "如何填写"
    content = BytesIO()
    book.save(content)
    found = table(content.getvalue())
    assert (found.sheet, found.others) == ("名单", ("说明",))


def far_away() -> bytes:
    """A small file that claims a sheet of the largest size."""
    book = openpyxl.Workbook()
    book.active["A1"] = book.active["B1"] = book.active["XFD1048576"] = "x"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def shared_text(cells: int) -> bytes:
    """A workbook of some kilobytes, of which every cell shows one long text."""
    rows = ("<row>" + '<c t="s"><v>0</v></c>' * (cells // 10) + "</row>") * 10
    parts = {
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}"><si><t>{"长" * 32_000}</t></si></sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>',
    }
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(wps())) as whole, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name in whole.namelist():
            made.writestr(name, parts.get(name) or whole.read(name))
    return content.getvalue()


REFUSED = {
    "nothing": (b"", "holds no table"),
    "an empty workbook": (xlsx([]), "holds no table"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no table that can be read"),
    "a workbook that was cut off": (xlsx([["a", "b"]])[:-300], "no table that can be read"),
    "an old workbook that was cut off": ((FILES / "people.xls").read_bytes()[:700], "no table that can be read"),
    "a sheet of the largest size": (far_away(), "no table that can be read"),
    "a thousand cells that share a long text": (shared_text(1_000), "hold too much to be read"),
    "an open quotation mark": (csv_file('姓名,邮箱\n"张三,a\n'), "Row 2 of the file is broken"),
    "too many rows": (csv_file("a,b\n" + "1,2\n" * 11), "more than 10 rows"),
    "too many columns": (csv_file(",".join("abc" * 70) + "\n"), "more than 200 columns"),
    "too many bytes": (csv_file("a,b\n" + " " * 2 * 1024**2), "larger than 1 MB"),
}


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_table_is_told_with_what_to_do(content, sentence):
    with pytest.raises(SheetError, match=sentence):
        table(content, most_rows=10, most_bytes=1024**2)


def test_an_archive_made_to_burst_is_not_unpacked():
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b" " * 30 * 1024**2)
    with pytest.raises(SheetError, match="unpacks to much more"):
        table(content.getvalue())


TITLES = {"name": ("姓名", "Name"), "email": ("电子邮箱", "E-mail")}


def test_columns_are_found_by_what_their_titles_say():
    found = table(csv_file("姓　名（必填）,電子郵箱*,ｅ－ｍａｉｌ２\n"))
    assert found.places(TITLES) == ({"name": 0, "email": 1}, [])


def test_missing_and_double_columns_are_told():
    found = table(csv_file("E-mail,x,e-mail\n"))
    places, problems = found.places(TITLES)
    assert places == {}
    assert [str(problem) for problem in problems] == [
        "The column “姓名” is missing: add it, or take the template.",
        "The column “电子邮箱” is there more than once (A, C): keep one.",
    ]


cells = st.one_of(
    st.text(st.sampled_from("甲乙ab1,;\"'\n\t 。-＝"), max_size=8),
    st.integers(-(10**9), 10**9),
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
)
COLUMNS = [Column("a", "姓名"), Column("b", "床位"), Column("c", "日期")]


def _read_back(value):
    """What a cell says after the way through a file: text on one line, and what looks like a formula led by a mark."""
    return as_text(value).removeprefix("'").strip()


@settings(max_examples=60)
@given(st.lists(st.tuples(cells, cells, cells), max_size=5))
def test_what_is_written_as_csv_is_read_back(rows):
    """A list exported here and sent back says the same, whatever commas, quotes and line ends its cells hold."""
    found = table(b"".join(sheets.write_csv(COLUMNS, rows)))
    wanted = [tuple(_read_back(value) for value in row) for row in rows]
    assert found.header == ("姓名", "床位", "日期")
    assert [tuple(map(_read_back, row.cells)) for row in found.rows] == [row for row in wanted if any(row)]


@settings(max_examples=6)
@given(st.lists(st.tuples(cells, cells, cells), max_size=5))
def test_what_is_written_as_xlsx_is_read_back(rows):
    found = table(sheets.write_xlsx("名单", COLUMNS, rows))
    wanted = [tuple(_read_back(value) for value in row) for row in rows]
    assert [tuple(map(_read_back, row.cells)) for row in found.rows] == [row for row in wanted if any(row)]


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused_with_a_sentence(content):
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return
    with suppress(SheetError):
        found = table(content)
        assert len(found.header) == len(found.columns) >= max((len(row.cells) for row in found.rows), default=0)


@given(st.integers(0, 16_383))
def test_letters_of_columns(place):
    assert openpyxl.utils.get_column_letter(place + 1) == column_name(place)


@given(st.text(st.sampled_from("姓名電郵AＢｃ *（必填） ：:"), max_size=10))
def test_a_plain_title_stays_plain(title):
    assert plain_title(plain_title(title)) == plain_title(title)
