"""Where the header of a sheet stands, and what its cells say once merged cells are put together."""

import re
import unicodedata

from tools.sheets.workbooks import Sheet

DEEPEST = 12  # rows with the table's name and remarks above the header, and the rows of the header
_REMARKS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_MARKS = "*:;,.!、。"


def find(sheet: Sheet) -> tuple[int, int, list[str]]:
    """Return the header's first row, the row after it (both counted within the sheet's rows), and the titles.

    The header is the first row with at least two filled cells that are not one merged cell: what stands alone above
    is the name of the table or a remark. A table of one column begins with its first filled row. Merged cells make a
    header of two rows: the upper title is joined to each of the lower ones.
    """
    filled = [place for place, row in enumerate(sheet.rows[:DEEPEST]) if _count(row)]
    if not filled:
        return 0, 0, []
    start = next((place for place in filled if _count(sheet.rows[place]) > 1), filled[0])
    depth = max([_bottom(sheet, merged) for merged in sheet.merged if _touches(sheet, merged, start)], default=start)
    depth = min(depth, start + 2)
    return start, depth + 1, _titles(sheet, start, depth)


def without_marks(title: str) -> str:
    """Return a title in half width without spaces, remarks in brackets, and marks of required columns."""
    plain = _REMARKS.sub("", unicodedata.normalize("NFKC", title))
    return "".join(plain.split()).strip(_MARKS)


def _count(row) -> int:
    return sum(1 for value in row if str(value).strip())


def _touches(sheet: Sheet, merged, start: int) -> bool:
    return merged[0][0] - sheet.top == start


def _bottom(sheet: Sheet, merged) -> int:
    """The last row of the header that a merged cell asks for: sideways merged titles have their parts below."""
    (top, left), (bottom, right) = merged
    return bottom - sheet.top + (1 if right > left and bottom == top else 0)


def _titles(sheet: Sheet, start: int, depth: int) -> list[str]:
    width = max(len(row) for row in sheet.rows[start : depth + 1])
    titles = []
    for place in range(width):
        parts = [_value(sheet, row, place) for row in range(start, depth + 1)]
        titles.append(" ".join(dict.fromkeys(part for part in parts if part)))
    return titles


def _value(sheet: Sheet, row: int, place: int) -> str:
    """The text of a cell, or of the merged cell that it is a part of."""
    absolute = (row + sheet.top, place + sheet.left)
    for (top, left), (bottom, right) in sheet.merged:
        if top <= absolute[0] <= bottom and left <= absolute[1] <= right:
            row, place = top - sheet.top, left - sheet.left
    cells = sheet.rows[row] if row < len(sheet.rows) else []
    return " ".join(str(cells[place]).split()) if place < len(cells) else ""
