"""Questions that verbs ask again and again, put into words once: only their values change.

The ORM needs ten times as long to write such a statement as the database to answer it. The statement is the ORM's
own: the queryset is compiled once with a mark in the place of each value, and asked with values in place of the marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import QuerySet
from django.db.models.query import get_related_populators

# Marks of each kind of value: within the smallest whole numbers that databases keep, and nobody's data.
_MARKS = {
    int: lambda place: 2_147_400_000 + place,
    date: lambda place: date(9998, 12, 1 + place),
    str: lambda place: f"prepared value {place}",
}


class Prepared:
    """A question about rows of one model, asked by calling it with its values; the answer is a list.

    ``ask`` takes whole numbers, dates and texts as ``kinds`` names them, and gives the queryset: it must be the same
    but for these values whenever it is asked, so a day is a value, never ``clock.today()`` inside. Rows that it locks
    are locked until the transaction ends. Raises TypeError for a value of which nothing stands in the statement,
    and EmptyResultSet where the ORM sees that no values will ever find a row, as in an empty list.
    """

    def __init__(self, ask: Callable[..., QuerySet], *kinds: type):
        self.ask, self.kinds = ask, kinds
        self._statement: _Statement | None = None

    def __call__(self, *values) -> list:
        """The rows for these values, in the order of the queryset."""
        if self._statement is None:
            self._statement = self._compiled()
        return list(self._statement.rows(values))

    def _compiled(self) -> _Statement:
        connection = connections[DEFAULT_DB_ALIAS]
        marks = [_MARKS[kind](place) for place, kind in enumerate(self.kinds)]
        query = self.ask(*marks).query
        compiler = query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        # Ask for the columns' converters now, while the compiler knows its connection.
        written = [_written(connection, mark) for mark in marks]
        if any(mark not in params for mark in written):
            raise TypeError(f"Of these values, not all stand in the statement: {sql}")
        converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        places = [written.index(param) if param in written else None for param in params]
        return _Statement(compiler, sql, params, places, converters)


@dataclass(frozen=True)
class _Statement:
    compiler: Any
    sql: str
    params: tuple
    places: list[int | None]
    converters: dict

    def rows(self, values: tuple) -> Iterator:
        """Ask the database, and make objects of its rows as a queryset does."""
        connection = connections[DEFAULT_DB_ALIAS]
        if self.compiler.query.select_for_update and not connection.in_atomic_block:
            raise transaction.TransactionManagementError("Rows are locked inside a transaction only.")
        given = [_written(connection, value) for value in values]
        params = [
            param if place is None else given[place] for param, place in zip(self.params, self.places, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        compiler = copy(self.compiler)
        compiler.connection = connection
        return self._objects(compiler.apply_converters(found, self.converters) if self.converters else found)

    def _objects(self, found) -> Iterator:
        select, whole = self.compiler.select, self.compiler.klass_info
        columns = whole["select_fields"]
        first, last = columns[0], columns[-1] + 1
        names = [column[0].target.attname for column in select[first:last]]
        populators = get_related_populators(whole, select, DEFAULT_DB_ALIAS)
        extra = self.compiler.annotation_col_map
        for row in found:
            thing = whole["model"].from_db(DEFAULT_DB_ALIAS, names, row[first:last])
            for populator in populators:
                populator.populate(row, thing)
            for name, place in extra.items():
                setattr(thing, name, row[place])
            yield thing


def _written(connection, value):
    """A value as the database takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def row_of(model, key: int, *, no_key: bool | None = None):
    """The row of a model with a key, as it is now. Raises the model's DoesNotExist.

    With ``no_key`` it is locked: False for whoever changes it, True for whoever only relies on it.
    """
    found = _by_key(model, no_key)(key)
    if not found:
        raise model.DoesNotExist(f"No {model._meta.label} has the key {key}.")
    return found[0]


@cache
def _by_key(model, no_key: bool | None) -> Prepared:
    rows = model._base_manager
    locked = rows.all() if no_key is None else rows.select_for_update(no_key=no_key)
    return Prepared(lambda key: locked.filter(pk=key), int)
