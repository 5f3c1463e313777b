"""The rows of a table on their way: what was read of them, and the remarks so far."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.serializers.json import DjangoJSONEncoder

from access import texts

# Remarks kept of one table: whoever has more of them has one mistake many times.
MOST_REMARKS = 5000


@dataclass(frozen=True)
class Remark:
    """What is wrong with a cell, or worth a look: stored as code and parameters, read in the reader's language.

    ``row`` is the number that the spreadsheet shows; 0 stands for the table as a whole. ``column`` is a key.
    """

    row: int
    column: str
    code: str
    params: dict = field(default_factory=dict)
    warning: bool = False

    def __str__(self) -> str:
        return texts.render(self.code, self.params)

    def as_list(self) -> list:
        """For the report."""
        return [self.row, self.column, self.code, self.params, self.warning]


@dataclass
class Batch:
    """All rows of a table: ``rows[i]`` maps keys to values (None where nothing stands), ``numbers[i]`` is its row."""

    place: object
    actor: object
    numbers: list[int] = field(default_factory=list)
    rows: list[dict] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    dropped: int = 0
    _bad: set[tuple[int, str]] = field(default_factory=set)
    _counts: list[int] = field(default_factory=lambda: [0, 0])

    def note(self, index: int, column: str, code: str, *, warning: bool = False, **params) -> None:
        """Remark on a cell of the row with this index (-1: on the table)."""
        row = self.numbers[index] if index >= 0 else 0
        if not warning:
            self._bad.add((index, column))
        self._counts[warning] += 1
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(Remark(row, column, code, params, warning))
        else:
            self.dropped += 1

    def having(self, *keys: str) -> Iterator[tuple[int, dict]]:
        """The rows in which all of these columns are filled and without a mistake so far."""
        for index, row in enumerate(self.rows):
            if all(row.get(key) is not None and (index, key) not in self._bad for key in keys):
                yield index, row

    def is_good(self, index: int, *keys: str) -> bool:
        """Whether no mistake was found in these cells of a row."""
        return all((index, key) not in self._bad for key in keys)

    @property
    def errors(self) -> int:
        """How many mistakes there are."""
        return self._counts[False]

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return self._counts[True]

    def digest(self) -> str:
        """A hash of all remarks: equal exactly when two checks found the same."""
        found = sorted(json.dumps(r.as_list(), cls=DjangoJSONEncoder, sort_keys=True) for r in self.remarks)
        return hashlib.sha256("\n".join([*found, str(self.errors), str(self.warnings)]).encode()).hexdigest()
