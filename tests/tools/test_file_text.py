"""Resident numbers in every kind of file that is taken, with the place at which a person finds them."""

import zipfile
from contextlib import suppress
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from tools.documents import Document, Paragraph
from tools.documents.pdf import render_pdf
from tools.file_text import FileTextError, find_in_file, pieces
from tools.file_text.xml_text import XmlTextError, xml_elements, xml_texts

NUMBER = "11010519491231002X"
FILES = Path(__file__).parent / "files"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def saved(thing) -> bytes:
    content = BytesIO()
    thing.save(content)
    return content.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet["A1"] = "备注"
    sheet["A1"].comment = Comment(f"见 {NUMBER}", "x")
    sheet["B3"] = f"张三 {NUMBER}"
    sheet["C4"] = 110105194912310026
    sheet["C5"] = "12130000MB9D000171"
    hidden = book.create_sheet("旧")
    hidden.sheet_state = "hidden"
    hidden["A1"] = NUMBER
    return saved(book)


def letter() -> bytes:
    document = docx.Document()
    runs = document.add_paragraph()
    for part in ("证件 ", NUMBER[:7], NUMBER[7:]):
        runs.add_run(part).bold = not runs.runs
    cells = document.add_table(1, 2)
    cells.cell(0, 0).text, cells.cell(0, 1).text = "1101051949", "1231002X"
    document.sections[0].header.paragraphs[0].text = NUMBER
    return saved(document)


def paper(text: str = f"身份证号 {NUMBER}。") -> bytes:
    words = {"title": "t", "code": "c", "header": "h", "footer": "f", "language": "zh-hans"}
    return render_pdf(Document(dated=date(2026, 3, 5), blocks=(Paragraph(text),), **words))


