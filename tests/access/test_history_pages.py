"""The whole history of one thing: for those who may read it, page by page, with the seals."""

import pytest
from django.urls import reverse

from access import logbook
from access.actor import Actor
from access.domain import logbook_checks
from access.enums import EntryKind
from access.histories import HISTORIES
from access.models import LogEntry, RoleAssignment
from network.models import Agreement, Membership, MembershipApplication
from office.models import StandingDocument
from tests.network.test_histories import ALL_YEAR
from tests.sites.test_histories import KINDS
from tests.studies.test_histories import OF_STUDIES

pytestmark = pytest.mark.django_db
H1, H2, H3 = "hospital_admin@H1", "hospital_admin@H2", "hospital_admin@H3"


def _things(world) -> dict:
    return {
        "hospital": world.places["H3"],
        "centre": world.places["C2"],
        "network": world.places["N2"],
        "application": world.thing(MembershipApplication, "H1N2"),
        "agreement": world.thing(Agreement, "H3N2"),
        "membership": world.thing(Membership, "H3N2"),
        "role": world.thing(RoleAssignment, "investigator@H1"),
        "standing-document": StandingDocument.objects.create(
            hospital_id=world.places["H1"].pk, kind="licence", number="1", issuer="x", valid_from="2026-01-01"
        ),
    }


def _url(kind, thing) -> str:
    return reverse("access:history", args=[kind, thing.uid])


READERS = {
    "hospital": ({H3, "supervisor@R1", "department_officer"}, {H1, "supervisor@R2", "centre_admin@C2"}, set()),
    "centre": ({"centre_admin@C2", "department_officer"}, {H1, "centre_admin@C1"}, set()),
    "network": ({"centre_admin@C2", "department_officer"}, {H1, "centre_admin@C1"}, set()),
    "application": ({H1, "centre_admin@C2", "supervisor@R1"}, set(), {H2, "centre_admin@C1", "stranger"}),
    "agreement": ({H3, "centre_admin@C2"}, set(), {H1, "centre_admin@C1"}),
    "membership": ({H3, "centre_admin@C2"}, {H1, "centre_admin@C1"}, set()),
    "role": ({H1}, set(), {H2, "auditor"}),
    "standing-document": ({H1}, set(), {H2, "centre_admin@C2"}),
}


def test_every_kind_of_history_is_tried_here():
    assert set(READERS) | ALL_YEAR | set(OF_STUDIES) | set(KINDS) == set(HISTORIES)


@pytest.mark.parametrize("kind", READERS)
def test_a_history_is_read_by_those_whose_business_it_is(world, client, kind):
    thing = _things(world)[kind]
    answers = {}
    for labels, expected in zip(READERS[kind], (200, 403, 404), strict=True):
        for label in labels:
            client.force_login(world.people[label])
            answers[label] = (client.get(_url(kind, thing)).status_code, expected)

    assert {label: got for label, (got, _want) in answers.items()} == {
        label: want for label, (_got, want) in answers.items()
    }


@pytest.mark.parametrize("kind", [kind for kind in READERS if kind != "role"])
def test_the_things_own_page_leads_to_it_for_the_same_people(world, client, kind):
    thing = _things(world)[kind]
    logbook.record(thing, by=Actor.as_system("import"), verb=f"{kind}.planted")
    may, may_not, _unseen = READERS[kind]

    for label in may | may_not:
        client.force_login(world.people[label])
        page = client.get(thing.get_absolute_url()).content.decode()
        assert (_url(kind, thing) in page) == (label in may), label


def test_outside_the_hospital_only_what_it_signed_is_read(world, client):
    thing = world.thing(MembershipApplication, "H1N2")
    verbs = {}
    for label in (H1, "centre_admin@C2"):
        client.force_login(world.people[label])
        rows = client.get(_url("application", thing)).context["page"].object_list
        verbs[label] = {row.verb for row in rows}

    assert "application.section_saved" in verbs[H1]
    assert "application.submit" in verbs["centre_admin@C2"]
    assert "application.section_saved" not in verbs["centre_admin@C2"]


def test_a_long_history_is_read_page_by_page_and_says_what_is_sealed(world, client):
    hospital = world.places["H3"]
    for number in range(51):
        logbook.record(hospital, by=Actor.as_system("import"), verb="hospital.renamed", reason=f"reason {number}")
    client.force_login(world.people[H3])

    first = client.get(_url("hospital", hospital))
    second = client.get(_url("hospital", hospital) + "?page=2")

    assert [len(answer.context["history"]) for answer in (first, second)] == [50, 1]
    assert first.context["history"][0]["reason"] == "reason 50"
    assert len({entry["seal"] for entry in first.context["history"]} - {""}) == 1
    assert "?page=2" in first.content.decode()


def test_an_unknown_kind_is_not_found(world, client):
    client.force_login(world.people[H3])

    assert client.get(reverse("access:history", args=["nothing", world.places["H3"].uid])).status_code == 404


def test_a_check_is_started_by_auditors_only(world):
    from access.refusals import Forbidden

    with pytest.raises(Forbidden):
        logbook_checks.start(by=world.actor("department_officer"))
    logbook_checks.start(by=world.actor("auditor"))

    assert LogEntry.objects.filter(verb="logbook.check_started", kind=EntryKind.ACT).count() == 1
