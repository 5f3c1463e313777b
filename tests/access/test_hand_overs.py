"""Handing over to a successor: the role, its tasks and the drafts move on the day; whoever may give it confirms."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from access import beats
from access.actor import Actor
from access.domain import hand_overs, role_assignments
from access.models import Draft, HandOver, LogEntry, Notification, Task
from access.people_enums import HandOverState
from access.refusals import Forbidden, Refused, Stale
from access.roles import (
    AUDITOR,
    CENTRE_ADMIN,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    INVESTIGATOR,
    SECURITY_ADMIN,
    STEWARD,
    SYSTEM_ADMIN,
)
from tests.access.leaving import MONDAY, SINCE, TODAY, propose, roles_of, task_of
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import actor, give, holder, person
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture(autouse=True)
def _wednesday():
    with clock.at("2026-03-04"):
        yield


@pytest.fixture
def hospital():
    return make.hospital()


@pytest.fixture
def role(hospital):
    """The role of the coordinator who goes."""
    return give(person(name="王老"), HOSPITAL_COORDINATOR, hospital, **SINCE)


@pytest.fixture
def successor(hospital):
    user = person(name="李新")
    give(user, INVESTIGATOR, hospital, **SINCE)
    return user


@pytest.fixture
def admin(hospital):
    return actor(HOSPITAL_ADMIN, hospital, **SINCE)


def test_the_administrator_hands_over_at_once_and_the_tasks_are_the_successors(role, successor, admin):
    task = task_of(role)

    made = propose(role, successor, admin)

    assert made.state == HandOverState.CONFIRMED
    assert roles_of(role.user, TODAY) == set()
    assert roles_of(successor, TODAY) == {INVESTIGATOR, HOSPITAL_COORDINATOR}
    assert list(Task.objects.owned_by(Actor.of(successor)).open()) == [task]
    assert list(Task.objects.owned_by(Actor.of(role.user)).open()) == []
    told = Notification.objects.filter(code=hand_overs.TOLD_CONFIRMED)
    assert {news.user_id for news in told} == {role.user_id, successor.pk}
    assert told[0].params["tasks"] == 1


def test_from_a_later_day_on_the_role_changes_hands_without_a_job(role, successor, admin):
    propose(role, successor, admin, first_day=MONDAY)

    assert [roles_of(role.user, day) for day in (date(2026, 3, 8), MONDAY)] == [{HOSPITAL_COORDINATOR}, set()]
    assert HOSPITAL_COORDINATOR not in roles_of(successor, date(2026, 3, 8))
    assert HOSPITAL_COORDINATOR in roles_of(successor, MONDAY)


def test_what_the_person_proposes_waits_for_the_administrator(role, successor, admin):
    made = propose(role, successor, Actor.of(role.user))

    assert made.state == HandOverState.PROPOSED
    assert roles_of(successor, TODAY) == {INVESTIGATOR}
    waiting = Task.objects.owned_by(admin).open().get()
    assert waiting.kind == hand_overs.TASK
    for wrong in (Actor.of(role.user), Actor.of(successor), actor(CENTRE_ADMIN, make.centre())):
        with pytest.raises(Forbidden):
            hand_overs.confirm(made, expected=made.version, by=wrong)

    hand_overs.confirm(made, expected=made.version, by=admin)

    waiting.refresh_from_db()
    assert waiting.closed_at is not None
    assert HOSPITAL_COORDINATOR in roles_of(successor, TODAY)


def test_a_hand_over_is_declined_with_a_reason_or_taken_back(role, successor, admin):
    made = propose(role, successor, Actor.of(role.user))
    with pytest.raises(Refused):
        hand_overs.decline(made, expected=made.version, reason=" ", by=admin)
    hand_overs.decline(made, expected=made.version, reason="人手不足", by=admin)
    assert made.state == HandOverState.DECLINED
    assert Notification.objects.filter(code=hand_overs.TOLD_DECLINED).count() == 2

    second = propose(role, successor, Actor.of(role.user))
    with pytest.raises(Refused):
        hand_overs.withdraw(second, expected=second.version, by=Actor.of(successor))
    hand_overs.withdraw(second, expected=second.version, by=Actor.of(role.user))
    assert not Task.objects.open().filter(kind=hand_overs.TASK).exists()
    with pytest.raises(Stale):
        hand_overs.confirm(second, expected=1, by=admin)
    assert roles_of(role.user, TODAY) == {HOSPITAL_COORDINATOR}


def test_an_administrators_successor_is_confirmed_by_the_security_administrator(hospital, successor):
    role = give(person(), HOSPITAL_ADMIN, hospital, **SINCE)
    security = actor(SECURITY_ADMIN)
    alone = propose(role, successor, security)
    assert alone.state == HandOverState.PROPOSED
    with pytest.raises(Refused) as refused:
        hand_overs.confirm(alone, expected=alone.version, by=security)
    assert refused.value.reason.code == role_assignments.NEEDS_INVITATION

    hand_overs.confirm(alone, expected=alone.version, by=actor(SECURITY_ADMIN))

    assert HOSPITAL_ADMIN in roles_of(successor, TODAY)


def test_nobody_hands_a_role_to_oneself_or_to_a_stranger(role, hospital, admin):
    with pytest.raises(Refused) as refused:
        propose(role, admin.user, admin)
    assert refused.value.reason.code == hand_overs.TO_ONESELF
    with pytest.raises(Refused) as refused:
        propose(role, holder(INVESTIGATOR, make.hospital()), admin)
    assert refused.value.reason.code == hand_overs.WRONG_SUCCESSOR
    with pytest.raises(Refused) as refused:
        propose(role, holder(STEWARD, hospital), actor(HOSPITAL_ADMIN, make.hospital()))
    assert refused.value.reason.code == hand_overs.NOT_YOURS
    with pytest.raises(Refused) as refused:
        propose(role, holder(STEWARD, hospital), admin, first_day=date(2026, 3, 3))
    assert refused.value.reason.code == hand_overs.WRONG_DAY
    foreign = give(person(), HOSPITAL_COORDINATOR, make.hospital())
    with pytest.raises(Refused) as refused:
        propose(role, holder(STEWARD, hospital), admin, roles=[foreign.pk])
    assert refused.value.reason.code == hand_overs.NOTHING
    assert not HandOver.objects.exists()


def test_drafts_follow_on_the_day_where_the_successor_alone_sees_the_thing(hospital, role, successor, admin):
    mine, others = path.started(path.cast(hospital=hospital)), path.started(path.cast())
    both = {"form": "network.section.unit", "object_type": "network.membershipapplication"}
    draft = Draft.objects.create(user=role.user, object_id=mine.pk, data={"a": ["稿"]}, **both)
    foreign = Draft.objects.create(user=role.user, object_id=others.pk, **both)
    propose(role, successor, admin, first_day=MONDAY)
    beats.run("access.carry_drafts")
    draft.refresh_from_db()
    assert draft.user == role.user

    with clock.at("2026-03-09"):
        beats.run("access.carry_drafts")
        beats.run("access.carry_drafts")

    draft.refresh_from_db()
    foreign.refresh_from_db()
    assert (draft.user, foreign.user) == (successor, role.user)
    assert LogEntry.objects.filter(verb="handover.drafts_moved").count() == 1


def test_a_role_has_one_open_hand_over(role, successor):
    made = propose(role, successor, Actor.of(role.user))

    with pytest.raises(Refused):
        propose(role, successor, Actor.of(role.user))
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.create(
            assignment=role, leaver=role.user, successor=successor, first_day=TODAY, scope_kind="hospital", reason="x"
        )
    assert HandOver.objects.get() == made


def test_pages_of_both_sides(client, role, successor, admin):
    client.force_login(role.user)
    start = reverse("access:start_hand_over", args=[role.uid])
    assert start in client.get(role.get_absolute_url()).content.decode()
    data = {"roles": [role.pk], "successor": successor.pk, "first_day": "2026-03-09", "reason": "退休"}
    assert client.post(start, data | {"first_day": "2026-03-01"}).context["form"].errors["first_day"]
    page = client.post(start, data).url
    assert page == HandOver.objects.get().get_absolute_url()

    step = reverse("access:hand_over_step", args=[HandOver.objects.get().uid])
    client.force_login(admin.user)
    for wrong in ({"action": "x", "version": "1"}, {"action": "move", "version": "1"}):
        assert client.post(step, wrong).status_code == 404
    assert client.post(step, {"action": "confirm", "version": "x"}).status_code == 302
    assert HandOver.objects.get().state == HandOverState.PROPOSED
    assert client.post(step, {"action": "confirm", "version": "1", "token": "t"}).url == page
    assert client.get(page).context["hand_over"].state == HandOverState.CONFIRMED
    assert [row.record for row in client.get(reverse("access:hand_overs")).context["table"].rows] == [
        HandOver.objects.get()
    ]
    client.force_login(holder(HOSPITAL_ADMIN, make.hospital()))
    assert (client.get(page).status_code, client.get(start).status_code) == (404, 404)


@pytest.mark.parametrize("code", [SYSTEM_ADMIN, SECURITY_ADMIN, AUDITOR])
def test_a_separated_administrator_hands_nothing_over(code):
    role = give(person(), code, **SINCE)
    made = propose(role, holder("department_officer"), Actor.of(role.user))

    with pytest.raises(Refused) as refused:
        hand_overs.confirm(made, expected=made.version, by=actor(SECURITY_ADMIN))

    assert refused.value.reason.code == role_assignments.NOT_YOURS_TO_GIVE
