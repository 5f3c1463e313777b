"""Site visits: planned, told, reported by a checklist in one version; who reads what."""

from datetime import timedelta

import pytest
from django.urls import reverse

from access import door
from access.models import Notification, Task
from access.refusals import Forbidden
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_COORDINATOR, SUPERVISOR
from network import exit_permissions as permissions
from network.domain import reviews, site_visits
from network.models import SiteVisit, VisitChecklist
from office.domain.attachments import attach
from office.models import Attachment
from tests.factories import exits as make
from tests.factories import membership as path
from tests.factories.people import actor
from tests.network.agreement_steps import refused
from tests.network.reading import text
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


@pytest.fixture
def application(cast):
    return path.under_review(cast)


def test_the_hospital_is_told_day_and_visitors_and_has_a_task(cast, application):
    visit = make.visit(cast, application)

    told = Notification.objects.filter(code="news.visit.planned")
    assert {row.user for row in told} == {cast.people[r] for r in ("hospital_coordinator", "hospital_admin")}
    assert all("王某、李某" in str(row) and clock.today().isoformat() in str(row) for row in told)
    tasks = Task.objects.open().filter(object_type="network.sitevisit", object_id=visit.pk)
    assert {(row.kind, row.scope_kind) for row in tasks} == {
        ("task.visit.receive", "hospital"),
        ("task.visit.report", "centre"),
    }


def test_the_conclusion_is_the_hospitals_after_the_decision_and_findings_never(cast, application, client):
    visit = make.reported(cast, application)
    attach(make.visit(cast, application), path.pdf(), kind="photographs", by=cast.actor(CENTRE_ADMIN))
    read = {}
    for decided in (False, True):
        if decided:
            reviews.decline(application, reason="x", expected=application.version, by=cast.actor(CENTRE_ADMIN))
        for role in (HOSPITAL_COORDINATOR, CENTRE_ADMIN):
            client.force_login(cast.people[role])
            page = text(client.get(visit.get_absolute_url()))
            read[decided, role] = ("符合条件" in page, "记录不全" in page)

    assert read == {
        (False, HOSPITAL_COORDINATOR): (False, False),
        (False, CENTRE_ADMIN): (True, True),
        (True, HOSPITAL_COORDINATOR): (True, False),
        (True, CENTRE_ADMIN): (True, True),
    }
    assert not Attachment.objects.filter(kind="photographs").visible_to(cast.actor(HOSPITAL_COORDINATOR)).exists()
    assert Attachment.objects.filter(kind="photographs").visible_to(cast.actor(CENTRE_ADMIN)).exists()


def test_a_member_reads_the_conclusion_at_once(cast):
    visit = make.reported(cast, path.joined(cast))

    assert visit.is_told
    assert Notification.objects.filter(code="news.visit.reported").count() == 2


def test_every_item_needs_its_finding_and_the_day_must_have_come(cast, application):
    visit, by = make.visit(cast, application), cast.actor(CENTRE_ADMIN)
    half = site_visits.Report({"beds": ("met", "")}, "fit", "x")
    assert refused(lambda: site_visits.report(visit, report=half, expected=1, by=by)) == "network.visit.no_finding"
    SiteVisit.objects.filter(pk=visit.pk).update(planned_on=clock.today() + timedelta(days=2))
    whole = {"report": make.a_report(), "expected": visit.version, "by": by}

    assert refused(lambda: site_visits.report(visit, **whole)) == "network.visit.not_yet"
    assert visit.findings.count() == 0


def test_nobody_is_visited_after_the_decision(cast):
    application = path.admitted(cast).application
    make.checklist()
    facts = {"planned_on": clock.today(), "visitors": "x", "expected": application.version}

    code = refused(lambda: site_visits.plan(application, **facts, by=cast.actor(CENTRE_ADMIN)))
    assert code == "network.visit.not_to_visit"


def test_the_centre_plans_nothing_about_a_draft_that_it_does_not_see(cast):
    application = path.started(cast)
    facts = {"planned_on": clock.today(), "visitors": "x", "expected": application.version}

    with pytest.raises(Forbidden):
        site_visits.plan(application, **facts, by=cast.actor(CENTRE_ADMIN))


def test_nothing_is_added_to_a_visit_that_is_over(cast, application):
    visit = make.reported(cast, application)

    code = refused(lambda: attach(visit, path.pdf(), kind="photographs", by=cast.actor(CENTRE_ADMIN)))
    assert code == "network.visit.not_planned"


