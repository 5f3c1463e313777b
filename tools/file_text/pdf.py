"""The text of PDF files: pages, notes on them, filled-in fields, and the particulars of the document."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tools.file_text.pieces import FileTextError, Piece, unreadable


def pdf_pieces(file) -> Iterator[Piece]:
    """Yield the text page by page. Raises FileTextError for a damaged or protected file."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(file, strict=False)
        if reader.is_encrypted:
            raise FileTextError(_("The file is protected by a password: remove it and choose the file again."))
        yield from _particulars(reader)
        for number, page in enumerate(reader.pages, start=1):
            where = _("page %(number)d") % {"number": number}
            yield Piece(where, page.extract_text())
            yield from (Piece(where, text) for text in _notes(page))
    except FileTextError:
        raise
    except Exception:  # the parser raises anything at damaged content, and all of it means the same to the person
        raise unreadable() from None


def _particulars(reader) -> Iterator[Piece]:
    where = _("the particulars of the document")
    for value in (reader.metadata or {}).values():
        yield Piece(where, str(value))


def _notes(page) -> Iterator[str]:
    for reference in page.get("/Annots") or ():
        note = reference.get_object()
        for key in ("/Contents", "/V"):
            value = note.get(key)
            if isinstance(value, str):
                yield value
