"""Warnings and suspensions: the day for an answer, the answer with papers, and what lifts them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from access.models import Notification, Task
from access.refusals import Forbidden
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import measures, memberships
from network.models import Measure
from office.models import Attachment
from tests.factories import exits as make
from tests.factories import membership as path
from tests.network.agreement_steps import refused
from tests.network.reading import text
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


@pytest.fixture
def member(cast):
    return path.joined(cast)


def open_tasks(kind: str) -> set:
    return set(Task.objects.open().filter(kind=kind).values_list("role", "due_on"))


def test_a_warning_asks_the_hospital_what_it_did_by_a_day(cast, member, client):
    client.force_login(cast.people[CENTRE_DIRECTOR])
    url = reverse("network:warn_membership", args=[member.uid])
    assert client.get(url).context["form"]["days"].initial == 15
    client.post(url, {"reason": "未按时报送", "days": "10", "version": member.version, "token": "t"})

    measure = Measure.objects.get()
    due = clock.today() + timedelta(days=9)  # the first day counts
    assert (measure.kind, measure.reason, measure.answer_due >= due) == ("warning", "未按时报送", True)
    side = {HOSPITAL_COORDINATOR, HOSPITAL_ADMIN}
    assert open_tasks("task.measure.answer") == {(role, measure.answer_due) for role in side}


def test_the_answer_is_kept_with_its_papers_and_the_centre_has_to_read_it(cast, member, client):
    measure = make.warned(cast, member)
    client.force_login(cast.people[HOSPITAL_COORDINATOR])
    form = {"answer": "已补报三月数据", "version": measure.version, "token": "t", "file": path.pdf("补报.pdf")}
    assert client.post(measure.get_absolute_url(), form).status_code == 302

    measure.refresh_from_db()
    assert (measure.answer, measure.answered_by) == ("已补报三月数据", cast.people[HOSPITAL_COORDINATOR])
    assert [paper.name for paper in Attachment.objects.of(measure)] == ["补报.pdf"]
    assert open_tasks("task.measure.answer") == set()
    assert {role for role, _due in open_tasks("task.measure.read")} == {CENTRE_ADMIN, CENTRE_DIRECTOR}
    assert Notification.objects.filter(code="news.membership.answered").count() == 2
    client.force_login(cast.people[CENTRE_DIRECTOR])
    assert "已补报三月数据" in text(client.get(measure.get_absolute_url()))


def test_an_answer_is_given_once(cast, member):
    measure = make.answered(cast, member)
    facts = {"answer": "另一份", "uploads": [], "expected": measure.version, "by": cast.actor(HOSPITAL_ADMIN)}

    assert refused(lambda: measures.answer(measure, **facts)) == "network.measure.answered_already"
    measure.refresh_from_db()
    assert measure.answer == "已补报"


def test_the_centre_answers_for_nobody(cast, member):
    measure = make.warned(cast, member)

    with pytest.raises(Forbidden):
        measures.answer(measure, answer="x", uploads=[], expected=measure.version, by=cast.actor(CENTRE_ADMIN))


def test_reinstating_lifts_what_is_in_force_and_closes_its_tasks(cast, member):
    make.warned(cast, member)
    memberships.suspend(member, reason="仍未改", expected=member.version, by=cast.actor(CENTRE_ADMIN))
    memberships.reinstate(member, reason="已改", expected=member.version, by=cast.actor(CENTRE_ADMIN))

    assert set(Measure.objects.values_list("kind", "lifted_on")) == {
        ("warning", clock.today()),
        ("suspension", clock.today()),
    }
    assert not Task.objects.open().exists()


@pytest.mark.parametrize("days", ["0", "-3", "181", "x", ""])
def test_days_that_are_none_stand_at_the_field(cast, member, client, days):
    client.force_login(cast.people[CENTRE_ADMIN])
    url = reverse("network:suspend_membership", args=[member.uid])
    answer = client.post(url, {"reason": "原因写在这里", "days": days, "version": member.version, "token": "t"})

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"days"}
    assert "原因写在这里" in text(answer)
    member.refresh_from_db()
    assert member.state == "active"


def test_members_elsewhere_see_nothing_of_it(cast, member, client):
    measure, other = make.warned(cast, member), path.cast()
    for user in other.people.values():
        client.force_login(user)
        assert client.get(measure.get_absolute_url()).status_code == 404


def test_the_centre_notes_an_answer_and_the_measure_stays(cast, member, client):
    measure = make.warned(cast, member)
    by = cast.actor(CENTRE_ADMIN)
    assert refused(lambda: measures.note(measure, expected=measure.version, by=by)) == "network.measure.no_answer"
    facts = {"answer": "已补报", "uploads": [], "expected": measure.version}
    measure = measures.answer(measure, **facts, by=cast.actor(HOSPITAL_COORDINATOR))
    client.force_login(cast.people[CENTRE_ADMIN])
    url = reverse("network:note_measure", args=[measure.uid])
    assert url in text(client.get(measure.get_absolute_url()))
    client.post(url, {"version": measure.version, "token": "t"})

    assert open_tasks("task.measure.read") == set()
    member.refresh_from_db()
    assert member.state == "warned"