class TestChecklist:
    def test_a_network_writes_its_own_and_visits_keep_the_one_they_were_planned_with(self, cast, application):
        before = make.visit(cast, application)
        facts = {"lines": [("血压计", "Gauge")], "valid_from": clock.today(), "expected": 0}
        made = site_visits.write_checklist(cast.network, **facts, by=cast.actor(CENTRE_ADMIN))

        assert VisitChecklist.objects.in_force(cast.network) == made
        assert VisitChecklist.objects.in_force(path.cast().network) == before.checklist
        before.refresh_from_db()
        assert [item["code"] for item in before.checklist.items] == ["beds", "ethics"]

    def test_a_later_one_counts_from_its_day(self, cast):
        make.checklist()
        later = clock.today() + timedelta(days=9)
        facts = {"lines": [("甲", "")], "valid_from": later, "expected": 0, "by": cast.actor(CENTRE_ADMIN)}
        made = site_visits.write_checklist(cast.network, **facts)

        found = [VisitChecklist.objects.in_force(cast.network, later + timedelta(days=d)) == made for d in (-1, 0)]
        assert found == [False, True]

    def test_the_second_one_is_told_who_wrote_and_keeps_the_text(self, cast, client):
        make.checklist()
        url = reverse("network:visit_checklist", args=[cast.network.uid])
        client.force_login(cast.people[CENTRE_ADMIN])
        form = {"version": 0, "valid_from": clock.today().isoformat(), "items": "甲｜A\n乙"}
        assert client.post(url, form).status_code == 302
        answer = client.post(url, form | {"items": "丙"})

        assert (answer.status_code, answer.context["version"]) == (409, 1)
        assert "丙" in text(answer)
        assert cast.people[CENTRE_ADMIN].name in text(answer)
        assert cast.network.visit_checklists.get().items[0] == {"code": "item1", "zh": "甲", "en": "A"}
        assert client.post(url, form | {"items": "丙", "version": 1}).status_code == 422
        later = (clock.today() + timedelta(days=1)).isoformat()
        assert client.post(url, form | {"items": "丙", "version": 1, "valid_from": later}).status_code == 302


@pytest.mark.parametrize(
    ("permission", "own"),
    [
        (permissions.VIEW_VISIT, {"hospital_coordinator", "hospital_admin", "centre_admin", "centre_director"}),
        (permissions.VIEW_FINDINGS, {"centre_admin", "centre_director"}),
        (permissions.CHANGE_VISIT, {"centre_admin", "centre_director"}),
    ],
)
def test_who_may_do_what_to_the_own_and_to_a_foreign_visit(cast, application, permission, own):
    visit, other = make.visit(cast, application), path.cast()
    steering = [actor(DEPARTMENT_OFFICER), actor(SUPERVISOR, cast.campus.region)]

    assert {role for role in cast.people if door.can(cast.actor(role), permission, visit)} == own
    assert {role for role in other.people if door.can(other.actor(role), permission, visit)} == set()
    assert {door.can(by, permission, visit) for by in steering} == {permission != permissions.CHANGE_VISIT}


def test_a_visit_is_moved_with_its_reason_and_tasks_get_the_new_day(cast, application, client):
    visit, day = make.visit(cast, application), clock.today() + timedelta(days=9)
    client.force_login(cast.people[CENTRE_ADMIN])
    url = reverse("network:move_visit", args=[visit.uid])
    assert url in text(client.get(visit.get_absolute_url()))
    posted = {"planned_on": day.isoformat(), "reason": "大雪封路", "version": visit.version, "token": "t"}
    yesterday = clock.today() - timedelta(days=1)
    for wrong in ({"planned_on": yesterday.isoformat()}, {"planned_on": clock.today().isoformat()}, {"reason": " "}):
        assert client.post(url, posted | wrong).status_code == 422, wrong
    assert client.post(url, posted).status_code == 302
    assert client.post(url, posted).status_code == 409

    visit.refresh_from_db()
    assert (visit.planned_on, visit.state) == (day, "planned")
    told = Notification.objects.filter(code="news.visit.moved")
    assert {row.user for row in told} == {cast.people[r] for r in ("hospital_coordinator", "hospital_admin")}
    assert all("大雪封路" in str(row) and day.isoformat() in str(row) for row in told)
    assert Task.objects.open().get(kind="task.visit.receive").due_on == day
    by = cast.actor(CENTRE_ADMIN)
    site_visits.cancel(visit, reason="x", expected=visit.version, by=by)
    facts = {"planned_on": day + timedelta(days=1), "reason": "x", "expected": visit.version}
    assert refused(lambda: site_visits.move_to(visit, **facts, by=by)) == "network.visit.not_planned"
    with pytest.raises(Forbidden):
        site_visits.move_to(visit, **facts, by=cast.actor(HOSPITAL_COORDINATOR))
