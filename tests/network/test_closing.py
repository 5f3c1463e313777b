"""What ends with a hospital or a campus besides its memberships: applications, sign-offs, agreements, the shelf."""

from datetime import timedelta

import pytest
from django.urls import reverse

from access import beats
from access.models import LogEntry, Notification, Task
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, DEPARTMENT_OFFICER, HOSPITAL_COORDINATOR
from network.domain import campuses, hospitals, networks, reviews
from network.models import Agreement, MembershipApplication, SignOff
from office.models import Attachment, StandingDocument
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
        by = cast.actor(HOSPITAL_COORDINATOR)
        assert refused(lambda: standing(cast.hospital, by=by)) == "office.shelf.hospital_closed"

        client.force_login(by.user)
        posted = {"kind": "licence", "number": "1", "issuer": "卫健委", "valid_from": "2026-01-01", "file": upload()}
        answer = client.post(reverse("office:add_standing_document"), posted)

        assert answer.status_code == 422
        assert str(cast.hospital) in " ".join(answer.context["form"].non_field_errors())
        assert not StandingDocument.objects.exists()
