"""PDF files: they open, have not too many pages, and hold paper only: no script, no program call, no other file."""

from django.conf import settings

from access.refusals import Refused, refusal
from office.files.sentences import ACTIVE, BROKEN, PROTECTED, TOO_ELABORATE, TOO_MANY_PAGES
from tools.pdfs import Pdf, PdfError, PdfTooMuchError, read_pdf


def inspected(upload, name: str) -> Pdf:
    """The file as it was read. Raises Refused when it does not open, is protected, too long, or more than paper."""
    most = settings.ATTACHMENT_MAX_PAGES
    found = _read(upload, name, most)
    if found.is_protected:
        raise Refused(refusal(PROTECTED, name=name))
    if found.is_too_long:
        raise Refused(refusal(TOO_MANY_PAGES, name=name, limit=most))
    if not found.pages:
        raise Refused(refusal(BROKEN, name=name))
    if found.is_active:
        raise Refused(refusal(ACTIVE, name=name))
    return found


def _read(upload, name: str, most: int) -> Pdf:
    upload.seek(0)
    try:
        return read_pdf(upload.read(), most)
    except PdfTooMuchError:
        raise Refused(refusal(TOO_ELABORATE, name=name)) from None
    except PdfError:
        raise Refused(refusal(BROKEN, name=name)) from None
    finally:
        upload.seek(0)
