"""A condition of a scope path means the same in Python and in the database."""

from datetime import date

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from access.models import RoleAssignment, User
from access.predicates import LOOKUPS, matches, value_of
from tests.factories.people import give, holder, person

pytestmark = [pytest.mark.django_db, pytest.mark.both]

DAY = date(2026, 3, 5)
VALUES = {
    "role": st.sampled_from(["auditor", "expert", "steward"]),
    "scope_kind": st.sampled_from(["hospital", "centre", "call"]),
    "scope_id": st.integers(min_value=0, max_value=2),
    "valid_to": st.sampled_from([DAY, date(2026, 3, 6)]),
    "reason": st.sampled_from(["test", ""]),
}


def _rows() -> list[RoleAssignment]:
    """Assignments that differ in every column, made at the first example."""
    if not RoleAssignment.objects.exists():
        user = holder("auditor", valid_to=DAY)
        give(user, "expert", scope_id=1, reason="")
        give(person(), "steward", scope_id=2, granted_by=user)
        give(person(), "expert", scope_kind="centre", scope_id=1, valid_to=date(2026, 3, 6))
    return list(RoleAssignment.objects.all())


@st.composite
def _leaves(draw) -> Q:
    """One comparison; keys of people are drawn as places in the table, so that examples do not depend on ids."""
    name = draw(st.sampled_from([*VALUES, "granted_by", "user", "pk"]))
    lookup = draw(st.sampled_from(list(LOOKUPS)))
    if lookup == "isnull":
        return Q(**{f"{name}__isnull": draw(st.booleans())})
    value = VALUES.get(name, st.integers(min_value=0, max_value=4).map(lambda place: (name, place)))
    if lookup == "in":
        return Q(**{f"{name}__in": draw(st.lists(value, min_size=1, max_size=3))})
    return Q(**{draw(st.sampled_from([name, f"{name}__exact"])): draw(value)})


CONDITIONS = st.recursive(
    _leaves(),
    lambda parts: st.one_of(
        st.tuples(parts, parts).map(lambda pair: pair[0] & pair[1]),
        st.tuples(parts, parts).map(lambda pair: pair[0] | pair[1]),
        parts.map(lambda part: ~part),
    ),
    max_leaves=5,
)


def _with_keys(condition: Q) -> Q:
    """The condition with places replaced by the keys that the rows have in this database."""
    keys = {
        "pk": sorted(RoleAssignment.objects.values_list("pk", flat=True)),
        "user": sorted(User.objects.values_list("pk", flat=True)),
    }
    keys["granted_by"] = keys["user"]

    def key(value):
        if not isinstance(value, tuple):
            return value
        known = keys[value[0]]
        return known[value[1]] if value[1] < len(known) else 0

    def filled(child):
        if isinstance(child, Q):
            return _with_keys(child)
        name, wanted = child
        return name, [key(value) for value in wanted] if isinstance(wanted, list) else key(wanted)

    made = Q(*(filled(child) for child in condition.children), _connector=condition.connector)
    made.negated = condition.negated
    return made


@given(CONDITIONS)
def test_python_and_the_database_agree_on_every_condition(condition):
    rows = _rows()
    asked = _with_keys(condition)

    found = set(RoleAssignment.objects.filter(asked).values_list("pk", flat=True))

    assert {row.pk for row in rows if matches(asked, row)} == found


def test_no_condition_and_an_empty_one_are_always_fulfilled():
    row = holder("auditor").assignments.get()

    assert matches(None, row) and matches(Q(), row)


def test_a_lookup_that_python_cannot_answer_is_refused():
    row = holder("auditor").assignments.get()

    with pytest.raises(ValueError, match="reason__icontains"):
        matches(Q(reason__icontains="e"), row)


def test_a_path_over_another_table_is_refused():
    row = holder("auditor").assignments.get()

    with pytest.raises(ValueError, match="user__name"):
        matches(Q(user__name="x"), row)


def test_the_value_of_a_foreign_key_is_its_id_and_takes_no_query(django_assert_num_queries):
    row = RoleAssignment.objects.get(pk=holder("auditor").assignments.get().pk)

    with django_assert_num_queries(0):
        assert value_of(row, "user") == row.user_id
        assert value_of(row, "pk") == row.pk
