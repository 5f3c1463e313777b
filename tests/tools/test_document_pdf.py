import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.tools.agreement import AGREEMENT, CHINESE, EVIL, LONG
from tools.documents import Clauses, Document, Facts, Paragraph, Signatures, Table, printed_hash
from tools.documents.pdf import render_pdf


def read(document):
    return PdfReader(BytesIO(render_pdf(document)))


def squeezed(text):
    """Without white space: where a line ends is the business of the page."""
    return re.sub(r"\s+", "", text)


def text_of(document):
    return squeezed("".join(page.extract_text() for page in read(document).pages))


def test_page_says_everything_in_order():
    mark = f"Code AGR-2026-1, check {printed_hash(AGREEMENT)}"
    expected = f"""Centre 中心 AGR-2026-1 Network agreement 合作协议 Party A 示范医院 Remark {EVIL}
        1 General First line. Second line. 1.1 Terms 3. Party B joins. 4. Party A trains. Every year.
        No. Indicator 1 Enrolment 2 入组人数
        Party A 甲方 (Seal) Signed by: Date: Party B 乙方 (Seal) Signed by: Date: Witness (Seal) Signed by: Date:
        Two copies {mark} Page 1 of 1"""
    assert sorted(text_of(AGREEMENT)) == sorted(squeezed(expected))
    assert squeezed(EVIL) in text_of(AGREEMENT)


@pytest.mark.parametrize(
    "text",
    [
        "#evil",
        "\\",
        "$",
        "#panic()",
        "]",
        '"',
        "```",
        "/*",
        "= x",
        "- x",
        "@x",
        "<x>",
        '#read("/etc/passwd")',
        "\\u{41}",
    ],
)
def test_typed_text_is_never_markup(text):
    document = Document(
        title=text,
        code=text,
        header=text,
        footer=text,
        language="en",
        blocks=(
            Paragraph(text),
            Facts(((text, text),)),
            Table((text,), ((text,),)),
            Clauses((text,)),
            Signatures((text,)),
        ),
    )
    assert text_of(document).count(squeezed(text)) >= 11


def test_every_page_shows_code_hash_and_number():
    pages = [page.extract_text() for page in read(LONG).pages]
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        for shown in ("Centre 中心", "AGR-2026-1", "Two copies", f"Page {number} of {len(pages)}", "No."):
            assert squeezed(shown) in squeezed(text)
        assert squeezed(f"check {printed_hash(LONG)}") in squeezed(text)


def test_same_document_is_the_same_file_in_another_process_too():
    program = (
        "import sys; from tests.tools.agreement import AGREEMENT; from tools.documents.pdf import render_pdf;"
        "from django.conf import settings; settings.configure(USE_I18N=False);"
        "sys.stdout.buffer.write(render_pdf(AGREEMENT))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "America/New_York"}
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=environment)
    assert other.stdout == render_pdf(AGREEMENT)
    assert render_pdf(replace(AGREEMENT, code="AGR-2026-2")) != other.stdout


def test_file_is_tagged_a4_named_dated_and_in_its_language():
    reader = read(CHINESE)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "zh-CN"
    assert (reader.metadata.title, reader.metadata.creation_date.date()) == (CHINESE.title, CHINESE.dated)
    assert tuple(round(float(side)) for side in reader.pages[0].mediabox[2:]) == (595, 842)


def test_only_the_vendored_font_is_used_and_embedded():
    fonts = [font.get_object() for font in read(CHINESE).pages[0]["/Resources"]["/Font"].values()]
    assert {font["/BaseFont"].split("+")[1] for font in fonts} == {"NotoSerifCJKsc-Regular-Identity-H"}
    assert all("/FontFile3" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts)


@pytest.mark.parametrize("text", ["䶮𬭎㛃鿍", "繁體字", "“引号”——《书名》…①℃㎡", "é ß × ² § ·"])
def test_characters_of_names_and_texts_are_in_the_font(text):
    assert squeezed(text) in text_of(Document("T", (Paragraph(text),), "C"))


def test_chinese_document_numbers_clauses_in_chinese():
    assert {"第三条PartyBjoins.", "第四条PartyAtrains."} == set(re.findall(r"第.条Party\w+\.", text_of(CHINESE)))


@pytest.mark.parametrize(
    "block",
    [Facts(()), Table(("a",), ()), Clauses(()), Clauses(("",)), Signatures(()), Paragraph(""), Paragraph("\x00\x0b")],
)
def test_empty_blocks_print(block):
    assert "CodeC,check" in text_of(Document("T", (block,), "C", language="en"))
