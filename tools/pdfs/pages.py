"""How many pages a file of our own storage has."""

from typing import BinaryIO


def page_count(file: BinaryIO) -> int | None:
    """The number of pages of a PDF that was looked through when it came in (read_pdf); None when it does not open."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return len(PdfReader(file, strict=False).pages)
    except (PyPdfError, ValueError, KeyError, RecursionError):
        return None
