"""Lists as files for spreadsheet programs: XLSX and CSV from the same columns and rows."""

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from urllib.parse import quote

from tools import clock
from tools.text import text_width, without_controls

# What spreadsheet programs take for the beginning of a formula; Chinese and Japanese editions take the wide signs too.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_NARROWEST, _WIDEST = 8, 60  # columns, in characters
_NOT_IN_SHEET_TITLE = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_FILENAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


@dataclass(frozen=True)
class Column:
    """One column: the key under which a row holds its value, and the title its readers see.

    A row that is no mapping holds its values in the order of the columns.
    """

    key: str
    title: str


def write_xlsx(title: str, columns: Iterable[Column], rows: Iterable[Mapping | Sequence]) -> bytes:
    """Return a workbook of one sheet named `title`, with a frozen bold header and columns as wide as their text.

    Numbers stay numbers; dates are ISO text, so that no spreadsheet shows them in another country's order; text that a
    spreadsheet would run as a formula is led by an apostrophe.
    """
    # Imported here because it takes a quarter of a second and most processes never write a workbook.
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    columns = list(columns)
    grid = [_cells(columns, row) for row in rows]
    book = Workbook()
    sheet = book.active
    sheet.title = _NOT_IN_SHEET_TITLE.sub(" ", title).strip("' ")[:31] or "1"
    sheet.append([_safe(column.title) for column in columns])
    for cells in grid:
        sheet.append(cells)
    for place, column in enumerate(columns):
        sheet.cell(1, place + 1).font = Font(bold=True)
        texts = [column.title, *(cells[place] for cells in grid)]
        sheet.column_dimensions[get_column_letter(place + 1)].width = _width(texts)
    sheet.freeze_panes = "A2"
    book.properties.created = book.properties.modified = clock.now().replace(tzinfo=None)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def write_csv(columns: Iterable[Column], rows: Iterable[Mapping | Sequence]) -> Iterator[bytes]:
    """Yield a CSV file line by line in UTF-8 with a byte order mark, without which Excel garbles Chinese.

    Cells are made as for `write_xlsx`.
    """
    columns = list(columns)
    yield b"\xef\xbb\xbf" + _line([_safe(column.title) for column in columns])
    for row in rows:
        yield _line(_cells(columns, row))


def content_disposition(filename: str) -> str:
    """Return the header value that offers a download under `filename`, which may be Chinese (RFC 6266, RFC 5987).

    Characters that some file system refuses are replaced by a hyphen.
    """
    name = _NOT_IN_FILENAME.sub("-", filename).strip(" .-") or "file"
    if name.isascii():
        return f'attachment; filename="{name}"'
    suffix = re.search(r"\.[A-Za-z0-9]+$", name)
    plain = "file" + (suffix.group() if suffix else "")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _cells(columns, row):
    values = (row[column.key] for column in columns) if isinstance(row, Mapping) else row
    return [_cell(value) for value in values]


def _cell(value):
    """Return what stands in the cell: a number or safe text. Lazy translations and other objects become text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal):
        return value if math.isfinite(value) else ""
    if isinstance(value, datetime):
        return f"{clock.local(value) if value.tzinfo else value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return _safe(str(value))


def _safe(text):
    """Keep a spreadsheet from running what somebody typed: the apostrophe makes it text."""
    text = without_controls(str(text))
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _line(cells):
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()


def _width(texts):
    widest = max(text_width(str(text)) for text in texts)
    return min(max(widest + 2, _NARROWEST), _WIDEST)


def safe_cell(text: str) -> str:
    """A text for a cell that no spreadsheet runs as a formula."""
    return _safe(text)


def width_of(texts: Iterable[str]) -> int:
    """The width of a column for these texts, in characters."""
    return _width(list(texts))
