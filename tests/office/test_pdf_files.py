"""PDF files: what is paper and what is more than paper."""

import struct
import zlib

import pytest
from pypdf.annotations import Link
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from tests.factories.papers import PDF, pdf_with
from tests.office.test_files import refused, taken


def _open_action(writer) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd")})
    writer.root_object[NameObject("/OpenAction")] = action


def _unlinked_script(writer) -> None:
    """A script that no page leads to, in an object of its own."""
    writer._add_object(
        DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/X"): TextStringObject("app")})
    )


def _nested(writer) -> None:
    inner = DictionaryObject({NameObject("/JS"): TextStringObject("app.alert(1)")})
    writer.root_object[NameObject("/AA")] = DictionaryObject({NameObject("/WC"): inner})


def _with_compressed(inner: bytes) -> bytes:
    """A PDF of one page with an object 5 that stands in a compressed stream of objects (ISO 32000-1, 7.5.7)."""
    packed, content = zlib.compress(b"5 0 " + inner), b"%PDF-1.7\n"
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
    }
    rows = [struct.pack(">BIB", 0, 0, 255)]
    for number, body in bodies.items():
        rows.append(struct.pack(">BIB", 1, len(content), 0))
        content += b"%d 0 obj%b endobj\n" % (number, body)
    rows += [struct.pack(">BIB", 2, 4, 0), struct.pack(">BIB", 1, len(content), 0)]
    table = b"".join(rows)
    header = b"<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>" % len(table)
    return content + b"6 0 obj%bstream\n%b\nendstream endobj\nstartxref\n%d\n%%%%EOF" % (header, table, len(content))


def _laborious() -> bytes:
    """A hundred pages that share one long stream of words: half a minute of reading."""

    def change(writer) -> None:
        words = DecodedStreamObject()
        words.set_data(
            b"BT /F1 8 Tf " + b"".join(b"(word %d) Tj 0 -1 Td " % number for number in range(2_000)) + b"ET"
        )
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
        fonts = DictionaryObject({NameObject("/F1"): named})
        shared = writer._add_object(words.flate_encode())
        for page in writer.pages:
            page[NameObject("/Contents")] = shared
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})

    return pdf_with(change, count=100)


class TestPdf:
    @pytest.mark.parametrize(
        "change",
        [
            lambda writer: writer.add_attachment("a.exe", b"MZ"),
            _open_action,
            _unlinked_script,
            _nested,
        ],
        ids=["file", "program", "unlinked", "nested"],
    )
    def test_more_than_paper_is_refused(self, change):
        assert refused(pdf_with(change)) == "office.file.active"

    def test_a_name_written_otherwise_is_the_same_name(self):
        content = pdf_with(_unlinked_script).replace(b"/JavaScript", b"/J#61vaScript")

        assert b"JavaScript" not in content
        assert refused(content) == "office.file.active"

    def test_a_script_in_a_compressed_object_is_found(self):
        content = _with_compressed(b"<</S /JavaScript /JS (app.alert)>>")

        assert b"JavaScript" not in content
        assert refused(content) == "office.file.active"
        assert taken(_with_compressed(b"<</S /GoTo>>")).content_type == "application/pdf"

    def test_links_within_the_file_are_paper(self):
        link = Link(rect=(0, 0, 9, 9), target_page_index=1)

        found = taken(pdf_with(lambda writer: writer.add_annotation(0, link), count=2))

        assert found.content_type == "application/pdf"

    def test_a_protected_file_is_refused(self):
        content = pdf_with(lambda writer: writer.encrypt("", "owner", algorithm="RC4-128"))

        assert refused(content) == "office.file.protected"

    def test_too_many_pages_are_refused(self, settings):
        settings.ATTACHMENT_MAX_PAGES = 2

        assert refused(pdf_with(lambda writer: None, count=3)) == "office.file.too_many_pages"

    def test_a_small_file_that_takes_long_to_read_is_refused_in_time(self, monkeypatch):
        monkeypatch.setattr("tools.pdfs.reading.SECONDS", 1)
        content = _laborious()

        assert len(content) < 100_000
        assert refused(content) == "office.file.too_elaborate"

    def test_a_small_file_of_much_text_is_refused(self, monkeypatch):
        monkeypatch.setattr("tools.pdfs.reading.MOST_WRITTEN", 2_000)

        assert taken(PDF).content_type == "application/pdf"
        assert refused(pdf_with(lambda writer: writer.add_metadata({"/Title": "x" * 2_000}))) == (
            "office.file.too_elaborate"
        )

    def test_a_file_without_a_page_is_refused(self):
        assert refused(pdf_with(lambda writer: None, count=0)) == "office.file.broken"
