"""What an upload is by its content, what is kept of it, and what is said of one that is not taken."""

import hashlib
import io
import zipfile

import pytest
from PIL import Image
from pypdf import PdfReader

from access.refusals import Refused
from office import files
from tests.factories.papers import PDF, archive, picture, upload

DOCUMENT, WORKBOOK = {"word/document.xml": "<w/>"}, {"xl/workbook.xml": "<w/>"}
DOCX, XLSX = archive(DOCUMENT), archive(WORKBOOK)
# A member whose name claims to be UTF-8 and is not: Python's zipfile raises UnicodeDecodeError on it.
UNDECODABLE = archive({"é": "x"}).replace("é".encode(), b"\xff\xfe")
ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def taken(content: bytes, name: str = "材料.bin", **options) -> files.Accepted:
    return files.accept([upload(content, name)], **options)


def refused(*contents: bytes, name: str = "材料.pdf", **options) -> str:
    """The code of the refusal, whose sentence names the file or says what to do."""
    with pytest.raises(Refused) as caught:
        files.accept([upload(content, name) for content in contents], **options)
    assert str(caught.value.reason) != caught.value.reason.code
    return caught.value.reason.code


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (picture(), "image/jpeg"),
        (picture(kind="PNG"), "image/png"),
        (DOCX, files.OFFICE_MEMBERS["word/document.xml"]),
        (XLSX, files.OFFICE_MEMBERS["xl/workbook.xml"]),
    ],
    ids=["pdf", "jpeg", "png", "docx", "xlsx"],
)
def test_kind_is_read_from_the_content(content, kind):
    found = taken(content, "whatever.exe")

    assert (found.content_type, found.name) == (kind, "whatever.exe")
    kept = found.file.read()
    assert (found.size, found.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "office.file.empty"),
        (b"MZ\x90\x00", "office.file.wrong_kind"),
        (b"<script>alert(1)</script>", "office.file.wrong_kind"),
        (archive({"evil.txt": "x"}), "office.file.wrong_kind"),
        (b"PK\x03\x04 cut off", "office.file.wrong_kind"),
        (UNDECODABLE, "office.file.wrong_kind"),
        (b"GIF89a", "office.file.wrong_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "office.file.old_office"),
        (PDF[: len(PDF) // 2], "office.file.broken"),
        (b"%PDF-1.7\n<html>", "office.file.broken"),
        (picture(64, 64)[:-200], "office.file.broken"),
        (b"\xff\xd8\xff\xe0rest", "office.file.broken"),
        (picture(kind="PNG")[:-40], "office.file.broken"),
        (DOCX.replace(b"word/document.xml", b"word/document.xmm", 1), "office.file.broken"),
        (archive(DOCUMENT | {"../../etc/cron.d/x": "x"}), "office.file.climbs"),
        (archive(DOCUMENT | {"/etc/cron.d/x": "x"}), "office.file.climbs"),
        (archive(DOCUMENT | {"C:\\Windows\\x": "x"}), "office.file.climbs"),
    ],
    ids=[
        "empty", "program", "html", "zip", "broken-zip", "undecodable-zip", "gif", "old-office", "half-a-pdf",
        "html-as-pdf", "half-a-jpeg", "text-as-jpeg", "half-a-png", "zip-at-odds",
        "climbing", "from-the-root", "from-a-drive",
    ],
)  # fmt: skip
def test_other_content_is_refused_with_what_to_do(content, code):
    assert refused(content) == code


def test_too_large_file_is_refused_before_it_is_read(settings):
    settings.ATTACHMENT_MAX_BYTES = 10

    assert refused(PDF) == "office.file.too_large"


@pytest.mark.parametrize("name", ["a\x07.pdf", "发票\u202efdp.exe", "a\u2028b.pdf", "\ud800.pdf"])
def test_a_name_that_cannot_be_shown_is_refused(name):
    file = upload(PDF)
    file._name = name

    with pytest.raises(Refused) as caught:
        files.accept([file])
    assert caught.value.reason.code == "office.file.name_unreadable"


def test_an_over_long_name_is_refused_and_the_longest_is_kept():
    assert refused(PDF, name="长" * 197 + ".pdf") == "office.file.name_too_long"
    assert taken(PDF, "长" * 196 + ".pdf").name == "长" * 196 + ".pdf"


def test_only_scans_where_only_scans_are_taken():
    assert refused(DOCX, only=files.SCANS) == "office.file.not_a_scan"
    assert taken(PDF, only=files.SCANS).content_type == "application/pdf"


class TestPictures:
    def test_place_and_device_are_not_kept_and_the_picture_stands_upright(self):
        exif = Image.Exif()
        exif[ORIENTATION], exif[MAKER] = 6, "camera"
        exif.get_ifd(GPS)[1] = "N"
        content = picture(80, 40, exif=exif, comment=b"at home")

        kept = taken(content).file.read()

        with Image.open(io.BytesIO(kept)) as found:
            assert found.size == (40, 80)
            assert dict(found.getexif()) == {}
            assert found.getpixel((20, 2))[0] < 60 and found.getpixel((20, 77))[0] > 200
        assert b"camera" not in kept and b"at home" not in kept

    def test_what_hides_behind_a_picture_is_not_kept(self):
        kept = taken(picture(kind="PNG") + b"<script>alert(1)</script>").file.read()

        assert b"script" not in kept

    def test_transparency_is_kept(self):
        kept = taken(picture(kind="PNG", mode="RGBA")).file.read()

        with Image.open(io.BytesIO(kept)) as found:
            assert found.mode == "RGBA"

    def test_a_picture_that_would_fill_the_memory_is_refused_undecoded(self, settings):
        settings.ATTACHMENT_MAX_PIXELS = 40

        assert refused(picture(8, 6)) == "office.file.too_many_pixels"

    def test_a_picture_of_a_claimed_billion_pixels_is_refused(self):
        content = bytearray(picture(kind="PNG"))
        content[16:24] = (40_000).to_bytes(4) + (40_000).to_bytes(4)

        assert refused(bytes(content)) in {"office.file.too_many_pixels", "office.file.broken"}

    def test_a_picture_that_comes_out_larger_than_is_taken_is_refused(self, settings):
        content = picture(200, 200, mode="L", quality=5)
        settings.ATTACHMENT_MAX_BYTES = len(content)

        assert refused(content) == "office.file.picture_too_large"


class TestJoining:
    def test_photographs_become_pages_in_their_order(self):
        turned = Image.Exif()
        turned[ORIENTATION] = 6
        photos = [picture(80, 40), picture(30, 60, kind="PNG", mode="RGBA"), picture(80, 40, exif=turned)]

        found = files.accept([upload(content, f"{n}.jpg") for n, content in enumerate(photos)])

        assert (found.name, found.content_type) == ("0.pdf", "application/pdf")
        shapes = [page.mediabox.width > page.mediabox.height for page in PdfReader(found.file).pages]
        assert shapes == [True, False, False]

    def test_what_was_joined_is_taken_again(self):
        joined = files.accept([upload(picture(), "a.jpg"), upload(picture(), "b.jpg")]).file.read()

        assert taken(joined).content_type == "application/pdf"

    def test_photographs_and_others_are_not_joined(self):
        assert refused(picture(), PDF) == "office.file.mixed"
        assert refused(PDF, PDF) == "office.file.mixed"

    def test_no_more_than_a_number_at_a_time(self, settings):
        settings.ATTACHMENT_MAX_PHOTOS = 2

        assert refused(picture(), picture(), picture()) == "office.file.too_many_photos"

    def test_a_broken_one_among_them_is_named(self):
        with pytest.raises(Refused) as caught:
            files.accept([upload(picture(), "一.jpg"), upload(b"\xff\xd8\xff\xe0rest", "二.jpg")])

        assert caught.value.reason.code == "office.file.broken"
        assert "二.jpg" in str(caught.value.reason)

    def test_the_whole_must_not_be_too_large(self, settings):
        photos = [picture(40, 40), picture(40, 40)]
        settings.ATTACHMENT_MAX_BYTES = max(map(len, photos)) + 1

        assert refused(*photos) == "office.file.joined_too_large"

    def test_what_comes_together_is_less_than_a_request_brings(self, settings):
        settings.ATTACHMENT_MAX_TOGETHER = 2 * len(picture()) - 1

        assert refused(picture(), picture()) == "office.file.together_too_large"
        assert taken(picture()).content_type == "image/jpeg"


class TestOfficeFiles:
    @pytest.mark.parametrize(
        "members",
        [
            {"word/vbaProject.bin": "x"},
            {"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"},
            {"word/activeX/activeX1.xml": "x"},
        ],
        ids=["project", "declared", "activex"],
    )
    def test_macros_are_refused(self, members):
        assert refused(archive(DOCUMENT | members)) == "office.file.macros"

    def test_an_archive_made_to_burst_is_refused(self):
        content = archive(WORKBOOK | {"xl/bomb.xml": bytes(30 * 1024 * 1024)})

        assert len(content) < 100_000
        assert refused(content) == "office.file.unpacks_too_large"

    def test_a_member_that_lies_about_its_size_is_refused(self):
        content = bytearray(archive({"xl/workbook.xml": "<w/>" * 100}))
        directory = content.rindex(b"PK\x01\x02")
        content[directory + 24 : directory + 28] = (4).to_bytes(4, "little")

        assert refused(bytes(content)) == "office.file.broken"

    def test_a_member_that_was_altered_is_refused(self):
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as packed:
            packed.writestr("word/document.xml", "<w>text</w>")

        assert refused(kept.getvalue().replace(b"<w>text", b"<w>tent")) == "office.file.broken"


class TestResidentNumbers:
    NUMBER = "11010519491231002X"

    def test_a_sheet_with_one_is_refused_with_its_place_and_without_the_number(self):
        from openpyxl import Workbook

        book, kept = Workbook(), io.BytesIO()
        book.active.title = "名单"
        book.active["C7"] = self.NUMBER
        book.save(kept)

        with pytest.raises(Refused) as caught:
            taken(kept.getvalue(), "名单.xlsx")

        sentence = str(caught.value.reason)
        assert caught.value.reason.code == "access.resident_number.in_file"
        assert "名单.xlsx" in sentence and "C7" in sentence
        assert self.NUMBER not in sentence

    def test_it_is_refused_again_when_it_is_sent_again(self):
        from docx import Document

        document, kept = Document(), io.BytesIO()
        document.add_paragraph(f"联系人证件号 {self.NUMBER}")
        document.save(kept)

        for _time in range(2):
            assert refused(kept.getvalue()) == "access.resident_number.in_file"


@pytest.mark.parametrize("text", ["名称,数量\n甲,1\n", "名称\n甲\ufffd\n"], ids=["plain", "with a lost character"])
def test_a_table_of_text_is_what_its_ending_says(text):
    files.check(upload(text.encode(), "名单.csv"))


def test_a_table_of_text_with_a_control_character_is_none():
    with pytest.raises(Refused) as caught:
        files.check(upload("名称\n甲\0\n".encode(), "名单.csv"))

    assert caught.value.reason.code == "office.file.not_as_named"
