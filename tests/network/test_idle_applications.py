"""Applications that hospitals leave: warned of twice, closed by the clock or the centre, begun anew."""

from datetime import timedelta

import pytest
from django.urls import reverse

from access import beats
from access.models import LogEntry, Notification, Task
from access.refusals import Forbidden
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import applications, idle_applications, networks, reviews
from network.models import Agreement, MembershipApplication, SignOff
from network.sections import SECTIONS
from tests.factories import membership as path
from tests.factories.people import actor
from tests.network.agreement_steps import refused
from tests.network.reading import text
from tools import clock

pytestmark = pytest.mark.django_db
DAY = "2026-03-02 10:00"


@pytest.fixture
def cast():
    return path.cast()


def returned(cast) -> MembershipApplication:
    application = path.submitted(cast)
    facts = {"remarks": {"department": "补充"}, "expected": application.version, "by": cast.actor(CENTRE_ADMIN)}
    return reviews.return_for_completion(application, **facts)


def resubmission_waits(cast) -> MembershipApplication:
    application = returned(cast)
    return applications.request_signoff(application, expected=application.version, by=cast.actor(HOSPITAL_COORDINATOR))


def admitted(cast) -> MembershipApplication:
    return path.admitted(cast).application


def after(application, days: int):
    """So many days after it was last touched, in the morning."""
    since = idle_applications.schedule(application).untouched_since
    return clock.at(f"{since + timedelta(days=days)} 06:20")


def told(code: str) -> int:
    return Notification.objects.filter(code=code).count()


def test_two_warnings_then_it_is_closed_and_both_sides_are_told(cast):
    with clock.at(DAY):
        application = returned(cast)
    seen = []
    for days in (29, 30, 31, 53, 59, 60, 61):
        with after(application, days):
            beats.run("network.idle")
            beats.run("network.idle")
        application.refresh_from_db()
        seen.append((days, told("news.application.idle"), application.state))

    assert seen == [
        (29, 0, "returned"),
        (30, 2, "returned"),
        (31, 2, "returned"),
        (53, 4, "returned"),
        (59, 4, "returned"),
        (60, 4, "lapsed"),
        (61, 4, "lapsed"),
    ]
    assert told("news.application.lapsed") == 4
    assert not Task.objects.open().filter(object_id=application.pk).exists()
    assert "60" in LogEntry.objects.get(verb="application.lapse").reason


def test_the_page_says_the_days_from_the_return_on(cast, client):
    with clock.at(DAY):
        application = returned(cast)
        client.force_login(cast.people[HOSPITAL_COORDINATOR])
        page = text(client.get(application.get_absolute_url()))

    plan = idle_applications.schedule(application)
    assert plan.closes_on.isoformat() == "2026-05-01"
    assert "2026年5月1日" in page
    assert all(f"{day.year}年{day.month}月{day.day}日" in page for day in plan.warnings)


def test_whoever_goes_on_begins_the_days_anew(cast):
    with clock.at(DAY):
        application = returned(cast)
    with after(application, 40):
        beats.run("network.idle")
        section = application.sections.get(code="unit")
        facts = {"code": "unit", "answers": {"note": "新"}, "expected": section.version}
        applications.save_section(application, **facts, by=cast.actor(HOSPITAL_COORDINATOR))
        since = clock.today()
        assert idle_applications.schedule(application).untouched_since == since
    with after(application, 29):
        beats.run("network.idle")
    assert told("news.application.idle") == 2
    with after(application, 60):
        beats.run("network.idle")
    application.refresh_from_db()
    assert (application.state, told("news.application.idle")) == ("returned", 4)


def test_after_a_long_stop_nobody_is_closed_without_a_warning(cast):
    with clock.at(DAY):
        application = returned(cast)
    with after(application, 200):
        beats.run("network.idle")
        application.refresh_from_db()
        assert (application.state, told("news.application.idle")) == ("returned", 2)
    with after(application, 201):
        beats.run("network.idle")
    application.refresh_from_db()
    assert application.state == "lapsed"


class TestCentre:
    @pytest.mark.parametrize("stage", [returned, resubmission_waits, admitted])
    def test_it_closes_what_is_left_so_that_the_network_can_close(self, cast, stage, client):
        with clock.at(DAY):
            application = stage(cast)
        officer = actor(DEPARTMENT_OFFICER)
        by = {"reason": "医院长期未处理", "expected": application.version, "by": cast.actor(CENTRE_DIRECTOR)}
        with after(application, 29):
            assert refused(lambda: idle_applications.lapse(application, **by)) == "network.application.not_left"
            code = refused(lambda: networks.close(cast.network, on=clock.today(), reason="x", by=officer)).split(".")[
                -1
            ]
            assert code == ("seals_missing" if stage is admitted else "applications_open")
        with after(application, 30):
            client.force_login(cast.people[CENTRE_ADMIN])
            form = {"action": "lapse", "reason": by["reason"], "version": application.version, "token": "t"}
            client.post(reverse("network:application_step", args=[application.uid]), form)

            application.refresh_from_db()
            assert application.state == "lapsed"
            assert set(Agreement.objects.values_list("state", flat=True)) <= {"cancelled"}
            assert not SignOff.objects.filter(state="waiting").exists()
            assert not Task.objects.open().exists()
            assert networks.close(cast.network, on=clock.today(), reason="x", by=officer).closed_on == clock.today()

    def test_a_draft_that_never_left_the_hospital_is_not_closed(self, cast):
        with clock.at(DAY):
            application = path.handed_in(cast)
        with after(application, 300), pytest.raises(Forbidden):
            idle_applications.lapse(
                application, reason="x", expected=application.version, by=cast.actor(CENTRE_DIRECTOR)
            )

    def test_the_hospital_does_not_close_its_own_so(self, cast):
        with clock.at(DAY):
            application = returned(cast)
        with after(application, 100), pytest.raises(Forbidden):
            idle_applications.lapse(
                application, reason="x", expected=application.version, by=cast.actor(HOSPITAL_ADMIN)
            )


class TestAnew:
    def test_a_new_draft_holds_the_former_answers(self, cast, client):
        old = self.closed(cast)
        client.force_login(cast.people[HOSPITAL_COORDINATOR])
        assert reverse("network:begin_anew", args=[old.uid]) in text(client.get(old.get_absolute_url()))
        client.post(reverse("network:begin_anew", args=[old.uid]))

        made = MembershipApplication.objects.exclude(pk=old.pk).get()
        assert (made.state, made.submitted_at, made.tier) == ("draft", None, old.tier)
        assert {s.code: s.answers for s in made.sections.all()} == {code: {"note": code} for code in SECTIONS}

    def test_only_from_what_was_closed_and_only_the_own(self, cast):
        old, other = self.closed(cast), path.cast()
        by = other.actor(HOSPITAL_COORDINATOR)
        code = refused(lambda: idle_applications.begin_anew(other.hospital, old=old, by=by))
        assert code == "network.application.foreign"
        draft = path.started(other)
        code = refused(lambda: idle_applications.begin_anew(other.hospital, old=draft, by=by))
        assert code == "network.application.not_lapsed"
        assert MembershipApplication.objects.count() == 2

    def closed(self, cast) -> MembershipApplication:
        with clock.at(DAY):
            application = returned(cast)
        with after(application, 60):
            facts = {"reason": "x", "expected": application.version}
            return idle_applications.lapse(application, **facts, by=cast.actor(CENTRE_ADMIN))
