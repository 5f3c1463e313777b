"""What an upload is by its content, and what is said of one that is not taken."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.refusals import Refused
from office import files
from tests.factories.membership import PDF


def _archive(*members: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return kept.getvalue()


def _upload(content: bytes, name: str = "材料.bin") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# A member whose name claims to be UTF-8 and is not: Python's zipfile raises UnicodeDecodeError on it.
UNDECODABLE = _archive("é").replace("é".encode(), b"\xff\xfe")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (_archive("word/document.xml"), files.OFFICE_MEMBERS["word/document.xml"]),
        (_archive("xl/workbook.xml"), files.OFFICE_MEMBERS["xl/workbook.xml"]),
    ],
)
def test_kind_is_read_from_the_content(content, kind):
    assert files.check(_upload(content, "whatever.exe")) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "office.file.empty"),
        (b"MZ\x90\x00", "office.file.wrong_kind"),
        (b"<script>alert(1)</script>", "office.file.wrong_kind"),
        (_archive("evil.txt"), "office.file.wrong_kind"),
        (b"PK\x03\x04 cut off", "office.file.wrong_kind"),
        (UNDECODABLE, "office.file.wrong_kind"),
    ],
    ids=["empty", "program", "html", "zip", "broken-zip", "undecodable-zip"],
)
def test_other_content_is_refused_with_what_to_do(content, code):
    with pytest.raises(Refused) as refused:
        files.check(_upload(content, "材料.pdf"))

    assert refused.value.reason.code == code
    assert "材料.pdf" in str(refused.value.reason)


def test_too_large_file_is_refused_before_it_is_read(settings):
    settings.ATTACHMENT_MAX_BYTES = 10

    with pytest.raises(Refused) as refused:
        files.check(_upload(PDF))

    assert refused.value.reason.code == "office.file.too_large"
