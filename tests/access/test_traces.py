"""Traces: reading protected rows, taking lists out and being refused is in the logbook, whatever is rolled back."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from access import door, traces
from access.actor import Actor
from access.enums import EntryKind, Outcome
from access.models import LogEntry
from access.presenters import details, entries
from access.roles import AUDITOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.models import Agreement, HospitalProfile, MembershipApplication
from network.views.hospitals import Hospitals
from office.models import Attachment
from tools import clock

pytestmark = pytest.mark.django_db


def _traces(**columns) -> list[LogEntry]:
    return list(LogEntry.objects.exclude(outcome=Outcome.DONE).filter(**columns).order_by("pk"))


def _ask(client, user, url):
    client.force_login(user)
    answer = client.get(url)
    b"".join(answer)
    return answer


def test_a_refusal_is_kept_with_who_what_where_and_why(world, client):
    user = world.people[f"{HOSPITAL_COORDINATOR}@H1"]
    client.force_login(user)

    answer = client.get(reverse("access:logbook"), REMOTE_ADDR="10.1.2.3")

    [entry] = _traces()
    assert answer.status_code == 403
    assert (entry.actor_id, entry.address, entry.outcome, entry.kind) == (user.pk, "10.1.2.3", "refused", "refusal")
    assert (entry.object_type, entry.object_label) == ("", reverse("access:logbook"))
    assert entry.changes["permission"] == ["", "access.view_logentry"]
    assert entry.changes["refusal"][1]["code"] == "access.no_role"
    assert entry.request_id == answer.headers["X-Request-ID"]


def test_a_refusal_about_a_thing_names_it_and_reads_as_words(world, client):
    hospital = world.places["H1"]
    user = world.people[f"{HOSPITAL_ADMIN}@H2"]

    _ask(client, user, reverse("network:add_hospital_name", args=[hospital.uid]))

    [entry] = _traces()
    assert (entry.object_uid, entry.hospital_id) == (hospital.uid, hospital.pk)
    with translation.override("en"):
        [shown] = entries([entry])
        assert (shown["text"], str(shown["outcome"])) == ("was refused", "refused")
        assert "right: Add or end a further name" in details(entry) and "but not here" in details(entry)


def test_a_page_that_is_not_to_be_known_of_leaves_no_trace(world, client):
    url = reverse("network:application", args=[world.thing(MembershipApplication, "H1N1").uid])

    assert _ask(client, world.people[f"{HOSPITAL_ADMIN}@H2"], url).status_code == 404
    client.logout()
    assert client.get(url).status_code == 302
    assert _traces() == []


@pytest.mark.both
def test_a_refusal_outlives_the_transaction_of_the_verb_that_asked(world):
    stranger = world.actor("stranger")
    with traces.collecting():
        try:
            with transaction.atomic():
                door.require(stranger, "network.change_hospital", world.places["H1"])
        except door.Forbidden as refusal:
            traces.refused(stranger, refusal, "/page/")
        with transaction.atomic():
            traces.read(stranger, world.thing(Attachment, "H1N2 licence"))
            transaction.set_rollback(True)
        assert _traces() == []

    assert [entry.verb for entry in _traces()] == ["door.refused", "row.read"]


def test_who_opens_an_attachment_is_kept_once_an_hour(world, client):
    paper = world.thing(Attachment, "H1N2 licence")
    user = world.people["centre_admin@C2"]

    with clock.at("2026-03-05 09:10"):
        _ask(client, user, paper.get_absolute_url())
        _ask(client, user, paper.get_absolute_url())
    with clock.at("2026-03-05 09:59"):
        _ask(client, user, paper.get_absolute_url())
        _ask(client, world.people["centre_director@C2"], paper.get_absolute_url())
    with clock.at("2026-03-05 10:00"):
        _ask(client, user, paper.get_absolute_url())

    found = [(entry.actor_id == user.pk, clock.local(entry.at).hour) for entry in _traces(object_id=paper.pk)]
    assert found == [(True, 9), (False, 9), (True, 10)]
    assert {(entry.verb, entry.kind, entry.object_type) for entry in _traces()} == {
        ("row.read", EntryKind.READ, "office.attachment")
    }


@pytest.mark.parametrize(
    ("reader", "kept"), [("hospital_admin@H1", 0), ("centre_admin@C2", 1), ("department_officer", 1)]
)
def test_others_who_read_a_hospitals_profile_are_kept_and_its_own_people_are_not(world, client, reader, kept):
    _ask(client, world.people[reader], world.places["H1"].get_absolute_url())

    profile = HospitalProfile.objects.get(hospital=world.places["H1"])
    assert len(_traces(object_type="network.hospitalprofile", object_id=profile.pk)) == kept


def test_the_directory_leaves_no_trace_for_those_who_do_not_see_the_profile(world, client):
    _ask(client, world.people["hospital_admin@H2"], world.places["H1"].get_absolute_url())

    assert _traces() == []


def test_whoever_reads_the_printed_agreement_of_others_is_kept(world, client):
    url = reverse("network:agreement_pdf", args=[world.thing(Agreement, "H3N2").uid])

    _ask(client, world.people[DEPARTMENT_OFFICER], url)
    _ask(client, world.people["hospital_admin@H3"], url)

    assert [entry.actor_label for entry in _traces()] == [DEPARTMENT_OFFICER]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_each_export_is_kept_with_its_filters_and_number_of_rows(world, client, form):
    url = f"{reverse('network:hospitals')}?q=医院&export={form}&page=2&level="

    _ask(client, world.people["hospital_admin@H1"], url)
    _ask(client, world.people["hospital_admin@H1"], url)

    first, second = _traces()
    assert (first.verb, first.kind, first.outcome) == ("list.exported", EntryKind.EXPORT, Outcome.EXPORTED)
    assert first.changes == second.changes == {"rows": ["", 5], "form": ["", form], "filter.q": ["", "医院"]}
    assert first.object_label == second.object_label == str(Hospitals.title)


def test_reading_the_logbook_is_in_the_logbook(world, client):
    for _ in range(2):
        _ask(client, world.people[AUDITOR], reverse("access:logbook"))

    [entry] = _traces()
    assert (entry.verb, entry.kind, entry.actor_label) == ("logbook.read", EntryKind.READ, AUDITOR)


def test_the_system_and_visitors_leave_no_traces(world):
    paper = world.thing(Attachment, "H1N2 licence")

    traces.read(Actor.as_system("nightly"), paper)
    traces.read(Actor.anonymous(), paper)

    assert _traces() == []


def test_a_page_without_protected_rows_asks_nothing_more(world, client):
    client.force_login(world.people["hospital_admin@H1"])
    url = world.places["N1"].get_absolute_url()
    client.get(url)

    with CaptureQueriesContext(connection) as queries:
        client.get(url)

    assert [q["sql"] for q in queries if "INSERT INTO" in q["sql"] and "logentry" in q["sql"]] == []
