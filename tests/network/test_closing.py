"""What ends with a hospital or a campus besides its memberships: applications, sign-offs, agreements, the shelf."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from access import beats, inbox
from access.domain import invitations
from access.models import Invitation, LogEntry, Notification, RoleAssignment, Task
from access.refusals import Refused
from access.roles import (
    CENTRE_ADMIN,
    CENTRE_DIRECTOR,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    INVESTIGATOR,
)
from network.domain import assessment_appeals, campuses, hospitals, memberships, networks, reviews, signoffs
from network.models import Agreement, MembershipApplication, SignOff
from office.models import Attachment, StandingDocument
from tests.factories import assessments, exits, people, seasons
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.papers import standing, upload
from tests.factories.people import actor
from tests.network.agreement_steps import refused
from tests.network.reading import text
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


@pytest.fixture
def officer():
    return actor(DEPARTMENT_OFFICER)


def returned(cast) -> MembershipApplication:
    """With the hospital again, with a remark."""
    application, by = path.submitted(cast), cast.actor(CENTRE_ADMIN)
    facts = {"remarks": {"department": "补充"}, "expected": application.version, "by": by}
    return reviews.return_for_completion(application, **facts)


def admitted(cast) -> MembershipApplication:
    """With an agreement that is out."""
    return path.admitted(cast).application


class TestApplications:
    @pytest.mark.parametrize(
        ("stage", "is_told"),
        [(path.started, False), (path.handed_in, False), (returned, True), (admitted, True)],
    )
    def test_they_end_with_the_hospital_and_the_centre_is_told(self, cast, officer, stage, is_told):
        application = stage(cast)
        hospitals.close(cast.hospital, on=clock.today(), reason="撤并", by=officer)

        application.refresh_from_db()
        assert application.state == "withdrawn"
        assert not SignOff.objects.filter(state="waiting").exists()
        assert set(Agreement.objects.values_list("state", flat=True)) <= {"cancelled"}
        assert not Task.objects.open().exists()
        entry = LogEntry.objects.get(object_id=application.pk, verb__startswith="application.withdraw")
        assert (entry.reason, entry.actor_label) == ("撤并", officer.label)
        told = Notification.objects.filter(code="news.application.ended_by_closing")
        centre = {cast.people[CENTRE_ADMIN], cast.people[CENTRE_DIRECTOR]}
        assert {row.user for row in told} == (centre if is_told else set())
        assert all(str(cast.hospital) in str(row) for row in told)

    def test_they_end_with_a_campus_and_others_go_on(self, officer, cast):
        cast.campus = make.campus(hospital=cast.hospital)
        application = returned(cast)
        other = path.cast(hospital=cast.hospital, people=cast.people)
        kept = path.started(other)
        campuses.close(cast.campus, on=clock.today(), reason="搬迁", by=officer)

        assert set(MembershipApplication.objects.open()) == {kept}
        assert application not in MembershipApplication.objects.open()
        told = Notification.objects.filter(code="news.application.ended_by_closing").first()
        assert str(cast.campus) in str(told)

    def test_the_network_can_close_when_a_hospital_with_a_returned_application_has_closed(self, cast, officer):
        returned(cast)
        assert refused(lambda: networks.close(cast.network, on=clock.today(), reason="x", by=officer)) == (
            "network.network.applications_open"
        )
        hospitals.close(cast.hospital, on=clock.today(), reason="撤并", by=officer)

        assert networks.close(cast.network, on=clock.today(), reason="x", by=officer).closed_on == clock.today()


class TestDecline:
    @pytest.mark.parametrize("stage", [path.submitted, returned])
    def test_the_centre_declines_what_is_not_under_review(self, cast, officer, stage, client):
        application = stage(cast)
        client.force_login(cast.people[CENTRE_DIRECTOR])
        url = reverse("network:decline_application", args=[application.uid])
        assert url in text(client.get(application.get_absolute_url()))

        client.post(url, {"reason": "逾期未补正", "version": application.version, "token": "t"})

        application.refresh_from_db()
        assert (application.state, application.decision_reason) == ("declined", "逾期未补正")
        assert not Task.objects.open().exists()
        assert Notification.objects.filter(code="news.application.declined").count() == 2
        assert networks.close(cast.network, on=clock.today(), reason="x", by=officer).closed_on


class TestShelf:
    def test_nothing_of_a_closed_hospital_is_to_be_renewed(self, cast, officer):
        by, last = cast.actor(HOSPITAL_COORDINATOR), clock.today() + timedelta(days=10)
        document = standing(cast.hospital, by=by, valid_to=last)
        elsewhere = make.hospital()
        other = standing(elsewhere, by=actor(HOSPITAL_COORDINATOR, elsewhere), valid_to=last)
        beats.run("office.shelf")
        hospitals.close(cast.hospital, on=clock.today(), reason="撤" * 400, by=officer)
        beats.run("office.shelf")

        assert set(Task.objects.open().values_list("object_id", flat=True)) == {other.pk}
        document.refresh_from_db()
        assert (document.state, document.end_reason) == ("ended", "撤" * 300)
        assert Attachment.objects.of(document).current().count() == 1
        assert set(StandingDocument.objects.live()) == {other}

    def test_nothing_more_is_put_onto_it(self, cast, officer, client):
        hospitals.close(cast.hospital, on=clock.today(), reason="撤并", by=officer)
        by = actor(HOSPITAL_COORDINATOR, cast.hospital)
        assert refused(lambda: standing(cast.hospital, by=by)) == "office.shelf.hospital_closed"

        client.force_login(by.user)
        posted = {"kind": "licence", "number": "1", "issuer": "卫健委", "valid_from": "2026-01-01", "file": upload()}
        answer = client.post(reverse("office:add_standing_document"), posted)

        assert answer.status_code == 422
        assert str(cast.hospital) in " ".join(answer.context["form"].non_field_errors())
        assert not StandingDocument.objects.exists()


class TestPeople:
    def test_roles_and_invitations_end_on_the_day_and_nothing_is_left_to_nobody(self, cast, officer):
        member = path.joined(cast)
        by = cast.actor(CENTRE_ADMIN)
        memberships.warn(member, reason="迟报", expected=member.version, by=by)
        member.refresh_from_db()
        visit = exits.visit(cast, member)
        invitation, _secret = invitations.invite(
            cast.hospital, name="新同事", role=HOSPITAL_COORDINATOR, by=cast.actor(HOSPITAL_ADMIN)
        )
        people.give(people.person(), INVESTIGATOR, cast.hospital, valid_from=clock.today() + timedelta(days=9))
        at_hospital = {"scope_kind": "hospital", "scope_id": cast.hospital.pk}
        appeal = assessments.appeal_written(cast, assessments.announced(cast, assessments.POOR))
        hospital_side = cast.actor(HOSPITAL_COORDINATOR)
        appeal = assessment_appeals.request_signoff(appeal, expected=appeal.version, by=hospital_side)
        waiting = SignOff.objects.get(object_type=appeal._meta.label_lower, state="waiting")
        signoffs.send_back(waiting, expected=waiting.version, reason="补充理由", by=cast.actor(HOSPITAL_ADMIN))
        assert Task.objects.open().filter(**at_hospital).exists()

        hospitals.close(cast.hospital, on=clock.today(), reason="撤销", by=officer)

        held = RoleAssignment.objects.filter(**at_hospital)
        tomorrow = clock.today() + timedelta(days=10)
        assert (held.count(), held.valid().count(), held.valid(tomorrow).count()) == (3, 0, 0)
        assert Invitation.objects.get(pk=invitation.pk).status == "revoked"
        visit.refresh_from_db()
        assert visit.state == "cancelled"
        assert not Task.objects.open().filter(**at_hospital).exists()
        handed = Task.objects.open().get(kind="task.hospital.left_open")
        assert (handed.role, handed.scope_id) == (CENTRE_ADMIN, cast.network.centre_id)
        assert str(cast.hospital) in str(handed) and appeal.number in str(handed)
        owners = {(task.role, task.scope_kind, task.scope_id) for task in Task.objects.open()}
        assert all(inbox.holders(role, kind, place) for role, kind, place in owners)

    def test_what_waited_for_a_signature_is_a_draft_again(self, cast, officer):
        seasons.rule()
        seasons.backdate(path.joined(cast), date(2020, 1, 1), years=12)
        with clock.at("2026-02-10 09:00"):
            found = seasons.handed_in(cast.hospital, cast.actor(HOSPITAL_COORDINATOR))
            hospitals.close(cast.hospital, on=clock.today(), reason="撤销", by=officer)
            found.refresh_from_db()
            assert found.state == "draft"
            assert not SignOff.objects.filter(state="waiting").exists()
            assert not Task.objects.open().filter(scope_kind="hospital").exists()


class TestNetworks:
    def test_what_waits_for_seals_is_named(self, cast, officer):
        application = admitted(cast)
        with pytest.raises(Refused) as error:
            networks.close(cast.network, on=clock.today(), reason="x", by=officer)
        reason = error.value.reason
        assert (reason.code, reason.params["numbers"]) == ("network.network.seals_missing", [application.number])

    @pytest.mark.parametrize("of", ["network", "centre"])
    def test_an_assessment_under_way_is_asked_about_and_cancelled_with_the_reason(self, cast, officer, client, of):
        path.joined(cast)
        round_ = assessments.opened(cast)
        thing = cast.network if of == "network" else cast.network.centre
        client.force_login(officer.user)
        url = reverse(f"network:close_{of}", args=[thing.uid])
        assert "cancel_rounds" in client.get(url).context["form"].fields
        day = clock.today() + timedelta(days=1)
        with clock.at(f"{day} 09:00"):
            posted = {"on": day.isoformat(), "reason": "网络撤并"}
            answer = client.post(url, posted)
            assert answer.status_code == 422
            assert str(round_.year) in " ".join(answer.context["form"].non_field_errors())
            assert client.post(url, posted | {"cancel_rounds": "on"}).status_code == 302

        round_.refresh_from_db()
        cast.network.refresh_from_db()
        assert (round_.state, round_.reason, cast.network.closed_on) == ("cancelled", "网络撤并", day)
        assert not round_.assessments.exclude(state="cancelled").exists()
        assert not Task.objects.open().filter(kind__startswith="task.assessment").exists()
