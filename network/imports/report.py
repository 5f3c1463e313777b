"""What a check found, as it is kept with the import, and as people read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from network.imports.batch import Batch, Remark
from network.imports.kinds import KINDS, ImportKind


def kept(batch: Batch) -> dict:
    """The report of a batch as plain data."""
    remarks = sorted(batch.remarks, key=lambda remark: (remark.row, remark.warning))
    return {"remarks": [r.as_list() for r in remarks], "dropped": batch.dropped, "digest": batch.digest()}


@dataclass(frozen=True)
class Line:
    """A remark as it is shown: where it stands, and what to do."""

    remark: Remark
    column: str

    @property
    def row(self) -> int:
        """The number of the row as the spreadsheet shows it; 0 for the table as a whole."""
        return self.remark.row

    @property
    def warning(self) -> bool:
        """Whether the row may be taken in all the same."""
        return self.remark.warning

    @property
    def where(self) -> str:
        """Row and column in words."""
        if not self.row:
            return _("The table")
        if not self.column:
            return _("Row %(row)d") % {"row": self.row}
        return _("Row %(row)d, “%(column)s”") % {"row": self.row, "column": self.column}

    @property
    def sentence(self) -> str:
        """What is wrong, and what to do."""
        return str(self.remark)


def lines(run, *, column: str = "", warnings: bool | None = None) -> list[Line]:
    """The remarks of an import, of one column (by its key) or all."""
    kind = KINDS[run.kind]
    found = (Remark(*each) for each in run.report.get("remarks", ()))
    return [
        Line(remark, title_of(kind, remark.column))
        for remark in found
        if (not column or remark.column == column) and (warnings is None or remark.warning == warnings)
    ]


def by_column(run) -> list[tuple[str, str, int]]:
    """Key, title and number of remarks of each column that has any, in the order of the table."""
    kind = KINDS[run.kind]
    counts = Counter(each[1] for each in run.report.get("remarks", ()))
    return [(c.key, str(c.title), counts[c.key]) for c in kind.columns if counts[c.key]]


def title_of(kind: ImportKind, key: str) -> str:
    """A column's title in the reader's language."""
    column = kind.column(key)
    return str(column.title) if column else ""


def by_row(run) -> dict[int, str]:
    """All remarks of each row on one line, for the table with the remarks beside."""
    rows: dict[int, list[str]] = {}
    for line in lines(run):
        mark = _("Warning") if line.warning else _("Mistake")
        name = f"“{line.column}” " if line.column else ""
        rows.setdefault(line.row, []).append(f"{mark}: {name}{line.sentence}")
    return {row: " ".join(sentences) for row, sentences in rows.items()}


def marked(table, run) -> Iterator[list]:
    """The rows of a table, each with its number and its remarks."""
    beside = by_row(run)
    for row in table.rows:
        cells = [*row.cells, *[""] * (len(table.header) - len(row.cells))]
        yield [row.number, beside.get(row.number, ""), *cells]
