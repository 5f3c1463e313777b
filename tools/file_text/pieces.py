"""A file's text in pieces, each with the place at which a person finds it."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_CHARACTERS = 50_000_000
PDF = b"%PDF-"
ARCHIVE = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
OFFICE_MARK = "[Content_Types].xml"


class FileTextError(ValueError):
    """The text of a file cannot be read; the message is a sentence that says what to do."""


@dataclass(frozen=True)
class Piece:
    """Some text of one place, such as "page 2". `number` is the value of a cell that holds a number.

    `where` may be lazy: to say which cell shows a string, the sheets have to be read again.
    """

    where: object
    text: str
    number: str = ""


def pieces(file, *, most: int = MOST_CHARACTERS) -> Iterator[Piece]:
    """Yield the text of a binary file that can seek; it stands at its beginning afterwards.

    Raises FileTextError when it is damaged or protected, or holds more than `most` characters.
    """
    left = most
    file.seek(0)
    try:
        for piece in _reader(file)(file):
            left -= len(piece.text)
            if left < 0:
                raise FileTextError(_("The file holds too much text to be looked through: split it."))
            yield piece
    finally:
        file.seek(0)


def unreadable() -> FileTextError:
    """The sentence for a file that does not open."""
    return FileTextError(
        _("The file cannot be read: it may be damaged or protected. Save it anew and choose it again.")
    )


def _reader(file):
    """Choose how to read by the first bytes. The readers are imported here: each loads a library of its own."""
    head = file.read(16)
    file.seek(0)
    if head.startswith(PDF):
        from tools.file_text.pdf import pdf_pieces

        return pdf_pieces
    if head.startswith(ARCHIVE):
        from tools.file_text import package

        return package.office_pieces if _is_office(file) else package.archive_pieces
    if head.startswith(COMPOUND):
        from tools.file_text.compound import compound_pieces

        return compound_pieces
    if head.startswith(PICTURES):
        return _nothing
    from tools.file_text.plain import plain_pieces

    return plain_pieces


def _is_office(file) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return OFFICE_MARK in archive.namelist()
    except (zipfile.BadZipFile, struct.error, ValueError, RuntimeError, OSError, EOFError):
        raise unreadable() from None
    finally:
        file.seek(0)


def _nothing(_file) -> Iterator[Piece]:
    yield from ()
