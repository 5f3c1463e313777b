"""Archives: DOCX, XLSX and PPTX part by part, and ZIP files of further files."""

import lzma
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _

from tools.file_text.pieces import FileTextError, Piece, pieces, unreadable
from tools.file_text.workbook import Workbook
from tools.file_text.xml_text import XmlTextError, xml_texts

MOST_MEMBERS = 10_000
MOST_BYTES = 300 * 1024 * 1024
# A whole archive of further files gets this long: each of them may unpack to much, and again and again.
MOST_SECONDS = 60
DOCUMENTS = frozenset({"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"})
# Errors of a damaged archive and of its decompressors.
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, ValueError, RuntimeError, OSError, EOFError)
_PARTS = {
    "word/document": lambda: _("paragraph %(number)d"),
    "word/header": lambda: _("a header"),
    "word/footer": lambda: _("a footer"),
    "word/comments": lambda: _("a comment"),
    "xl/comments": lambda: _("a comment"),
    "xl/drawings": lambda: _("a text box"),
    "docProps": lambda: _("the particulars of the document"),
}


def office_pieces(file) -> Iterator[Piece]:
    """Yield the text of every part of an Office file. Raises FileTextError for a damaged or bursting one."""
    with _opened(file) as archive:
        if not DOCUMENTS.intersection(archive.namelist()):
            raise unreadable()  # such as XLSB, whose cells are no XML
        book = Workbook(archive) if "xl/workbook.xml" in archive.namelist() else None
        for name in archive.namelist():
            if not name.endswith((".xml", ".vml", ".rels")):
                continue
            yield from book.pieces(name) if book and book.knows(name) else _part(archive, name)


def archive_pieces(file) -> Iterator[Piece]:
    """Yield the text of the files in an archive; an archive within is not opened. Raises FileTextError."""
    until = time.monotonic() + MOST_SECONDS
    with _opened(file) as archive:
        for member in archive.infolist():
            if time.monotonic() > until:
                raise _too_much()
            if member.flag_bits & 1:
                raise FileTextError(_("The file is protected by a password: remove it and choose the file again."))
            content, name = BytesIO(archive.read(member)), member.filename
            if content.getvalue().startswith(b"PK") and not _is_office(content):
                raise FileTextError(_("“%(name)s” is an archive within the archive: unpack it.") % {"name": name})
            for piece in pieces(content):
                yield Piece(f"{name}, {piece.where}", piece.text, piece.number)


class _opened:
    """The archive, once its members are few and unpack to a sensible size; its damages as FileTextError."""

    def __init__(self, file):
        self.file = file

    def __enter__(self) -> zipfile.ZipFile:
        try:
            self.archive = zipfile.ZipFile(self.file)
        except BROKEN:
            raise unreadable() from None
        members = self.archive.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
            raise _too_much()
        return self.archive

    def __exit__(self, kind, error, trace) -> None:
        self.archive.close()
        if isinstance(error, (*BROKEN, XmlTextError)) and not isinstance(error, FileTextError):
            raise unreadable() from None


def _too_much() -> FileTextError:
    return FileTextError(_("The file unpacks to more than can be looked through: split it."))


def _part(archive: zipfile.ZipFile, name: str) -> Iterator[Piece]:
    where = next((words() for start, words in _PARTS.items() if name.startswith(start)), name)
    with archive.open(name) as stream:
        for text in xml_texts(stream):
            yield Piece(where % {"number": text.number} if "%(number)d" in where else where, text.text)


def _is_office(content: BytesIO) -> bool:
    try:
        with zipfile.ZipFile(content) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except BROKEN:
        return False
    finally:
        content.seek(0)
