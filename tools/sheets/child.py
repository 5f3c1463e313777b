"""Opens a workbook from standard input in a process of its own, and writes its cells as lines of JSON.

The reader is compiled code, and formats such as XLS let a small file claim a sheet of any size: whatever it does with
hostile content, it does within the limits set here, and takes nobody else's request down with it.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO

MEMORY = 1024**3
SECONDS = 30


def main(most_rows: int, most_letters: int) -> None:
    """Write a line for each sheet, then one for each of its rows, at most `most_rows`; texts are cut at a length."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read())) as book:
        for about in book.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet:
                visible = about.visible == SheetVisibleEnum.Visible
                _write(book.get_sheet_by_name(about.name), visible, most_rows, most_letters)


def _write(sheet, visible: bool, most_rows: int, most_letters: int) -> None:
    top, left = sheet.start or (0, 0)
    merged = [[list(first), list(last)] for first, last in sheet.merged_cell_ranges or ()]
    _line({"name": sheet.name, "visible": visible, "top": top, "left": left, "merged": merged})
    for row in sheet.to_python(skip_empty_area=True, nrows=most_rows):
        _line([_value(cell, most_letters) for cell in row])


def _value(cell, most_letters: int):
    if isinstance(cell, str):
        return cell[:most_letters]
    if isinstance(cell, datetime):
        return {"moment": cell.isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return str(cell)
    return cell


def _line(value) -> None:
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    sys.stdout.buffer.write(line.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
