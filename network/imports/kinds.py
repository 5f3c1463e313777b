"""The kinds of tables, each declared by the house whose rows they hold; registered from ``apps.ready()``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

# What a column's reader is made by: once for each check, so that choices are asked of the database once.
ReaderMaker = Callable[[], Callable[[object], object]]


@dataclass(frozen=True)
class Column:
    """One column: how its cells are read and what people are told about it.

    ``reader()`` gives a function from a filled cell to its value, which raises ``Wrong`` for a bad one. ``choices()``
    gives the words that may stand there, for the template.
    """

    key: str
    title: object
    reader: ReaderMaker
    required: bool = False
    help: object = ""
    example: str = ""
    choices: Callable[[], list[str]] | None = None


@dataclass(frozen=True)
class ImportKind:
    """One kind of table.

    ``permission`` is asked on the place: a row of ``scope`` ("network", "hospital" …), or nothing for the province.
    ``checks`` are called with the batch, each asks the database about all rows at once and notes remarks.
    ``commit(place, rows=…, by=…)`` is the verb that takes all rows in; ``shows_result`` says that what it returns is
    shown once, on the page of whoever commits, so that it is not left to a job. ``most`` rows are taken at once.
    """

    code: str
    title: object
    lead: object
    permission: str
    columns: tuple[Column, ...]
    checks: tuple[Callable, ...]
    commit: Callable
    scope: str = ""
    most: int = 5000
    shows_result: str = ""
    done_url: str = ""
    icon: str = "file-text"
    extra: dict = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.title)

    def column(self, key: str) -> Column | None:
        """The column of this key."""
        return next((column for column in self.columns if column.key == key), None)


KINDS: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> ImportKind:
    """Make a kind known. Raises ValueError for two of the same code."""
    if kind.code in KINDS and KINDS[kind.code] is not kind:
        raise ValueError(f"The kind of import {kind.code} is registered twice.")
    KINDS[kind.code] = kind
    return kind
