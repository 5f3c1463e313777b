"""Whoever receives an organisation's work chases its open tasks; nobody else learns that they are open."""

from datetime import date

import pytest
from django.urls import reverse

from access import chasing, inbox
from access.actor import Actor
from access.domain import chasing as verbs
from access.models import LogEntry, Notification, TaskReminder
from access.refusals import Refused
from access.roles import (
    AUDITOR,
    CENTRE_ADMIN,
    CENTRE_DIRECTOR,
    CENTRE_EDITOR,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    SECURITY_ADMIN,
    SUPERVISOR,
    SYSTEM_ADMIN,
)
from network.membership_enums import ApplicationState
from network.models import MembershipApplication
from tests.factories import network as make
from tests.factories.people import holder
from tools import clock

pytestmark = pytest.mark.django_db


def application_of(hospital, network, *, submitted: bool = True) -> MembershipApplication:
    """An application that the centre sent back, or a draft that has not left the hospital."""
    campus = hospital.campuses.get()
    sent = {"state": ApplicationState.RETURNED, "submitted_at": clock.now(), "handed_in_at": clock.now()}
    return MembershipApplication.objects.create(
        number=f"A-{hospital.pk}",
        hospital=hospital,
        campus=campus,
        region_id=campus.region_id,
        network=network,
        tier=make.tier(),
        **(sent if submitted else {}),
    )


class Stage:
    """An application that came back, its open task at the hospital, and everybody around it."""

    def __init__(self):
        self.network = make.network()
        self.hospital = make.hospital()
        self.application = application_of(self.hospital, self.network)
        self.coordinator = holder(HOSPITAL_COORDINATOR, self.hospital)
        self.task = self.open_task()

    def open_task(self, role=HOSPITAL_COORDINATOR, kind="hospital", scope=None, **columns):
        return inbox.open_task(
            "task.application.fill_in",
            columns.pop("thing", self.application),
            role=role,
            scope_kind=kind,
            scope_id=scope or self.hospital.pk,
            due=date(2026, 3, 10),
            about="申请甲",
            **columns,
        )

    def person(self, role: str, relation: str):
        own = relation == "own"
        scopes = {
            HOSPITAL_ADMIN: self.hospital if own else make.hospital(),
            HOSPITAL_COORDINATOR: self.hospital if own else make.hospital(),
            CENTRE_ADMIN: self.network.centre if own else make.centre(),
            CENTRE_DIRECTOR: self.network.centre if own else make.centre(),
            CENTRE_EDITOR: self.network.centre if own else make.centre(),
            SUPERVISOR: self.hospital.campuses.get().region if own else make.region(),
        }
        return holder(role, scopes.get(role))


@pytest.fixture
def stage(db) -> Stage:
    return Stage()


MAY = [HOSPITAL_ADMIN, CENTRE_ADMIN, CENTRE_DIRECTOR, SUPERVISOR]
MAY_NOT = [HOSPITAL_COORDINATOR, CENTRE_EDITOR, SECURITY_ADMIN, SYSTEM_ADMIN, AUDITOR]


@pytest.mark.parametrize(
    ("role", "relation", "seen"),
    [(role, "own", True) for role in (*MAY, DEPARTMENT_OFFICER)]
    + [(role, "foreign", False) for role in MAY]
    + [(role, "own", False) for role in MAY_NOT],
)
def test_who_may_chase(stage, client, role, relation, seen):
    user = stage.person(role, relation)
    client.force_login(user)
    page = client.get(reverse("access:chase"))
    sent = client.post(reverse("access:remind"), {"task": str(stage.task.uid)})

    assert list(chasing.tasks_for(Actor.of(user))) == [stage.task] * seen
    assert page.status_code == (403 if role in MAY_NOT else 200)
    assert ("申请甲" in page.content.decode()) == seen
    assert TaskReminder.objects.count() == Notification.objects.filter(user=stage.coordinator).count() == seen
    assert sent.status_code in ((302,) if seen else (302, 403, 409, 422))


def test_what_has_not_left_the_hospital_is_its_own_administrators_to_chase_only(stage):
    place = stage.hospital.campuses.get().division
    draft = application_of(make.hospital(place=place), stage.network, submitted=False)
    task = stage.open_task(thing=draft, scope=draft.hospital_id)

    seen = {
        role: list(chasing.tasks_for(Actor.of(person)))
        for role, person in {
            "own": holder(HOSPITAL_ADMIN, draft.hospital),
            "centre": stage.person(CENTRE_ADMIN, "own"),
            "region": stage.person(SUPERVISOR, "own"),
        }.items()
    }
    assert seen == {"own": [task], "centre": [stage.task], "region": [stage.task]}


def test_a_hospital_does_not_chase_its_centre_nor_anybody_oneself(stage):
    centre = stage.network.centre
    stage.open_task(CENTRE_ADMIN, "centre", centre.pk)
    own = stage.open_task(HOSPITAL_ADMIN)
    admin = stage.person(HOSPITAL_ADMIN, "own")

    assert list(chasing.tasks_for(Actor.of(admin))) == [stage.task]
    assert own in chasing.tasks_for(Actor.of(stage.person(CENTRE_DIRECTOR, "own")))


def test_people_are_reminded_once_a_day(stage):
    secretary = Actor.of(stage.person(CENTRE_ADMIN, "own"))
    director = Actor.of(stage.person(CENTRE_DIRECTOR, "own"))
    with clock.at("2026-03-05 09:00"):
        assert verbs.remind(tasks=[stage.task], by=secretary) == 1
        with pytest.raises(Refused):
            verbs.remind(tasks=[stage.task], by=director)
    with clock.at("2026-03-06 09:00"):
        assert verbs.remind(tasks=[stage.task], by=director) == 1

    assert Notification.objects.filter(user=stage.coordinator).count() == 2
    assert LogEntry.objects.filter(verb="task.chased").count() == 2


@pytest.mark.parametrize("posted", [[], ["x"], ["00000000-0000-7000-8000-000000000000"], ["%00"]])
def test_forged_tasks_are_answered_and_nobody_is_told(stage, client, posted):
    client.force_login(stage.person(CENTRE_ADMIN, "own"))
    answer = client.post(reverse("access:remind"), {"task": posted, "next": "//elsewhere.example/"})

    assert answer.status_code == 302 and "elsewhere" not in answer["Location"]
    assert not TaskReminder.objects.exists()


def test_a_closed_task_cannot_be_chased(stage):
    inbox.close_tasks(stage.application, by=Actor.as_system("test"))
    with pytest.raises(Refused):
        verbs.remind(tasks=[stage.task], by=Actor.of(stage.person(CENTRE_ADMIN, "own")))


def test_the_text_names_who_what_and_by_when(stage, in_english):
    [chase] = chasing.described([stage.task])

    assert chase.line == f"{stage.coordinator.name}: {chase.title}, by 2026-03-10"
    assert chasing.text_of([chase]) == f"{stage.hospital}\n· {chase.line}"
    assert chase.is_overdue


@pytest.mark.parametrize("count", [1, 3])
def test_queries_stay_the_same(stage, client, django_assert_max_num_queries, count):
    for _ in range(count - 1):
        other = application_of(make.hospital(), stage.network)
        stage.open_task(thing=other, scope=other.hospital_id)
    client.force_login(stage.person(CENTRE_ADMIN, "own"))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("access:chase")).status_code == 200
