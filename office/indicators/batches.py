"""Many aggregates with few queries: those that answer in the same type are asked for as one union."""

from collections import defaultdict
from collections.abc import Hashable

from django.db.models import Aggregate, F, IntegerField, QuerySet, Value

# A union of more parts than this is not planned any faster, and SQLite takes no more than 500.
MOST = 100


def together(asked: dict[Hashable, tuple[QuerySet, Aggregate]]) -> dict:
    """The answer of each aggregate over its rows, by the same keys: None where there was nothing to aggregate."""
    keys = list(asked)
    groups: dict[str, list[QuerySet]] = defaultdict(list)
    for place, key in enumerate(keys):
        rows, aggregate = asked[key]
        one = _single(rows, aggregate, place)
        groups[one.query.annotations["answer"].output_field.get_internal_type()].append(one)
    answers = {}
    for parts in groups.values():
        for begin in range(0, len(parts), MOST):
            first, *others = parts[begin : begin + MOST]
            answers |= dict(first.union(*others, all=True) if others else first)
    return {key: answers.get(place) for place, key in enumerate(keys)}


def _single(rows: QuerySet, aggregate: Aggregate, place: int) -> QuerySet:
    """One row: the place of the question, and its answer."""
    numbered = rows.order_by().annotate(place=Value(place, IntegerField())).values("place")
    return numbered.annotate(answer=aggregate).values_list("place", "answer")


def together_by(asked: dict[Hashable, tuple[QuerySet, str, Aggregate]]) -> dict[Hashable, dict]:
    """The answer of each aggregate for each value of a path from its rows, by the same keys: few queries, too."""
    keys = list(asked)
    groups: dict[str, list[QuerySet]] = defaultdict(list)
    for place, key in enumerate(keys):
        rows, path, aggregate = asked[key]
        numbered = rows.order_by().annotate(place=Value(place, IntegerField()), part=F(path))
        one = numbered.values("place", "part").annotate(answer=aggregate).values_list("place", "part", "answer")
        groups[one.query.annotations["answer"].output_field.get_internal_type()].append(one)
    answers: dict[Hashable, dict] = {key: {} for key in keys}
    for parts in groups.values():
        for begin in range(0, len(parts), MOST):
            first, *others = parts[begin : begin + MOST]
            for place, part, answer in first.union(*others, all=True) if others else first:
                answers[keys[place]][part] = answer
    return answers
