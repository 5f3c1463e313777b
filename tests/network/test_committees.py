"""Committees of centres: terms, members with one chair at a time, meetings with minutes, and who reads them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from access import beats, door
from access.models import LogEntry, Task
from access.refusals import Forbidden, Refused, Stale
from access.roles import (
    CENTRE_ADMIN,
    CENTRE_DIRECTOR,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    SUPERVISOR,
)
from network import committee_permissions as permissions
from network.domain import committees
from network.models import Committee, CommitteeMeeting, CommitteeMember
from office.models import Attachment
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import structure
from tests.factories.people import actor, holder
from tests.network.reading import text
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = timedelta(days=1)


@pytest.fixture
def centre():
    return make.centre()


@pytest.fixture
def committee(centre):
    return structure.committee(centre)


@pytest.fixture
def secretary(client, centre):
    user = holder(CENTRE_ADMIN, centre)
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("role", "own", "rights"),
    [
        (CENTRE_ADMIN, True, {"view", "change"}),
        (CENTRE_DIRECTOR, True, {"view"}),
        (CENTRE_ADMIN, False, set()),
        (DEPARTMENT_OFFICER, None, {"view"}),
        (SUPERVISOR, True, {"view"}),
        (SUPERVISOR, False, set()),
        (HOSPITAL_ADMIN, True, set()),
    ],
)
def test_who_reads_and_changes_a_committee(centre, committee, role, own, rights):
    own_places = {SUPERVISOR: centre.host.campuses.first().region, HOSPITAL_ADMIN: centre.host}
    places = own_places if own else {SUPERVISOR: make.region()}
    scope = None if own is None else places.get(role, centre if own else make.centre())
    by = actor(role, scope)

    allowed = {"view": permissions.VIEW_COMMITTEE, "change": permissions.CHANGE_COMMITTEE}
    assert {name for name, code in allowed.items() if door.can(by, code, committee)} == rights
    assert set(Committee.objects.visible_to(by)) == ({committee} if rights else set())


def test_a_stranger_to_the_centre_cannot_set_one_up(centre):
    with pytest.raises(Forbidden):
        structure.committee(centre, by=actor(CENTRE_ADMIN, make.centre()))
    assert not Committee.objects.exists()


def test_a_committee_is_set_up_on_a_page(secretary, centre):
    today = clock.today()
    typed = {"kind": "ethics", "name": "伦理委员会", "valid_from": today, "valid_to": today + 1000 * DAY}
    page = reverse("network:set_up_committee", args=[centre.uid])

    backwards = secretary.post(page, typed | {"valid_to": today - DAY})
    answer = secretary.post(page, typed)
    again = secretary.post(page, typed | {"valid_from": today + 30 * DAY})

    made = Committee.objects.get()
    assert set(backwards.context["form"].errors) == {"valid_to"}
    assert answer.url == made.get_absolute_url()
    assert set(again.context["form"].errors) == {"name"}
    assert LogEntry.objects.get(verb="committee.set_up").object_id == made.pk
    assert "伦理委员会" in text(secretary.get(reverse("network:committees")))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"valid_from": -500}, "valid_from"),
        ({"valid_to": 900}, "valid_to"),
        ({"valid_from": 10, "valid_to": 5}, "valid_to"),
        ({"name": "苏远"}, "name"),
        ({"role": "chair"}, "role"),
    ],
)
def test_a_member_that_cannot_be_is_told_at_the_field(secretary, committee, facts, field):
    structure.seat(committee, role="chair")
    typed = {"name": "林岚", "organisation": "示范大学", "role": "member", "valid_from": 0} | facts
    days = {name: clock.today() + typed[name] * DAY for name in ("valid_from", "valid_to") if name in typed}

    answer = secretary.post(reverse("network:add_committee_member", args=[committee.uid]), typed | days)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert CommitteeMember.objects.count() == 1


def test_a_chair_follows_a_chair(secretary, committee):
    chair = structure.seat(committee, role="chair")
    ends = {"last": clock.today() - DAY, "reason": "调任", "version": 1}
    secretary.post(reverse("network:end_committee_member", args=[chair.uid]), ends)
    typed = {"name": "林岚", "organisation": "示范大学", "role": "chair", "valid_from": clock.today()}
    secretary.post(reverse("network:add_committee_member", args=[committee.uid]), typed)

    chairs = CommitteeMember.objects.filter(role="chair")
    assert {row.name for row in chairs.valid()} == {"林岚"}
    assert {row.name for row in chairs.valid(clock.today() - DAY)} == {"苏远"}
    page = text(secretary.get(committee.get_absolute_url()))
    assert "林岚" in page and "苏远" in page


@pytest.mark.both
@pytest.mark.parametrize(
    ("first", "second"), [({}, {}), ({"role": "chair"}, {"role": "chair", "name": "林岚"})], ids=["same", "chairs"]
)
def test_the_database_refuses_two_at_a_time(committee, first, second):
    seat = structure.seat(committee, **first)
    columns = {"committee": committee, "centre": committee.centre, "organisation": "示范大学"}
    columns |= {
        "name": seat.name,
        "role": seat.role,
        "valid_from": seat.valid_from,
        "valid_to": seat.valid_to,
    } | second
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeMember.objects.create(**columns)
    CommitteeMember.objects.create(**columns | {"name": "王岭", "role": "member"})


def test_the_next_term_follows_with_its_members(committee):
    stays, gone = structure.seat(committee), structure.seat(committee, "林岚", valid_to=clock.today())
    by = actor(CENTRE_ADMIN, committee.centre)
    last = committee.valid_to + 1000 * DAY

    made = committees.renew(committee, last=last, keep=True, expected=1, by=by)

    assert (made.follows, made.valid_from, made.valid_to) == (committee, committee.valid_to + DAY, last)
    assert [(row.name, row.valid_from, row.valid_to) for row in made.members.all()] == [
        (stays.name, made.valid_from, last)
    ]
    assert gone.committee_id == committee.pk
    with pytest.raises(Refused, match="committee.renewed"):
        committees.renew(committee, last=last + DAY, keep=False, by=by)


def test_a_term_that_ends_within_ninety_days_is_a_task_until_it_is_renewed(centre):
    far = structure.committee(centre, name="远", valid_to=clock.today() + 91 * DAY)
    near = structure.committee(centre, name="近", valid_to=clock.today() + 90 * DAY)
    for _time in range(2):
        beats.run("network.committees")

    task = Task.objects.open().get(kind=committees.RENEW)
    assert (task.object_id, task.due_on, task.role, task.scope_id) == (near.pk, near.valid_to, CENTRE_ADMIN, centre.pk)
    by = actor(CENTRE_ADMIN, centre)
    committees.renew(near, last=near.valid_to + 500 * DAY, keep=False, by=by)
    beats.run("network.committees")
    assert not Task.objects.open().filter(kind=committees.RENEW).exists()
    assert not Committee.objects.filter(follows=far).exists()


def test_dissolving_ends_members_and_task(centre):
    committee = structure.committee(centre, valid_to=clock.today() + 30 * DAY)
    structure.seat(committee)
    committees.remind_of_ends()
    by = actor(CENTRE_ADMIN, centre)

    committees.dissolve(committee, last=clock.today(), reason="合并", expected=1, by=by)

    assert {row.valid_to for row in committee.members.all()} == {clock.today()}
    assert not Task.objects.open().filter(kind=committees.RENEW).exists()
    with pytest.raises(Stale):
        committees.dissolve(committee, last=clock.today(), reason="x", expected=1, by=by)


def test_a_meeting_is_entered_with_its_minutes(secretary, committee):
    typed = {"held_on": clock.today(), "subject": "年度工作会议", "file": [path.pdf()]}
    page = reverse("network:note_committee_meeting", args=[committee.uid])

    assert secretary.post(page, typed).status_code == 302

    meeting = CommitteeMeeting.objects.get()
    minutes = Attachment.objects.of(meeting).get()
    assert minutes.kind == committees.MINUTES
    shown = text(secretary.get(committee.get_absolute_url()))
    assert "年度工作会议" in shown and minutes.name in shown
    assert b"".join(secretary.get(minutes.get_absolute_url()).streaming_content).startswith(b"%PDF")
    secretary.force_login(holder(CENTRE_ADMIN, make.centre()))
    assert secretary.get(minutes.get_absolute_url()).status_code == 404


def test_minutes_can_come_later(secretary, committee):
    meeting = structure.meeting(committee)
    page = reverse("network:committee_minutes", args=[meeting.uid])
    assert "尚无会议纪要。" in text(secretary.get(committee.get_absolute_url()))
    assert secretary.post(page, {}).status_code == 422
    assert secretary.post(page, {"file": [path.pdf()]}).status_code == 302
    assert Attachment.objects.of(meeting).count() == 1


@pytest.mark.parametrize("days", [1, -500])
def test_a_meeting_that_cannot_have_been_is_refused(secretary, committee, days):
    typed = {"held_on": clock.today() + days * DAY, "subject": "x", "file": [path.pdf()]}
    answer = secretary.post(reverse("network:note_committee_meeting", args=[committee.uid]), typed)
    assert set(answer.context["form"].errors) == {"held_on"}
    assert not CommitteeMeeting.objects.exists()
