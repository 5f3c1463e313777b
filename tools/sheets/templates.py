"""Tables to fill in: a workbook with the header, an explanation of each column, and the words to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from tools import clock
from tools.sheets.writing import safe_cell, width_of

# How many rows get the drop-down lists and the format of text, which keeps long codes whole.
PREPARED_ROWS = 2000


@dataclass(frozen=True)
class TemplateColumn:
    """One column: its title, whether it must be filled, what to write, an example, and the words to choose from."""

    title: str
    required: bool = False
    help: str = ""
    example: str = ""
    choices: Sequence[str] = ()


def write_template(title: str, columns: Sequence[TemplateColumn], *, words: dict[str, str]) -> bytes:
    """Return the workbook. ``words`` are what the two further sheets and their headers are called: explanation,
    choices, column, required, yes, no, help, example."""
    # Imported here because it takes a quarter of a second and most processes never write a workbook.
    from openpyxl import Workbook

    book = Workbook()
    _table(book.active, title, columns)
    _explanation(book.create_sheet(words["explanation"]), columns, words)
    _choices(book.create_sheet(words["choices"]), columns)
    _drop_downs(book.active, words["choices"], columns)
    book.properties.created = book.properties.modified = clock.now().replace(tzinfo=None)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _table(sheet, title: str, columns) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.title = title[:31]
    sheet.append([safe_cell(column.title) for column in columns])
    for place, column in enumerate(columns, start=1):
        sheet.cell(1, place).font = Font(bold=True, color="9C0006" if column.required else "000000")
        letter = sheet.column_dimensions[get_column_letter(place)]
        letter.width = width_of([column.title, column.example])
        letter.number_format = "@"
    sheet.freeze_panes = "A2"


def _explanation(sheet, columns, words) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.append([words[name] for name in ("column", "required", "help", "example")])
    for column in columns:
        needed = words["yes"] if column.required else words["no"]
        sheet.append([safe_cell(cell) for cell in (column.title, needed, column.help, column.example)])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCD", (26, 10, 60, 28), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=2):
        row[2].alignment = Alignment(wrap_text=True, vertical="top")


def _choices(sheet, columns) -> None:
    from openpyxl.styles import Font

    listed = [column for column in columns if column.choices]
    for place, column in enumerate(listed, start=1):
        sheet.cell(1, place, safe_cell(column.title)).font = Font(bold=True)
        for row, word in enumerate(column.choices, start=2):
            sheet.cell(row, place, safe_cell(word))
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = width_of([column.title, *column.choices])


def _drop_downs(sheet, name: str, columns) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = [column for column in columns if column.choices]
    for place, column in enumerate(columns, start=1):
        if not column.choices:
            continue
        source = get_column_letter(listed.index(column) + 1)
        reach = f"'{name}'!${source}$2:${source}${len(column.choices) + 1}"
        # A word that is not in the list is told by the check, with what to do; the program must not refuse it.
        rule = DataValidation(type="list", formula1=reach, allow_blank=True, showErrorMessage=False)
        letter = get_column_letter(place)
        rule.add(f"{letter}2:{letter}{PREPARED_ROWS}")
        sheet.add_data_validation(rule)
