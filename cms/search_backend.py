"""Wagtail's own database search with Chinese text split on both sides.

The stock backend of the database in use, with two things added: what goes into the index and what is asked of it pass
through ``tools.chinese``. So a query finds any inner word, in either script, on SQLite and on PostgreSQL alike.
"""

import re
from functools import cache
from importlib import import_module

from django.db import connection
from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from tools.chinese import index_text, normalise, query_text

LONGEST_QUERY = 200
# The library nests the terms of a query: several hundred of them exceed Python's recursion limit.
MOST_TERMS = 60
_SIGN = re.compile(r"[^\w]|_")
_STOCK = {
    "sqlite": ("modelsearch.backends.database.sqlite.sqlite", "SQLiteSearchBackend"),
    "postgresql": ("modelsearch.backends.database.postgres.postgres", "PostgresSearchBackend"),
}


def _terms(text: str) -> list[str]:
    """The terms of a text that was split: signs within words separate them too.

    What PostgreSQL would make of ICD-10 or V1.2 (a negative number, the name of a host) is never asked for again.
    """
    return _SIGN.sub(" ", text).split()


def split_query(query):
    """A query of the library with the texts in it split as the index is; queries without text come back unchanged."""
    if isinstance(query, str):
        terms = dict.fromkeys(_terms(query_text(query[:LONGEST_QUERY])))
        return " ".join(list(terms)[:MOST_TERMS])
    if isinstance(query, PlainText):
        return PlainText(split_query(query.query_string), operator=query.operator, boost=query.boost)
    if isinstance(query, Phrase):
        return Phrase(" ".join(_terms(query_text(query.query_string[:LONGEST_QUERY]))))
    if isinstance(query, Fuzzy):
        return Fuzzy(normalise(query.query_string[:LONGEST_QUERY]))
    return _split_parts(query)


def _split_parts(query):
    if isinstance(query, (And, Or)):
        return type(query)([split_query(part) for part in query.subqueries])
    if isinstance(query, Not):
        return Not(split_query(query.subquery))
    if isinstance(query, Boost):
        return Boost(split_query(query.subquery), query.boost)
    return query


@cache
def _backend_class(vendor: str) -> type:
    module_name, class_name = _STOCK[vendor]
    module = import_module(module_name)

    class Indexer(module.ObjectIndexer):
        def prepare_value(self, value):
            text = super().prepare_value(value)
            # The parts of lists have come through here one by one.
            return text if isinstance(value, (list, dict)) else " ".join(_terms(index_text(text)))

    # The stock index looks the indexer up in its own module: there is no other hook (a test keeps an eye on it).
    module.ObjectIndexer = Indexer

    class ChineseBackend(getattr(module, class_name)):
        def _search(self, compiler_class, query, queryset, **options):
            return super()._search(compiler_class, split_query(query), queryset, **options)

    return ChineseBackend


def SearchBackend(params: dict):
    """The backend for the database in use; raises KeyError for databases that the product does not run on."""
    # Without a dictionary of its own, PostgreSQL takes the one of the server's locale and would stem our words by it.
    return _backend_class(connection.vendor)({"SEARCH_CONFIG": "simple"} | params)
