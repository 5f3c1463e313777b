"""Many aggregates with few queries: those that answer in the same type are asked for as one union."""

from collections import defaultdict
from collections.abc import Hashable

from django.db.models import Aggregate, F, IntegerField, QuerySet, Value

# A union of more parts than this is not planned any faster, and SQLite takes no more than 500.
MOST = 100
# In the place of a part's id: the answer over all rows. No row has it as its id.
ALL_ROWS = 0


def together(asked: dict[Hashable, tuple[QuerySet, Aggregate]]) -> dict:
    """The answer of each aggregate over its rows, by the same keys: None where there was nothing to aggregate."""
    answers = together_by({key: (rows, "", aggregate) for key, (rows, aggregate) in asked.items()})
    return {key: parts.get(ALL_ROWS) for key, parts in answers.items()}


def together_by(asked: dict[Hashable, tuple[QuerySet, str, Aggregate]]) -> dict[Hashable, dict]:
    """The answer of each aggregate for each value of a path from its rows, by the same keys: few queries, too.

    Without a path there is one answer, under ``ALL_ROWS``.
    """
    keys = list(asked)
    groups: dict[str, list[QuerySet]] = defaultdict(list)
    for place, key in enumerate(keys):
        one = numbered(place, *asked[key])
        groups[one.query.annotations["answer"].output_field.get_internal_type()].append(one)
    answers: dict[Hashable, dict] = {key: {} for key in keys}
    for questions in groups.values():
        for begin in range(0, len(questions), MOST):
            for place, part, answer in union(questions[begin : begin + MOST]):
                answers[keys[place]][part] = answer
    return answers


def numbered(place: int, rows: QuerySet, path: str, aggregate: Aggregate) -> QuerySet:
    """Rows of the place of the question, the part, and its answer."""
    part = F(path) if path else Value(ALL_ROWS, IntegerField())
    marked = rows.order_by().annotate(place=Value(place, IntegerField()), part=part).values("place", "part")
    return marked.annotate(answer=aggregate).values_list("place", "part", "answer")


def union(questions: list[QuerySet]) -> QuerySet:
    """Several questions as one."""
    first, *others = questions
    return first.union(*others, all=True) if others else first
