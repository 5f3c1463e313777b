"""The door's list of ids in a filter: finds what IN finds, and is one value on PostgreSQL."""

import pytest
from django.db import connection
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext

from access.queries.among import Among
from access.roles import DEPARTMENT_OFFICER, SUPERVISOR
from network.models import Campus, Hospital, Membership
from tests.factories import network as make
from tests.factories.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.mark.parametrize("column", ["pk", "hospital", "region"])
def test_it_finds_what_in_finds(column):
    campuses = [make.campus() for _ in range(4)]
    field = Campus._meta.pk if column == "pk" else Campus._meta.get_field(column)
    ids = [getattr(campus, field.attname) for campus in campuses[:2]]
    among, within = Q(Among(F(column), ids)), Q(**{f"{column}__in": ids})
    everything = Campus.objects.order_by("pk")

    assert list(everything.filter(among)) == list(everything.filter(within))
    assert set(campuses[:2]) <= set(everything.filter(among))
    assert list(everything.exclude(among)) == list(everything.exclude(within))
    assert list(everything.filter(among | Q(pk=campuses[3].pk))) == list(
        everything.filter(within | Q(pk=campuses[3].pk))
    )
    assert list(everything.filter(among & Q(is_main=True))) == list(everything.filter(within & Q(is_main=True)))


def test_postgresql_gets_one_value_however_many_ids():
    _sql, parameters = Campus.objects.filter(Among(F("hospital"), list(range(1, 401)))).query.sql_with_params()

    assert len(parameters) == (1 if connection.vendor == "postgresql" else 400)


@pytest.mark.parametrize(("model", "role"), [(Hospital, SUPERVISOR), (Membership, DEPARTMENT_OFFICER)])
def test_who_sees_everything_is_not_looked_up_further(model, role):
    sees = actor(role, make.region() if role == SUPERVISOR else None)
    assert sees.assignments

    with CaptureQueriesContext(connection) as queries:
        rows = model.objects.visible_to(sees)

    assert not queries.captured_queries
    assert not rows.query.where
