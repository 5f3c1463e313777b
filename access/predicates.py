"""Conditions of scope paths, answered by the database for lists and in Python for one object, from one declaration.

Only the lookups below are allowed, on the model's own columns, so that both answers cannot differ.
"""

from django.db.models import Q

LOOKUPS = {
    "exact": lambda value, wanted: value == wanted,
    "in": lambda value, wanted: value in wanted,
    "isnull": lambda value, wanted: (value is None) == wanted,
}


def matches(condition: Q | None, thing) -> bool:
    """Whether ``thing`` fulfils ``condition``; no condition and the empty ``Q()`` are always fulfilled.

    Raises ValueError for a lookup that is not in ``LOOKUPS``.
    """
    if condition is None or not condition.children:
        return True
    answers = (
        matches(child, thing) if isinstance(child, Q) else _holds(thing, *child) for child in condition.children
    )
    answer = all(answers) if condition.connector == Q.AND else any(answers)
    return answer != condition.negated


def _holds(thing, key: str, wanted) -> bool:
    name, _, lookup = key.partition("__")
    test = LOOKUPS.get(lookup or "exact")
    if test is None:
        raise ValueError(f"The lookup {key} cannot be used in a scope path.")
    return test(value_of(thing, name), wanted)


def value_of(thing, name: str):
    """The value of the column behind a field name: ``pk``, a plain field, or a foreign key's id without a query."""
    return thing.pk if name == "pk" else getattr(thing, type(thing)._meta.get_field(name).attname)
