"""The text of PDF files: pages, notes on them, filled-in fields, and the particulars of the document."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tools.file_text.pieces import FileTextError, Piece, unreadable
from tools.pdfs import Pdf, PdfError, PdfTooMuchError, read_pdf

MOST_PAGES = 5_000


def pdf_pieces(file) -> Iterator[Piece]:
    """Yield the text page by page. Raises FileTextError for a damaged or protected file, or one of too much text."""
    try:
        found = read_pdf(file.read(), MOST_PAGES)
    except PdfTooMuchError:
        raise _too_much() from None
    except PdfError:
        raise unreadable() from None
    if found.is_protected:
        raise FileTextError(_("The file is protected by a password: remove it and choose the file again."))
    if found.is_too_long:
        raise _too_much()
    yield from pieces_of(found)


def pieces_of(pdf: Pdf) -> Iterator[Piece]:
    """Yield the text of a PDF that was read, with where it stands."""
    for page, text in pdf.texts:
        where = _("page %(number)d") % {"number": page} if page else _("the particulars of the document")
        yield Piece(where, text)


def _too_much() -> FileTextError:
    return FileTextError(_("The file holds too much text to be looked through: split it."))
