"""Rows that several figures count: the database looks at each of them once, however many figures there are.

A figure says which rows of the pool are its evidence by marks that the rows have. The rows are counted by marks and
parts into few cells first, and the figures are aggregates over the cells, all in one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Aggregate, BooleanField, Count, ExpressionWrapper, F, IntegerField, Q, QuerySet

from office.indicators.batches import ALL_ROWS, MOST, numbered, together_by, union
from office.indicators.periods import Period
from office.indicators.scopes import Scope


@dataclass(frozen=True, eq=False)
class Pool:
    """``rows`` of a scope, and by name what may hold for a row on the period's last day: None for what cannot."""

    rows: Callable[[Scope, Period], QuerySet]
    marks: dict[str, Callable[[Period], Q | None]]


@dataclass(frozen=True)
class Pooled:
    """The rows of a pool for which all marks of one of the cases are as given: those that are a figure's evidence."""

    pool: Pool
    cases: tuple[dict[str, bool], ...]

    def possible(self, period: Period) -> list[dict[str, bool]]:
        """The cases that there can be, each without the marks that hold for no row anyway."""
        never = {name for name in self.names if self.pool.marks[name](period) is None}
        return [
            {name: holds for name, holds in case.items() if name not in never}
            for case in self.cases
            if not any(case[name] for name in never.intersection(case))
        ]

    @property
    def names(self) -> list[str]:
        """The marks that are asked about."""
        return list(dict.fromkeys(name for case in self.cases for name in case))


@dataclass(frozen=True)
class Ask:
    """One question: an aggregate over rows, for each value of a path or (without one) over all. ``pooled`` says where
    else the same rows are found; only a Count can be asked of a pool."""

    rows: Callable[[Scope, Period], QuerySet]
    aggregate: Aggregate
    path: str = ""
    pooled: Pooled | None = None


def answers(asks: dict[Hashable, Ask], scope: Scope, period: Period) -> dict[Hashable, dict]:
    """The answers by the same keys, each by part or under ``ALL_ROWS``: one query for each kind of answer.

    A pool is used when two questions or more share it: for a single one its own rows are the quicker way.
    """
    shared = _shared(asks)
    alone = {key: (ask.rows(scope, period), ask.path, ask.aggregate) for key, ask in asks.items() if key not in shared}
    if not shared:
        return together_by(alone)
    counts = dict([(key, asked) for key, asked in alone.items() if _is_count(*asked)][:MOST])
    others = together_by({key: asked for key, asked in alone.items() if key not in counts})
    return others | _counted(counts, shared, scope, period)


def _is_count(*asked) -> bool:
    """Whether a question is answered in the type of those that a pool answers."""
    return isinstance(numbered(0, *asked).query.annotations["answer"].output_field, IntegerField)


def _shared(asks: dict[Hashable, Ask]) -> dict[Hashable, Ask]:
    pools = [ask.pooled.pool for ask in asks.values() if ask.pooled]
    return {key: ask for key, ask in asks.items() if ask.pooled and pools.count(ask.pooled.pool) > 1}


def _counted(alone: dict, shared: dict[Hashable, Ask], scope: Scope, period: Period) -> dict[Hashable, dict]:
    """Counts over pools and over rows of their own, as one statement."""
    keys = [*alone, *shared]
    pools = dict.fromkeys(ask.pooled.pool for ask in shared.values())
    cells = [_Cells(f"pool_{place}", pool, shared, scope, period) for place, pool in enumerate(pools)]
    tables = [each.table for each in cells if each.is_asked]
    questions = [question for each in cells if each.is_asked for question in each.questions(keys)]
    own = _compiled(union([numbered(keys.index(key), *asked) for key, asked in alone.items()])) if alone else None
    found: dict[Hashable, dict] = {key: {} for key in keys}
    for place, part, answer in _read([own, *questions] if own else questions, tables, cells[0].rows.db):
        found[keys[place]][part] = answer
    return found


def _read(questions: list[tuple], tables: list[tuple], database: str) -> list[tuple]:
    if not questions:
        return []
    statement = " UNION ALL ".join(sql for sql, _parameters in questions)
    if tables:
        statement = f"WITH {', '.join(sql for sql, _parameters in tables)} {statement}"
    with connections[database].cursor() as cursor:
        cursor.execute(statement, [value for _sql, values in (*tables, *questions) for value in values])
        return cursor.fetchall()


def _compiled(rows: QuerySet) -> tuple[str, tuple] | None:
    """The statement with its parameters; None when there cannot be a row."""
    try:
        return rows.query.get_compiler(rows.db).as_sql()
    except EmptyResultSet:
        return None


class _Cells:
    """The rows of one pool, counted by the marks and paths that some questions need."""

    def __init__(self, name: str, pool: Pool, shared: dict[Hashable, Ask], scope: Scope, period: Period):
        self.name = name
        self.asks = {key: ask for key, ask in shared.items() if ask.pooled.pool is pool}
        self.cases = {key: ask.pooled.possible(period) for key, ask in self.asks.items()}
        names = sorted({name for cases in self.cases.values() for case in cases for name in case})
        paths = sorted({path for ask in self.asks.values() for path in (ask.path, _distinct(ask)) if path})
        self.columns = {name: f"is_{name}" for name in names} | {path: f"at_{n}" for n, path in enumerate(paths)}
        marks = {name: ExpressionWrapper(pool.marks[name](period), BooleanField()) for name in names}
        known = marks | {path: F(path) for path in paths}
        named = {self.columns[name]: known[name] for name in known}
        self.rows = pool.rows(scope, period).order_by().annotate(**named).values(*named).annotate(tally=Count("pk"))
        self.sql = _compiled(self.rows)

    @property
    def is_asked(self) -> bool:
        """Whether any question is about rows that there can be."""
        return self.sql is not None and any(self.cases.values())

    @property
    def table(self) -> tuple[str, tuple]:
        """The cells as a table of the statement."""
        sql, parameters = self.sql
        return f"{self.name} AS ({sql})", parameters

    def questions(self, keys: list) -> list[tuple[str, tuple]]:
        """What is asked of the table, each row with the place of its key."""
        return [(self._question(keys.index(key), key, ask), ()) for key, ask in self.asks.items() if self.cases[key]]

    def _question(self, place: int, key: Hashable, ask: Ask) -> str:
        """Made of names and numbers of this module alone."""
        distinct = _distinct(ask)
        answer = f"COUNT(DISTINCT {self.columns[distinct]})" if distinct else "CAST(COALESCE(SUM(tally), 0) AS bigint)"
        part = self.columns[ask.path] if ask.path else str(ALL_ROWS)
        cases = " OR ".join(f"({self._case(case)})" for case in self.cases[key])
        group = f" GROUP BY {part}" if ask.path else ""
        return f"SELECT {place}, {part}, {answer} FROM {self.name} WHERE {cases}{group}"  # noqa: S608

    def _case(self, case: dict[str, bool]) -> str:
        held = [self.columns[name] if holds else f"NOT {self.columns[name]}" for name, holds in case.items()]
        return " AND ".join(held) or "1 = 1"


def _distinct(ask: Ask) -> str:
    """The path whose values are counted once each; nothing when rows are counted."""
    return ask.aggregate.get_source_expressions()[0].name if ask.aggregate.distinct else ""
