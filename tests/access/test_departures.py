"""Leaving: an account is closed by hand, and nothing that others wait for is left to nobody."""

import pytest
from django.urls import reverse

from access import inbox
from access.actor import Actor
from access.domain import delegations, departures
from access.models import LogEntry, Task, UserSession
from access.refusals import Forbidden, Refused
from access.roles import AUDITOR, CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, INVESTIGATOR
from tests.access.leaving import MONDAY, SINCE, TODAY, propose, roles_of, task_of
from tests.factories import network as make
from tests.factories.people import actor, give, person
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


def test_an_account_with_orphans_is_not_closed_and_the_sentence_names_them(role, admin, in_english):
    task_of(role)

    with pytest.raises(Refused) as refused:
        departures.close(role, reason="离职", by=admin)

    sentence = str(refused.value.reason)
    assert "Hospital coordinator" in sentence and "1 open tasks" in sentence
    role.user.refresh_from_db()
    assert role.user.is_active and roles_of(role.user, TODAY) == {HOSPITAL_COORDINATOR}


def test_after_the_hand_over_the_account_is_closed_with_everything(role, successor, admin, hospital):
    task_of(role)
    deputy = give(role.user, INVESTIGATOR, hospital, **SINCE)
    delegations.delegate(
        deputy, deputy=successor, kind="all", first=TODAY, last=MONDAY, reason="x", by=Actor.of(role.user)
    )
    UserSession.objects.create(user=role.user, method="password")
    with pytest.raises(Refused):
        departures.close(role, reason="离职", by=admin)
    propose(role, successor, admin)

    departures.close(role, reason="离职", by=admin)

    role.user.refresh_from_db()
    assert not role.user.is_active
    assert roles_of(role.user, TODAY) == set()
    assert not role.user.sessions.live().exists()
    assert role.user.given_delegations.get().ended_at is not None
    assert LogEntry.objects.get(verb="account.closed").reason == "离职"
    with pytest.raises(Refused) as refused:
        departures.close(role, reason="离职", by=admin)
    assert refused.value.reason.code == departures.CLOSED_ALREADY

    departures.reopen(role, reason="返聘", by=admin)

    role.user.refresh_from_db()
    assert role.user.is_active and roles_of(role.user, TODAY) == set()


def test_who_may_not_close(role, hospital, admin):
    own = give(admin.user, INVESTIGATOR, hospital, **SINCE)
    with pytest.raises(Refused) as refused:
        departures.close(own, reason="x", by=admin)
    assert refused.value.reason.code == departures.NOT_ONESELF
    for wrong in (actor(HOSPITAL_ADMIN, make.hospital()), actor(HOSPITAL_COORDINATOR, hospital), actor(AUDITOR)):
        with pytest.raises(Forbidden):
            departures.close(role, reason="x", by=wrong)
    give(role.user, "learner", **SINCE)
    give(role.user, CENTRE_ADMIN, make.centre(), **SINCE)
    with pytest.raises(Refused) as refused:
        departures.close(role, reason="x", by=admin)
    assert refused.value.reason.code == departures.ROLE_ELSEWHERE


def test_the_page_names_what_is_held_and_closes(client, role, admin):
    client.force_login(admin.user)
    url = reverse("access:departure", args=[role.uid])
    task = task_of(role)
    page = client.get(url)
    assert page.context["refusal"].code == departures.ORPHANS
    assert reverse("access:start_hand_over", args=[role.uid]) in page.content.decode()
    inbox.close_tasks(task, by=admin)
    Task.objects.update(closed_at=clock.now())

    assert client.post(url, {"reason": ""}).context["form"].errors["reason"]
    assert client.post(url, {"reason": "离职"}).url == role.get_absolute_url()

    role.user.refresh_from_db()
    assert not role.user.is_active
    client.post(url, {"reason": "返聘"})
    role.user.refresh_from_db()
    assert role.user.is_active
