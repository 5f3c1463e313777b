"""Tables that come in: the header found, rows numbered as their writer sees them, problems told by row and column.

Hidden rows count like any other: a filter that somebody left on must not lose rows. Of several sheets, the first
visible one with content is read; `others` names the rest. A formula counts by the result that the spreadsheet program
stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tools.chinese import to_simplified
from tools.sheets import headers
from tools.sheets.workbooks import Sheet, SheetError, read_sheets, unreadable
from tools.text import without_controls

__all__ = ["Problem", "Row", "SheetError", "Table", "column_name", "read_table"]

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 200
MOST_LETTERS = 10_000  # of one cell
_FORMULA_ERRORS = ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!")


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: the row as the spreadsheet numbers it, the column by its title or letter."""

    sentence: str
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        words = {"sheet": self.sheet, "row": self.row, "column": self.column, "problem": self.sentence}
        if self.row is None:
            return self.sentence
        if self.column:
            return _("Row %(row)d, column “%(column)s”: %(problem)s") % words
        return _("Row %(row)d: %(problem)s") % words


@dataclass(frozen=True)
class Row:
    """One row of data: its number in the sheet, counted from 1, and its cells in the order of the header."""

    number: int
    cells: tuple


@dataclass(frozen=True)
class Table:
    """A table as it was found. `columns` are the letters of the columns, beside `header`, their titles."""

    sheet: str
    header: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    others: tuple[str, ...] = field(default=())

    def places(self, titles: Mapping[str, Sequence[str]]) -> tuple[dict[str, int], list[Problem]]:
        """Return where each key's column stands, by any of its titles, and what is missing or there twice.

        Full and half width, Traditional and Simplified characters, case, spaces, and remarks in brackets or marks of
        required columns do not matter.
        """
        known = [plain_title(title) for title in self.header]
        found, problems = {}, []
        for key, names in titles.items():
            wanted = {plain_title(name) for name in names}
            places = [place for place, title in enumerate(known) if title in wanted]
            if len(places) == 1:
                found[key] = places[0]
                continue
            words = {"title": names[0], "columns": ", ".join(self.columns[place] for place in places)}
            sentence = _("The column “%(title)s” is there more than once (%(columns)s): keep one.")
            if not places:
                sentence = _("The column “%(title)s” is missing: add it, or take the template.")
            problems.append(Problem(sentence % words, self.sheet))
        return found, problems


def read_table(file, *, most_rows: int = MOST_ROWS, most_bytes: int = MOST_BYTES) -> Table:
    """Return the table of an XLSX, XLS, ET, ODS or CSV file (UTF-8 with or without mark, UTF-16, GB18030).

    Raises SheetError for what is no table, is empty, or is larger than is taken.
    """
    file.seek(0)
    content = file.read(most_bytes + 1)
    file.seek(0)
    if len(content) > most_bytes:
        raise SheetError(
            _("The file is larger than %(limit)d MB: divide the table.") % {"limit": most_bytes // 1024**2}
        )
    sheets = read_sheets(content, most_rows + headers.DEEPEST + 1, MOST_LETTERS + 1)
    filled = [sheet for sheet in sheets if sheet.visible and any(any(_filled(c) for c in row) for row in sheet.rows)]
    if not filled:
        raise SheetError(_("The file holds no table: fill in the template and choose it again."))
    return _table(filled[0], tuple(sheet.name for sheet in filled[1:]), most_rows)


def plain_title(title: str) -> str:
    """Return what a column's title says, without how it is written."""
    return to_simplified(headers.without_marks(title)).casefold()


def column_name(place: int) -> str:
    """Return the letters of a column, counted from zero: A, Z, AA."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _table(sheet: Sheet, others: tuple[str, ...], most_rows: int) -> Table:
    start, end, titles = headers.find(sheet)
    width = max((place + 1 for place, title in enumerate(titles) if title), default=0)
    if not width:
        raise unreadable()
    if width > MOST_COLUMNS:
        raise SheetError(_("The table has more than %(limit)d columns: take the template.") % {"limit": MOST_COLUMNS})
    numbered = [(number, row[:width]) for number, row in enumerate(sheet.rows[end:], start=sheet.top + end + 1)]
    rows = tuple(Row(number, tuple(_clean(c) for c in row)) for number, row in numbered if any(map(_filled, row)))
    if len(rows) > most_rows:
        raise SheetError(_("The table has more than %(limit)d rows: divide it.") % {"limit": most_rows})
    columns = tuple(column_name(sheet.left + place) for place in range(width))
    header = tuple(titles[:width])
    problems = [*_cell_problems(sheet, rows, header, columns), *_merged_problems(sheet, end)]
    return Table(sheet.name, header, columns, rows, tuple(problems), others)


def _filled(value) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _clean(value):
    return without_controls(value).strip() if isinstance(value, str) else value


def _cell_problems(sheet: Sheet, rows, header, columns):
    for row in rows:
        for place, value in enumerate(row.cells):
            if not isinstance(value, str):
                continue
            column = header[place] or columns[place]
            if len(value) > MOST_LETTERS:
                words = {"limit": MOST_LETTERS}
                sentence = _("The text has more than %(limit)d characters: shorten it.") % words
                yield Problem(sentence, sheet.name, row.number, column)
            elif value in _FORMULA_ERRORS:
                sentence = _("The formula has no result (%(error)s): write the value.") % {"error": value}
                yield Problem(sentence, sheet.name, row.number, column)


def _merged_problems(sheet: Sheet, end: int):
    """A merged cell holds its value in one row only; which rows it was meant for, a person must say."""
    for (top, _left), (bottom, _right) in sheet.merged:
        if top >= sheet.top + end and bottom > top:
            sentence = _("Cells of several rows are merged here: split them and write the value into each row.")
            yield Problem(sentence, sheet.name, top + 1)
