"""Questions put into words once: they answer what the queryset answers, for whatever values."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from access import inbox
from access.delivery.channels import choices_of
from access.models import RoleAssignment
from access.queries.prepared import Prepared, row_of
from access.roles import HOSPITAL_COORDINATOR
from network.models import Campus, Hospital
from tests.factories import network as make
from tests.factories.people import give, holder
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def _facts(thing) -> dict:
    return {field.attname: getattr(thing, field.attname) for field in thing._meta.concrete_fields}


def test_a_row_is_the_same_as_the_orm_gives_it():
    made = [make.hospital() for _ in range(2)]

    for each in made:
        assert _facts(row_of(Hospital, each.pk)) == _facts(Hospital.objects.get(pk=each.pk))
        assert row_of(Hospital, each.pk)._state.adding is False
    with pytest.raises(Hospital.DoesNotExist):
        row_of(Hospital, made[-1].pk + 1)


@pytest.mark.parametrize("no_key", [True, False])
def test_a_row_is_locked_until_the_transaction_ends(no_key):
    made = make.hospital()

    with (
        transaction.atomic(),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        assert row_of(Hospital, made.pk, no_key=no_key) == made

    words = "FOR NO KEY UPDATE" if no_key else "FOR UPDATE"
    assert (words in queries[0]["sql"]) == (connection.vendor == "postgresql")


def test_related_rows_and_annotations_come_with_it():
    campuses = [make.campus() for _ in range(2)]
    ask = Prepared(
        lambda key: Campus.objects.filter(pk=key).select_related("region").annotate(said=Value("so")),
        int,
    )

    for campus in campuses:
        with CaptureQueriesContext(connection) as queries:
            (found,) = ask(campus.pk)
            assert (found, found.region, found.said) == (campus, campus.region, "so")
        assert len(queries) == 1


def test_days_texts_and_unions_are_values_too():
    place, today = make.hospital(), clock.today()
    until = {"valid_from": today - timedelta(days=9), "valid_to": today - timedelta(days=2)}
    user = holder(HOSPITAL_COORDINATOR, place, **until)
    now = give(user, HOSPITAL_COORDINATOR, make.hospital())
    held = Prepared(lambda person, day: RoleAssignment.objects.held_by([person], day), int, date)
    of_role = Prepared(lambda role, scope: RoleAssignment.objects.filter(role=role, scope_id=scope), str, int)

    for day in (today - timedelta(days=30), today - timedelta(days=2), today):
        usual = RoleAssignment.objects.held_by([user.pk], day)
        assert {item.pk for item in held(user.pk, day)} == {item.pk for item in usual}
    assert [item.acting_kind for item in held(user.pk, today)] == [""]
    assert of_role(HOSPITAL_COORDINATOR, now.scope_id) == [now]
    assert of_role("no'role", now.scope_id) == []


def test_a_value_of_which_nothing_stands_in_the_statement_is_a_defect():
    ask = Prepared(lambda number: Hospital.objects.all(), int)

    with pytest.raises(TypeError):
        ask(1)


def test_nobody_is_asked_for_without_a_role_and_no_choices_without_people():
    assert inbox.holders((), "hospital", make.hospital().pk) == []
    assert choices_of([]) == {}
