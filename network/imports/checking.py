"""The check of a table: cells read column by column, then all rows held against the database at once."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from access import safe_text
from access.texts import text
from network.imports.batch import Batch
from network.imports.kinds import Column, ImportKind
from network.imports.reading import Wrong, titles_of
from tools.sheets import Table, as_text
from tools.sheets.reading import plain_title

IN_TABLE = text("network.import.in_table", "%(problem)s")
EMPTY = text("network.import.empty", _("The table holds no row: write one hospital or person into each row."))
TOO_MANY = text("network.import.too_many", _("The table has more than %(most)s rows: divide it."))
REQUIRED = text("network.import.required", _("Nothing stands here, and something must: fill the cell in."))
UNSAFE = text("network.import.unsafe", "%(problem)s")


def check(
    kind: ImportKind, table: Table, place, actor, advance: Callable[[int, int], None] = lambda done, total: None
) -> Batch:
    """Read and check a table; the database is asked a fixed number of times, whatever the rows are.

    ``advance(done, total)`` is told of each step. The batch holds the rows as they would be taken in, and the remarks.
    """
    batch = Batch(place, actor, [row.number for row in table.rows], [{} for _row in table.rows])
    steps = len(kind.columns) + len(kind.checks)
    if not _find_columns(kind, table, batch):
        return batch
    places, _missing = table.places(titles_of(kind.columns))
    for done, column in enumerate(kind.columns):
        _read(column, places.get(column.key), table, batch)
        advance(done * len(table.rows), steps * len(table.rows))
    for done, each in enumerate(kind.checks, start=len(kind.columns)):
        each(batch)
        advance(done * len(table.rows), steps * len(table.rows))
    return batch


def _find_columns(kind: ImportKind, table: Table, batch: Batch) -> bool:
    """Whether the table can be read at all; what its reader found wrong is told either way."""
    needed = [column for column in kind.columns if column.required]
    _places, missing = table.places(titles_of(needed))
    for problem in missing:
        batch.note(-1, "", IN_TABLE, problem=problem.sentence)
    if not table.rows:
        batch.note(-1, "", EMPTY)
    if len(table.rows) > kind.most:
        batch.note(-1, "", TOO_MANY, most=kind.most)
    _take_over(kind, table, batch)
    return not missing and 0 < len(table.rows) <= kind.most


def _take_over(kind: ImportKind, table: Table, batch: Batch) -> None:
    """The remarks of the reader: formulas without result, cells that are too long, merged cells."""
    places = {number: index for index, number in enumerate(batch.numbers)}
    keys = {plain_title(title): key for key, titles in titles_of(kind.columns).items() for title in titles}
    for problem in table.problems:
        key = keys.get(plain_title(problem.column), "") if problem.column else ""
        batch.note(places.get(problem.row, -1), key, IN_TABLE, problem=problem.sentence)


def _read(column: Column, place: int | None, table: Table, batch: Batch) -> None:
    read = column.reader()
    for index, row in enumerate(table.rows):
        cell = row.cells[place] if place is not None and place < len(row.cells) else None
        batch.rows[index][column.key] = _value(column, read, cell, index, batch)


def _value(column: Column, read: Callable, cell, index: int, batch: Batch):
    """What stands in a cell; None where nothing does, or what stands there is noted as wrong."""
    typed = "" if cell is None else as_text(cell)
    if not typed:
        if column.required:
            batch.note(index, column.key, REQUIRED)
        return None
    if not batch.is_good(index, column.key):
        return None
    unsafe = safe_text.problem(typed, column.key)
    if unsafe is not None:
        batch.note(index, column.key, UNSAFE, problem={"code": unsafe.code, "params": unsafe.params})
        return None
    try:
        return read(cell)
    except Wrong as wrong:
        batch.note(index, column.key, wrong.reason.code, **wrong.reason.params)
        return None