def filled_in() -> bytes:
    """A PDF whose number stands in a field and in a note, not in the text of the page."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter(clone_from=PdfReader(BytesIO(paper("无"))))
    note = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/V"): TextStringObject(NUMBER)})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    writer.add_metadata({"/Keywords": NUMBER})
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def archive(**members: bytes) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("__", "."), data)
    return content.getvalue()


def old_document() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 505
    return head + "WordDocument".encode("utf-16-le") + f"号{NUMBER}。".encode("utf-16-le")


FOUND = {
    "xlsx": (
        workbook,
        [
            "sheet “名单”, cell B3",
            "sheet “名单”, cell C4",
            "a comment",
            "sheet “旧”, cell A1",
        ],
    ),
    "docx": (letter, ["paragraph 1", "a header"]),
    "pdf": (paper, ["page 1"]),
    "pdf fields": (filled_in, ["the particulars of the document", "page 1"]),
    "et": (lambda: (FILES / "numbers.et").read_bytes(), ["sheet “病例”, cell B7", "sheet “病例”, cell A8"]),
    "doc": (old_document, ["the document"]),
    "utf-8": (lambda: f"姓名\n张三 {NUMBER}\n".encode(), ["line 2"]),
    "gb18030": (lambda: f"姓名,证件\n张三,{NUMBER}\n".encode("gb18030"), ["line 2"]),
    "utf-16": (lambda: f"姓名\t{NUMBER}".encode("utf-16"), ["line 1"]),
    "zip": (
        lambda: archive(a__docx=letter(), b__txt=NUMBER.encode()),
        ["a.docx, paragraph 1", "a.docx, a header", "b.txt, line 1"],
    ),
}


@pytest.mark.parametrize("kind", FOUND)
def test_numbers_are_found_with_their_places(kind):
    make, places = FOUND[kind]
    file = BytesIO(make())
    found = find_in_file(file)
    assert sorted(place.where for place in found) == sorted(places)
    assert {place.shown[:3] for place in found} == {"110"}
    assert file.tell() == 0


CLEAN = {
    "an empty file": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + NUMBER.encode(),
    "the people of a table": (FILES / "people.xls").read_bytes(),
    "a text": "中心 12130000MB9D000171".encode(),
}


@pytest.mark.parametrize("content", CLEAN.values(), ids=CLEAN.keys())
def test_a_file_without_numbers_is_clean(content):
    assert find_in_file(BytesIO(content)) == []


ENTITIES = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'
UNREAD = {
    "binary": lambda: bytes(range(256)) * 40,
    "a PDF that was cut off": lambda: paper()[:300],
    "a workbook that was cut off": lambda: workbook()[:-200],
    "an Office file of another kind": lambda: archive(**{"[Content_Types]__xml": b"x", "xl/workbook__bin": b"x"}),
    "a part that is no XML": lambda: archive(**{"[Content_Types]__xml": b"x", "word/document__xml": b"<p>"}),
    "declared entities": lambda: archive(**{"[Content_Types]__xml": ENTITIES, "word/document__xml": ENTITIES}),
    "a protected workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 40,
    "an archive in an archive": lambda: archive(inner__zip=archive(a__txt=b"a")),
}


@pytest.mark.parametrize("make", UNREAD.values(), ids=UNREAD.keys())
def test_what_cannot_be_looked_through_is_told_and_not_let_in(make):
    with pytest.raises(FileTextError, match=r"cannot be read|archive within"):
        find_in_file(BytesIO(make()))


def test_an_archive_that_bursts_is_told_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr("tools.file_text.package.MOST_BYTES", 1_000_000)
    with pytest.raises(FileTextError, match="unpacks to more"):
        find_in_file(BytesIO(archive(**{"a__txt": b" " * 1_000_001})))


def test_more_text_than_can_be_looked_through_is_told():
    with pytest.raises(FileTextError, match="too much text"):
        list(pieces(BytesIO(b"a\n" * 60), most=50))


@pytest.mark.parametrize("content", [b"<p>" + b"x" * 600, b"<p a='" + b"x" * 600], ids=["text", "tag"])
def test_a_part_without_an_end_is_not_held_whole(content, monkeypatch):
    monkeypatch.setattr("tools.file_text.xml_text.CHUNK", 100)
    monkeypatch.setattr("tools.file_text.xml_text.MOST_HELD", 500)
    with pytest.raises(XmlTextError, match="held at a time"):
        list(xml_texts(BytesIO(content)))


def test_a_list_of_parts_without_an_end_is_not_held_whole(monkeypatch):
    monkeypatch.setattr("tools.file_text.xml_text.MOST_ELEMENTS", 20)
    assert len(xml_elements(BytesIO(b"<a>" + b"<b/>" * 20 + b"</a>"), "b")) == 20
    with pytest.raises(XmlTextError, match="more elements"):
        xml_elements(BytesIO(b"<a>" + b"<b/>" * 21 + b"</a>"), "b")


def test_an_archive_that_takes_too_long_is_told(monkeypatch):
    monkeypatch.setattr("tools.file_text.package.MOST_SECONDS", -1)
    with pytest.raises(FileTextError, match="unpacks to more"):
        find_in_file(BytesIO(archive(a__txt=b"a")))


def test_at_most_twenty_places_are_told():
    assert len(find_in_file(BytesIO(f"{NUMBER}\n".encode() * 50))) == 20


@given(st.lists(st.integers(1, 17), max_size=4, unique=True), st.text("甲 a", max_size=5))
def test_a_number_cut_into_any_runs_is_one_number(cuts, before):
    """Word cuts a number where somebody corrected it or made half of it bold."""
    places = [0, *sorted(cuts), 18]
    parts = [before + "：", *(NUMBER[first:last] for first, last in pairwise(places))]
    runs = "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{part}</w:t></w:r>" for part in parts)
    body = f'<w:body xmlns:w="w"><w:p>{runs}</w:p><w:p><w:r><w:t>0</w:t></w:r></w:p></w:body>'
    assert [text.text for text in xml_texts(BytesIO(body.encode()))] == [f"{before}：{NUMBER}", "0"]


SOUND = {"docx": letter, "xlsx": workbook, "pdf": paper, "et": lambda: (FILES / "numbers.et").read_bytes()}


@pytest.mark.parametrize("kind", SOUND)
def test_a_damaged_file_is_read_or_told_and_never_more(kind):
    """Whatever bit was lost on the way: no error but the one that says what to do."""
    content = SOUND[kind]()

    # A PDF is read in a process of its own.
    @settings(max_examples=4 if kind == "pdf" else 12)
    @given(st.integers(0, len(content) - 1), st.binary(min_size=1, max_size=6))
    def damaged(place, bytes_there):
        with suppress(FileTextError):
            assert all(
                place.where
                for place in find_in_file(BytesIO(content[:place] + bytes_there + content[place + len(bytes_there) :]))
            )

    damaged()
