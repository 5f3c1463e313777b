"""Tables as files for and from spreadsheet programs: XLSX and CSV go out; XLSX, XLS, ET, ODS and CSV come in."""

from tools.sheets.reading import Problem, Row, SheetError, Table, read_table
from tools.sheets.values import as_date, as_int, as_text
from tools.sheets.writing import Column, content_disposition, write_csv, write_xlsx

__all__ = [
    "Column",
    "Problem",
    "Row",
    "SheetError",
    "Table",
    "as_date",
    "as_int",
    "as_text",
    "content_disposition",
    "read_table",
    "write_csv",
    "write_xlsx",
]
