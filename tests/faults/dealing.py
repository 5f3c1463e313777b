"""Which hostile requests somebody sends to a page, and how many: dealt out by a seed, of each kind about as many."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from urllib.parse import urlencode

from django.db import connection

from tests.faults import corpus

FORM = "application/x-www-form-urlencoded"
# A text in each field of a form stays below the size of a form that is read at all.
LONGEST = 3000


@dataclass(frozen=True)
class Amounts:
    """How many requests a page gets from its holder and from each other person; how many odd addresses each route of
    the other pages, and how many requests each of these."""

    of_holder: int
    of_others: int
    addresses: int
    each: int


# All that only the product decides is walked on SQLite; PostgreSQL is asked for what it would take differently.
AMOUNTS = {"sqlite": Amounts(12, 2, 2, 2), "postgresql": Amounts(6, 0, 1, 1)}


def amounts() -> Amounts:
    """Those of the database under test."""
    return AMOUNTS[connection.vendor]


def _dealt(chance: random.Random, names: Iterable[str]) -> Iterator[str]:
    """The names of a corpus in any order, again and again; on PostgreSQL those that are meant for databases."""
    found = sorted(names if connection.vendor == "sqlite" else corpus.OF_DATABASES.intersection(names))
    return cycle(chance.sample(found, len(found)))


def _queries(chance: random.Random, _fields):
    for name in _dealt(chance, corpus.QUERIES):
        yield "GET", name, {"query": corpus.QUERIES[name]}


def _bodies(chance: random.Random, _fields):
    for name in _dealt(chance, corpus.BODIES):
        body, kind = corpus.BODIES[name]
        yield "POST", name, {"data": body, "content_type": kind}


def _texts(chance: random.Random, fields: Iterable[str]):
    for name in _dealt(chance, corpus.TEXTS):
        text = corpus.TEXTS[name][:LONGEST].encode("utf-8", "surrogatepass")
        body = urlencode([(field, text) for field in (*fields, *corpus.ODD_NAMES)]).encode()
        yield "POST", f"fields: {name}", {"data": body, "content_type": FORM}


def _methods(chance: random.Random, _fields):
    for method in cycle(chance.sample(corpus.METHODS, len(corpus.METHODS))):
        yield method, "method", {"query": "page=1"}


def requests(chance: random.Random, count: int, fields: Iterable[str]) -> Iterator[tuple[str, str, dict]]:
    """So many requests (method, what it is, the rest), with odd headers now and then; ``fields`` are those of the page.

    Methods are no business of a database: PostgreSQL is sent none.
    """
    kinds = [_queries, _bodies, _texts] + [_methods] * (connection.vendor == "sqlite")
    dealers = [kind(chance, fields) for kind in chance.sample(kinds, len(kinds))]
    for dealer in islice(cycle(dealers), count):
        method, what, rest = next(dealer)
        name = chance.choice(sorted(corpus.HEADERS))
        yield method, f"{what}, {name}", rest | {"headers": corpus.HEADERS[name]}
