"""Every list asks the database as often for three rows as for one, for three hundred too, and never more than a dozen times."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from access import logbook
from access.actor import Actor
from access.domain import invitations
from access.roles import (
    AUDITOR,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    SECURITY_ADMIN,
    STEWARD,
)
from access.views.lists import ListPage
from network.models import Hospital, MembershipApplication, SignOff
from tests.factories import network as make
from tests.factories.directory import fill
from tests.factories.people import give, holder, person
from tests.guards.rules_urls import routes
from tools import clock

pytestmark = pytest.mark.django_db

MOST = 12


def _own() -> Hospital:
    """The hospital of the reader, made before anything else."""
    return Hospital.objects.order_by("pk").first() or make.hospital()


def people(rows: int) -> None:
    for _ in range(rows):
        give(person(), STEWARD, _own(), granted_by=person())


def sent_invitations(rows: int) -> None:
    for _ in range(rows):
        by = Actor.of(holder(SECURITY_ADMIN))
        invitations.invite(make.hospital(), name="新同事", role=HOSPITAL_ADMIN, by=by)


def entries(rows: int) -> None:
    for _ in range(rows):
        logbook.record(make.hospital(), by=Actor.of(holder(HOSPITAL_ADMIN, make.hospital())), verb="hospital.renamed")


def submitted(rows: int) -> None:
    """Applications of different hospitals to different networks; beyond a dozen the places repeat."""
    places = [(make.hospital(), make.network(), make.tier()) for _ in range(min(rows, 12))]
    known = MembershipApplication.objects.count()
    MembershipApplication.objects.bulk_create(
        MembershipApplication(
            number=f"A-{known + number}",
            hospital=hospital,
            campus=hospital.campuses.get(),
            region=hospital.campuses.get().region,
            network=network,
            tier=tier,
            state="withdrawn",
            submitted_at=clock.now() - timedelta(days=number),
        )
        for number, (hospital, network, tier) in ((n, places[n % len(places)]) for n in range(rows))
    )


def waiting(rows: int) -> None:
    known = SignOff.objects.count()
    for number in range(rows):
        SignOff.objects.create(
            hospital=_own(),
            kind="membership_application",
            object_type="network.membershipapplication",
            object_id=known + number + 1,
            object_label="申请",
            requested_by=person(),
            due_on=clock.today(),
        )


# Who reads each list, and what makes its rows.
LISTS = {
    "access:people": (HOSPITAL_ADMIN, people),
    "access:invitations": (SECURITY_ADMIN, sent_invitations),
    "access:logbook": (AUDITOR, entries),
    "network:hospitals": (HOSPITAL_COORDINATOR, fill),
    "network:centres": (HOSPITAL_COORDINATOR, fill),
    "network:networks": (HOSPITAL_COORDINATOR, fill),
    "network:applications": (DEPARTMENT_OFFICER, submitted),
    "network:signoffs": (HOSPITAL_ADMIN, waiting),
    "network:memberships": (HOSPITAL_COORDINATOR, fill),
}


def test_every_list_of_the_product_is_counted_here():
    found = {
        route.name
        for route in routes(get_resolver().url_patterns)
        if issubclass(getattr(route.view, "view_class", object), ListPage)
    }

    assert found == set(LISTS)


def _reader(client, role: str):
    hospital = _own()
    client.force_login(holder(role, hospital if role.startswith("hospital") else None))
    return client


def _count(client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
        b"".join(answer.streaming_content if answer.streaming else [answer.content])
    assert answer.status_code == 200
    return len(captured)


@pytest.mark.parametrize("query", ["", "?export=csv", "?export=xlsx"])
@pytest.mark.parametrize("name", list(LISTS))
def test_a_list_asks_no_more_for_more_rows(client, name, query):
    role, make_rows = LISTS[name]
    reader, url = _reader(client, role), reverse(name)

    make_rows(1)
    reader.get(url)  # what is remembered for good is remembered now
    one = _count(reader, url + query)
    make_rows(2)
    three = _count(reader, url + query)

    assert one == three
    assert three <= MOST


def test_the_list_of_applications_asks_no_more_for_three_hundred(client):
    reader, url = _reader(client, DEPARTMENT_OFFICER), reverse("network:applications")
    submitted(1)
    reader.get(url)
    one = _count(reader, url)
    submitted(299)

    assert _count(reader, url) == one <= MOST
    assert reader.get(url).context["table"].paginator.count == 300


def test_a_reader_with_every_kind_of_scope_asks_no_more(client):
    from tests.access.test_door_paths import _person_of_every_kind
    from tests.factories import membership as path

    client.force_login(_person_of_every_kind(path.cast()))
    url = reverse("network:applications")
    client.get(url)

    assert _count(client, url) <= MOST
