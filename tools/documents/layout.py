"""What both renderers print alike: the words around the contents, clause numbers, the width of columns."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from tools.chinese import number_text
from tools.documents.document import Clauses, Document, Table, printed_hash
from tools.text import text_width

PAGE, PAGES = "{page}", "{pages}"  # stand in the page label where the renderer puts its counters

_NARROWEST, _WIDEST = 4, 30  # share of a table column, in half-width characters


def words(document: Document) -> dict[str, str]:
    """Return the fixed words of a page in the language of the document, whatever the reader's is."""
    with override(document.language):
        return {
            "mark": _("Code %(code)s, check %(hash)s") % {"code": document.code, "hash": printed_hash(document)},
            "draft": _("Draft, not for sealing"),
            "page": _("Page {page} of {pages}"),
            "seal": _("(Seal)"),
            "signed_by": _("Signed by"),
            "date": _("Date"),
        }


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def clause_labels(document: Document, clauses: Clauses) -> list[str]:
    """Return '第一条', '第二条' … or '1.', '2.' …, one for each clause."""
    numbers = range(clauses.start, clauses.start + len(clauses.texts))
    return [f"第{number_text(number)}条" if document.is_chinese else f"{number}." for number in numbers]


def column_shares(table: Table) -> list[int]:
    """Return the relative width of each column, by its longest text within bounds."""
    columns = zip(table.columns, *table.rows, strict=True)
    return [min(max(*map(text_width, texts), _NARROWEST), _WIDEST) for texts in columns]
