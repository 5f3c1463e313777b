"""Office files before 2007: sheets cell by cell, other documents by the runs of letters that they hold."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tools.file_text.pieces import FileTextError, Piece, unreadable
from tools.sheets.reading import column_name
from tools.sheets.workbooks import Sheet, SheetError, TooMuchError, read_sheets

WITH_LETTERS = ("WordDocument", "PowerPoint Document")
MOST_ROWS = 70_000  # of a sheet; the format holds 65,536
MOST_LETTERS = 65_536  # of a cell; the format counts them in two bytes


def compound_pieces(file) -> Iterator[Piece]:
    """Yield the cells of an XLS or ET workbook, the letters of a DOC or PPT file. Raises FileTextError."""
    content = file.read()
    try:
        sheets = read_sheets(content, MOST_ROWS, MOST_LETTERS)
    except TooMuchError as much:
        raise FileTextError(str(much)) from None
    except SheetError:
        if not any(name.encode("utf-16-le") in content for name in WITH_LETTERS):
            raise unreadable() from None  # a protected workbook, or an Office file inside a protected wrapper
        yield from _letters(content)
        return
    for sheet in sheets:
        for row, cells in enumerate(sheet.rows, start=sheet.top + 1):
            yield from _row(sheet, row, cells)


def _row(sheet: Sheet, row: int, cells: list) -> Iterator[Piece]:
    for column, value in enumerate(cells, start=sheet.left):
        if value == "" or not isinstance(value, str | int | float):
            continue
        words = {"sheet": sheet.name, "cell": f"{column_name(column)}{row}"}
        number = "" if isinstance(value, str) else repr(value)
        yield Piece(_("sheet “%(sheet)s”, cell %(cell)s") % words, str(value), number)


def _letters(content: bytes) -> Iterator[Piece]:
    """Old documents keep letters in one byte or in two, at even or odd places."""
    where = _("the document")
    yield Piece(where, content.decode("latin-1"))
    for first in (0, 1):
        yield Piece(where, content[first:].decode("utf-16-le", errors="replace"))
