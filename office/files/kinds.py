"""What a file is by its content, whatever its name says."""

import struct
import zipfile

SIGNATURES = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
PDF = "application/pdf"
PICTURES = frozenset({"image/jpeg", "image/png"})
SCANS = frozenset(SIGNATURES.values())
# Office files are ZIP archives that hold one of these members.
OFFICE_MEMBERS = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ARCHIVE = b"PK\x03\x04"
# Compound files: Office before 2007, and Office files under a password.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN_ARCHIVE = (zipfile.BadZipFile, ValueError, RuntimeError, OSError, EOFError, struct.error)


def head(upload) -> bytes:
    """The first bytes; the upload stands at its beginning afterwards."""
    upload.seek(0)
    found = upload.read(16)
    upload.seek(0)
    return found


def content_type(upload) -> str:
    """The media type found in the content, or "" when it is none of those that are taken."""
    first = head(upload)
    for signature, found in SIGNATURES.items():
        if first.startswith(signature):
            return found
    return _office_type(upload) if first.startswith(ARCHIVE) else ""


def is_compound(upload) -> bool:
    """Whether this is an old Office file, or one under a password."""
    return head(upload).startswith(COMPOUND)


def _office_type(upload) -> str:
    try:
        with zipfile.ZipFile(upload) as archive:
            names = set(archive.namelist())
    except BROKEN_ARCHIVE:
        return ""
    finally:
        upload.seek(0)
    return next((found for member, found in OFFICE_MEMBERS.items() if member in names), "")
