"""Wagtail's own database search with Chinese text split on both sides.

The stock backend of the database in use, with two things added: what goes into the index and what is asked of it pass
through ``tools.chinese``. So a query finds any inner word, in either script, on SQLite and on PostgreSQL alike.
"""

import re
from functools import cache
from importlib import import_module

from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import Expression
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


class WeightedTexts(Expression):
    """Texts with their weights as one vector: ``[(text, "A"–"D")]``, at least one, split by a configuration.

    The library's own expression of the same value is a tree of five nodes for each text: half of what it takes to
    import thousands of hospitals.
    """

    def __init__(self, texts: list[tuple[str, str]], config: str):
        super().__init__(output_field=SearchVectorField())
        self.texts, self.config = texts, config

    def as_sql(self, compiler, connection):
        """The vectors of the texts, joined."""
        one = "setweight(to_tsvector(%s::regconfig, %s), %s)"
        params = [value for text, weight in self.texts for value in (self.config, text, weight)]
        return f"({' || '.join([one] * len(self.texts))})", params


def _quicker(indexer: type) -> type:
    """The indexer of PostgreSQL with vectors that are put into words at once."""

    class Quicker(indexer):
        def as_vector(self, texts, for_autocomplete=False):
            found = [(text.strip(), weight) for text, weight in texts if text.strip()]
            config = self.autocomplete_config if for_autocomplete else self.config
            return WeightedTexts(found, config) if found and config else super().as_vector(texts, for_autocomplete)

    return Quicker


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
    module.ObjectIndexer = _quicker(Indexer) if vendor == "postgresql" else Indexer

    class ChineseBackend(getattr(module, class_name)):
        def _search(self, compiler_class, query, queryset, **options):
            return super()._search(compiler_class, split_query(query), queryset, **options)

    return ChineseBackend


def SearchBackend(params: dict):
    """The backend for the database in use; raises KeyError for databases that the product does not run on."""
    # Without a dictionary of its own, PostgreSQL takes the one of the server's locale and would stem our words by it.
    return _backend_class(connection.vendor)({"SEARCH_CONFIG": "simple"} | params)
