"""What used to go wrong between admission and the first day of a membership, and around its end."""

from datetime import timedelta

import pytest
from django.urls import reverse

from access.models import LogEntry, Notification, Task
from access.refusals import Forbidden
from access.roles import (
    CENTRE_ADMIN,
    CENTRE_DIRECTOR,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
)
from network.domain import agreements, applications, reviews
from network.membership_enums import AgreementState, ApplicationState
from network.models import Agreement, Membership
from office.domain.attachments import attach
from tests.factories import exits as leave
from tests.factories import membership as path
from tests.network.agreement_steps import admit, complete, refused, seal, to_last_step, withdraw
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


class TestWithdrawing:
    def test_an_admitted_application_takes_its_agreement_and_every_task_with_it(self, cast):
        agreement = path.admitted(cast)
        seal(agreement, cast, "hospital")

        application = withdraw(agreement.application, cast.actor(HOSPITAL_ADMIN))

        agreement.refresh_from_db()
        assert (application.state, agreement.state) == (ApplicationState.WITHDRAWN, AgreementState.CANCELLED)
        assert not Task.objects.open().exists()
        assert LogEntry.objects.filter(verb="agreement.cancel", object_id=agreement.pk, reason="暂缓").exists()

    def test_a_cancelled_agreement_takes_no_copy_and_no_step(self, cast, client):
        agreement = path.admitted(cast)
        withdraw(agreement.application, cast.actor(HOSPITAL_ADMIN))
        agreement.refresh_from_db()
        by = cast.actor(HOSPITAL_COORDINATOR)

        assert refused(lambda: attach(agreement, path.pdf(), kind="hospital_copy", by=by))
        assert refused(lambda: agreements.seal_for_hospital(agreement, expected=agreement.version, by=by))
        client.force_login(cast.people[HOSPITAL_COORDINATOR])
        assert client.get(agreement.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize("state", [ApplicationState.WITHDRAWN, ApplicationState.DECLINED])
    def test_an_agreement_goes_no_further_unless_its_application_is_admitted(self, cast, state):
        agreement = path.admitted(cast)
        attach(agreement, path.pdf(), kind="hospital_copy", by=cast.actor(HOSPITAL_COORDINATOR))
        rows = type(agreement.application).objects.filter(pk=agreement.application_id)
        rows.update(state=state, decision_reason="x")

        facts = {"expected": agreement.version, "by": cast.actor(HOSPITAL_COORDINATOR)}
        code = refused(lambda: agreements.seal_for_hospital(agreement, **facts))

        assert code == "network.agreement.not_admitted"

    @pytest.mark.parametrize("verb", [applications.withdraw, applications.withdraw_submitted])
    @pytest.mark.parametrize("stage", [path.submitted, path.under_review])
    def test_the_coordinator_does_not_withdraw_what_the_centre_has(self, cast, stage, verb):
        application = stage(cast)

        with pytest.raises(Forbidden):
            withdraw(application, cast.actor(HOSPITAL_COORDINATOR), verb)

        withdraw(application, cast.actor(HOSPITAL_ADMIN))
        assert application.state == ApplicationState.WITHDRAWN

    def test_nor_after_it_came_back_and_was_handed_in_again(self, cast):
        application, by = path.submitted(cast), cast.actor(HOSPITAL_COORDINATOR)
        reviews.return_for_completion(
            application, remarks={"unit": "补充"}, expected=application.version, by=cast.actor(CENTRE_ADMIN)
        )
        with pytest.raises(Forbidden):
            withdraw(application, by, applications.withdraw)
        applications.request_signoff(application, expected=application.version, by=by)

        assert refused(lambda: withdraw(application, by, applications.withdraw)) == "access.no_role"

        withdraw(application, cast.actor(HOSPITAL_ADMIN), applications.withdraw)
        assert application.state == ApplicationState.WITHDRAWN

    def test_the_coordinator_withdraws_what_has_not_left_the_hospital(self, cast):
        for stage in (path.started, path.handed_in):
            application = withdraw(stage(cast), cast.actor(HOSPITAL_COORDINATOR), applications.withdraw)
            assert application.state == ApplicationState.WITHDRAWN

    def test_the_page_offers_the_administrator_the_step(self, cast, client):
        application = path.submitted(cast)
        client.force_login(cast.people[HOSPITAL_ADMIN])
        url = reverse("network:application_step", args=[application.uid])

        client.post(url, {"action": "withdraw_submitted", "reason": "x", "version": application.version, "token": "t"})

        application.refresh_from_db()
        assert application.state == ApplicationState.WITHDRAWN

    @pytest.mark.parametrize(("stage", "is_told"), [(path.under_review, True), (path.started, False)])
    def test_the_centre_is_told_when_it_has_the_application(
        self, cast, stage, is_told, django_capture_on_commit_callbacks
    ):
        application = stage(cast)
        with django_capture_on_commit_callbacks(execute=True):
            verb = applications.withdraw_submitted if is_told else applications.withdraw
            withdraw(application, cast.actor(HOSPITAL_ADMIN), verb)

        told = set(Notification.objects.filter(code="news.application.withdrawn").values_list("user", flat=True))
        assert told == ({cast.people[CENTRE_ADMIN].pk, cast.people[CENTRE_DIRECTOR].pk} if is_told else set())


class TestTerm:
    @pytest.mark.parametrize(
        ("days", "field", "code"),
        [
            ((-300, -1), "term_to", "past_end"),
            ((-300, 0), "term_to", "past_end"),
            ((-400, 400), "term_from", "far_begin"),
            ((400, 800), "term_from", "far_begin"),
            ((0, 365 * 40), "term_to", "long_term"),
            ((5, 5), "term_to", "bad_term"),
        ],
    )
    def test_a_term_that_cannot_be_meant_is_refused_at_its_field(self, cast, client, days, field, code):
        application = path.under_review(cast)

        assert refused(lambda: admit(application, cast, days=days)) == f"network.agreement.{code}"

        client.force_login(cast.people[CENTRE_DIRECTOR])
        application.refresh_from_db()
        today = clock.today()
        data = {"tier": cast.tier.pk, "version": application.version, "token": "t"}
        data |= {"term_from": today + timedelta(days=days[0]), "term_to": today + timedelta(days=days[1])}
        answer = client.post(reverse("network:decide_application", args=[application.uid]), data)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
        assert not Agreement.objects.exists()

    def test_a_term_of_twice_the_networks_years_is_agreed(self, cast):
        from network.terms import years_after

        application, today = path.under_review(cast), clock.today()
        longest = years_after(today, 2 * cast.network.term_years)

        admit(application, cast, term_from=today, term_to=longest)

        assert application.agreement.term_to == longest

    def test_an_agreement_whose_term_is_over_is_not_completed(self, cast, client):
        application = path.under_review(cast)
        admit(application, cast, days=(0, 30))
        agreement = to_last_step(application.agreement, cast)

        with clock.at(clock.now() + timedelta(days=31)):
            client.force_login(cast.people[HOSPITAL_ADMIN])
            answer = client.post(
                reverse("network:confirm_agreement", args=[agreement.uid]),
                {"code": agreement.check_code, "version": agreement.version, "token": "t"},
            )
            assert refused(lambda: complete(agreement, cast)) == "network.agreement.no_day_left"

        assert answer.status_code == 422
        assert not Membership.objects.exists()


class TestOneMembership:
    def _upcoming(self, cast) -> Membership:
        days = {"valid_from": clock.today() + timedelta(days=10), "valid_to": clock.today() + timedelta(days=90)}
        place = {"hospital": cast.hospital, "campus": cast.campus, "network": cast.network, "tier": cast.tier}
        return Membership.objects.create(number="X-001", **place, **days)

    def test_an_upcoming_member_does_not_join_again(self, cast):
        first = path.under_review(cast)
        admit(first, cast, days=(30, 400))
        complete(to_last_step(first.agreement, cast), cast)

        assert refused(lambda: path.started(cast)) == "network.application.member_not_active"

    def test_nor_is_one_admitted_who_became_an_upcoming_member_meanwhile(self, cast):
        application = path.under_review(cast)
        self._upcoming(cast)

        assert refused(lambda: admit(application, cast)) == "network.application.already_member"

    def test_another_membership_that_came_meanwhile_stands_in_the_way_of_the_last_step(self, cast, client):
        agreement = to_last_step(path.admitted(cast), cast)
        self._upcoming(cast)

        assert refused(lambda: complete(agreement, cast)) == "network.application.already_member"

        client.force_login(cast.people[HOSPITAL_ADMIN])
        answer = client.post(
            reverse("network:confirm_agreement", args=[agreement.uid]),
            {"code": agreement.check_code, "version": agreement.version, "token": "t"},
        )
        assert answer.status_code == 422

    def test_who_left_today_joins_again_from_tomorrow(self, cast):
        member = path.joined(cast)
        today = clock.today()
        leave.ended(cast, member)

        again = path.joined(cast)

        assert again.valid_from == today + timedelta(days=1)
