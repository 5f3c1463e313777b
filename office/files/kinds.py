"""What a file is by its content, whatever its name says."""

import hashlib

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from access.refusals import Refused, refusal
from access.texts import text

EMPTY = text("office.file.empty", _("“%(name)s” is empty: choose the file again."))
TOO_LARGE = text("office.file.too_large", _("“%(name)s” is larger than %(limit)s MB: scan it at a lower resolution."))
WRONG_KIND = text(
    "office.file.wrong_kind", _("“%(name)s” is not a PDF, JPEG, PNG, DOCX or XLSX file: save it as one of these.")
)

SIGNATURES = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
# Office files are ZIP archives that hold one of these members.
OFFICE_MEMBERS = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def content_type(upload) -> str:
    """The media type found in the content, or "" when it is none of those that are taken."""
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    for signature, found in SIGNATURES.items():
        if head.startswith(signature):
            return found
    return _office_type(upload) if head.startswith(b"PK\x03\x04") else ""


def _office_type(upload) -> str:
    import struct
    import zipfile

    try:
        names = set(zipfile.ZipFile(upload).namelist())
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError, EOFError, struct.error):
        return ""
    finally:
        upload.seek(0)
    return next((found for member, found in OFFICE_MEMBERS.items() if member in names), "")


def check(upload) -> str:
    """The media type of an upload. Raises Refused with what to do when it is empty, too large or of another kind."""
    if not upload.size:
        raise Refused(refusal(EMPTY, name=upload.name))
    if upload.size > settings.ATTACHMENT_MAX_BYTES:
        raise Refused(refusal(TOO_LARGE, name=upload.name, limit=settings.ATTACHMENT_MAX_BYTES // 1024**2))
    found = content_type(upload)
    if not found:
        raise Refused(refusal(WRONG_KIND, name=upload.name))
    return found


def sha256(upload) -> str:
    """The hash of the whole content, read in chunks."""
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
