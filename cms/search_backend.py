"""Wagtail's own database search with Chinese text split on both sides.

The stock backend of the database in use, with two things added: what goes into the index and what is asked of it pass
through ``tools.chinese``. So a query finds any inner word, in either script, on SQLite and on PostgreSQL alike.
"""

from functools import cache
from importlib import import_module

from django.db import connection
from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from tools.chinese import index_text, normalise, query_text

LONGEST_QUERY = 200
_STOCK = {
    "sqlite": ("modelsearch.backends.database.sqlite.sqlite", "SQLiteSearchBackend"),
    "postgresql": ("modelsearch.backends.database.postgres.postgres", "PostgresSearchBackend"),
}


def split_query(query):
    """A query of the library with the texts in it split as the index is; queries without text come back unchanged."""
    if isinstance(query, str):
        return query_text(query[:LONGEST_QUERY])
    if isinstance(query, PlainText):
        return PlainText(split_query(query.query_string), operator=query.operator, boost=query.boost)
    if isinstance(query, Phrase):
        return Phrase(split_query(query.query_string))
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
            return text if isinstance(value, (list, dict)) else index_text(text)

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
