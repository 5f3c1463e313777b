from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from tests.tools.agreement import AGREEMENT, CHINESE, EVIL
from tools.documents import Clauses, Document, Facts, Paragraph, Signatures, Table, printed_hash
from tools.documents.docx import render_docx


def read(document):
    return docx.Document(BytesIO(render_docx(document)))


def grid(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def all_text(paragraph):
    """Also the text in fields, which python-docx leaves out."""
    return "".join(
        node.text or "" if node.tag == qn("w:t") else "\t" for node in paragraph._p.iter(qn("w:t"), qn("w:tab"))
    )


def test_paragraphs_carry_their_styles():
    assert [(line.style.name, line.text) for line in read(AGREEMENT).paragraphs] == [
        ("Title", "Network agreement 合作协议"),
        ("Heading 1", "1 General"),
        ("Normal", "First line."),
        ("Normal", "Second line."),
        ("Heading 2", "1.1 Terms"),
        ("Normal", "3.\u3000Party B joins."),
        ("Normal", "4.\u3000Party A trains."),
        ("Normal", "Every year."),
    ]


def test_tables_hold_facts_rows_and_signatures():
    facts, listing, signatures = map(grid, read(AGREEMENT).tables)
    assert facts == [["Party A", "示范医院"], ["Remark", EVIL]]
    assert listing == [["No.", "Indicator"], ["1", "Enrolment"], ["2", "入组人数"]]
    room = "(Seal)\nSigned by: \nDate: "
    assert signatures == [[f"Party A 甲方{room}", f"Party B 乙方{room}"], [f"Witness{room}", ""]]


def test_header_row_is_repeated_and_no_row_is_split():
    rows = read(AGREEMENT).tables[1].rows
    marks = [[mark.tag for mark in row._tr.trPr] for row in rows]
    assert marks == [[qn("w:cantSplit"), qn("w:tblHeader")], [qn("w:cantSplit")], [qn("w:cantSplit")]]


def test_every_page_shows_code_hash_and_number():
    section = read(AGREEMENT).sections[0]
    assert all_text(section.header.paragraphs[0]) == "Centre 中心\tAGR-2026-1"
    mark = f"Code AGR-2026-1, check {printed_hash(AGREEMENT)}"
    assert all_text(section.footer.paragraphs[0]) == f"Two copies\t{mark}\tPage 1 of 1"
    fields = section.footer.paragraphs[0]._p.findall(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]
    assert (section.page_width.mm, section.page_height.mm) == (
        pytest.approx(210, abs=0.1),
        pytest.approx(297, abs=0.1),
    )


@pytest.mark.parametrize("style", ["Title", "Heading 1", "Normal", "Header", "Footer"])
def test_chinese_font_is_named_in_every_style(style):
    fonts = read(CHINESE).styles[style].element.rPr.rFonts
    assert (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii"))) == ("宋体", "Times New Roman")
    assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_properties_name_title_date_and_language():
    properties = read(CHINESE).core_properties
    assert (properties.title, properties.created.date(), properties.language, properties.comments) == (
        CHINESE.title,
        CHINESE.dated,
        "zh-hans",
        "",
    )


def test_chinese_document_numbers_clauses_and_indents():
    lines = read(CHINESE).paragraphs
    assert [line.text for line in lines if line.text.startswith("第")] == [
        "第三条\u3000Party B joins.",
        "第四条\u3000Party A trains.",
    ]
    assert {line.paragraph_format.first_line_indent.pt for line in lines if line.style.name == "Normal"} == {22}


@pytest.mark.parametrize(
    "block", [Facts(()), Table(("a",), ()), Clauses(()), Clauses(("",)), Signatures(()), Paragraph("")]
)
def test_empty_blocks_print(block):
    assert read(Document("T", (block,), "C")).paragraphs[0].text == "T"


def test_characters_that_xml_forbids_are_left_out():
    document = Document(
        "T\x00", (Paragraph("a\x01b"), Facts((("c\x01", "d\ufffe"),))), "C\x02", header="h\x03", footer="f\x04"
    )
    file = read(document)
    assert [line.text for line in file.paragraphs] == ["T", "ab"]
    assert grid(file.tables[0]) == [["c", "d"]]
    assert all_text(file.sections[0].header.paragraphs[0]) == "h\tC"
