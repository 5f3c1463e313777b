"""The empty table of a kind, to be filled in."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from network.imports.kinds import ImportKind
from tools.sheets import content_disposition
from tools.sheets.templates import TemplateColumn, write_template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(kind: ImportKind) -> bytes:
    """Header, explanation and choices in the reader's language."""
    columns = [
        TemplateColumn(
            str(column.title),
            column.required,
            str(column.help),
            column.example,
            tuple(column.choices()) if column.choices else (),
        )
        for column in kind.columns
    ]
    words = {
        "explanation": _("Explanation"),
        "choices": _("Choices"),
        "column": _("Column"),
        "required": _("Required"),
        "yes": _("yes"),
        "no": _("no"),
        "help": _("What to write"),
        "example": _("Example"),
    }
    return write_template(str(kind), columns, words=words)


def download(kind: ImportKind) -> HttpResponse:
    """The workbook as a download."""
    response = HttpResponse(workbook(kind), content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition(f"{kind}.xlsx")
    return response
