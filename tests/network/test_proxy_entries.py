"""Entering for a hospital from paper: marked until the hospital has confirmed, by its people or on sealed paper."""

from datetime import timedelta

import pytest

from access.actor import Actor
from access.models import LogEntry, Notification, Task
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import applications, proxy_answers, proxy_letters, reviews, signoffs
from network.models import HospitalProfile, MembershipApplication, ProxyEntry, SignOff
from office.domain.attachments import attach
from office.models import Attachment, Receipt
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import proxies
from tests.factories.people import give, holder
from tests.factories.proxies import admit, under_review, waiting
from tests.network.agreement_steps import refused
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


@pytest.fixture
def entry(cast):
    return proxies.entered(cast)


class TestEntering:
    def test_the_application_is_with_the_centre_at_once_and_marked(self, cast, entry):
        application = proxies.application_of(entry)
        assert (application.state, entry.state, application.number) == ("submitted", "entered", entry.number)
        assert {row.code for row in application.sections.all()} == {
            "department",
            "leader",
            "research",
            "role",
            "commitment",
        }
        assert [paper.kind for paper in Attachment.objects.of(entry)] == ["paper"]
        unconfirmed = MembershipApplication.objects.of_origin("unconfirmed")
        assert list(unconfirmed.visible_to(cast.actor(CENTRE_ADMIN))) == [application]
        assert not MembershipApplication.objects.of_origin("own").exists()

    def test_the_hospital_is_asked_and_the_logbook_says_who_entered_for_whom(self, cast, entry):
        tasks = Task.objects.open().filter(object_type="network.proxyentry")
        asked = {(task.role, task.scope_kind, task.scope_id, task.due_on) for task in tasks}
        assert asked == {
            (role, "hospital", cast.hospital.pk, entry.expires_on) for role in (HOSPITAL_ADMIN, HOSPITAL_COORDINATOR)
        }
        told = Notification.objects.filter(code="news.proxy.entered").values_list("user_id", flat=True)
        assert set(told) == {cast.people[HOSPITAL_ADMIN].pk, cast.people[HOSPITAL_COORDINATOR].pk}
        logged = LogEntry.objects.get(verb="application.entered_from_paper")
        assert logged.actor_id == cast.people[CENTRE_ADMIN].pk
        assert logged.changes["hospital"][1] == str(cast.hospital)

    def test_it_opens_nothing_of_the_hospitals_profile(self, cast, entry):
        receipt = Receipt.objects.of(entry.application).get()
        assert receipt.content["hospital_profile"] == {}
        profiles = HospitalProfile.objects.filter(hospital=cast.hospital)
        assert not profiles.visible_to(cast.actor(CENTRE_ADMIN)).exists()
        proxy_answers.confirm(entry, expected=entry.version, by=cast.actor(HOSPITAL_ADMIN))
        assert profiles.visible_to(cast.actor(CENTRE_ADMIN)).exists()

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"signed_on": "tomorrow"}, "network.proxy.in_future"),
            ({"sections": {}}, "network.proxy.section_missing"),
        ],
    )
    def test_a_paper_that_cannot_be_is_refused_and_nothing_is_kept(self, cast, changed, code):
        if "signed_on" in changed:
            changed = {"signed_on": clock.today() + timedelta(days=1)}
        assert refused(lambda: proxies.entered(cast, **changed)) == code
        assert not MembershipApplication.objects.exists()
        assert not ProxyEntry.objects.exists()

    def test_a_draft_of_the_hospital_is_not_told_of_by_its_number(self, cast):
        draft = path.started(cast)
        with pytest.raises(Refused) as found:
            proxies.entered(cast)
        assert found.value.reason.code == "network.proxy.applies_already"
        assert draft.number not in str(found.value.reason)

    def test_a_member_asks_for_another_tier_itself(self, cast):
        path.joined(cast)
        assert refused(lambda: proxies.entered(cast, tier=make.tier())) == "network.proxy.member_already"

    @pytest.mark.parametrize("role", [CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR])
    def test_only_the_secretary_of_the_networks_centre_enters(self, cast, role):
        with pytest.raises(Forbidden):
            proxies.entered(cast, by=cast.actor(role))
        with pytest.raises(Forbidden):
            proxies.entered(cast, by=path.cast().actor(CENTRE_ADMIN))
        assert not ProxyEntry.objects.exists()

    def test_the_paper_stays_as_it_was(self, cast, entry):
        by = cast.actor(CENTRE_ADMIN)
        assert refused(lambda: attach(entry, path.pdf(), kind="paper", by=by)) == "network.proxy.paper_fixed"


class TestAnswer:
    def test_nobody_is_admitted_before_the_hospital_has_confirmed(self, cast, entry):
        application = under_review(entry, cast)
        assert refused(lambda: admit(application, cast)) == "network.proxy.unconfirmed"
        proxy_answers.confirm(entry, expected=entry.version, by=cast.actor(HOSPITAL_ADMIN))
        assert admit(proxies.application_of(entry), cast).state == "admitted"

    def test_confirmed_it_asks_nobody_any_more_and_gives_a_receipt_with_the_profile(self, cast, entry):
        proxy_letters.print_letter(entry, expected=entry.version, by=cast.actor(CENTRE_ADMIN))
        proxy_answers.confirm(entry, expected=entry.version, by=cast.actor(HOSPITAL_ADMIN))
        assert (entry.state, entry.code_hash, entry.answered_by) == ("confirmed", "", cast.people[HOSPITAL_ADMIN])
        assert not Task.objects.open().filter(object_type="network.proxyentry").exists()
        newest = Receipt.objects.of(entry.application).order_by("-pk").first()
        assert newest.content["hospital_profile"] != {}
        assert Notification.objects.filter(code="news.proxy.confirmed").count() == 4

    @pytest.mark.parametrize("role", [HOSPITAL_COORDINATOR, CENTRE_ADMIN, CENTRE_DIRECTOR])
    def test_only_the_hospitals_administrator_answers(self, cast, entry, role):
        for by in (cast.actor(role), path.cast().actor(HOSPITAL_ADMIN)):
            with pytest.raises(Forbidden):
                proxy_answers.confirm(entry, expected=entry.version, by=by)
            with pytest.raises(Forbidden):
                proxy_answers.contest(entry, reason="r", expected=entry.version, by=by)
        entry.refresh_from_db()
        assert entry.state == "entered"

    def test_whoever_entered_it_does_not_confirm_with_another_hat(self, cast, entry):
        give(cast.people[CENTRE_ADMIN], HOSPITAL_ADMIN, cast.hospital)
        by = cast.actor(CENTRE_ADMIN)
        code = refused(lambda: proxy_answers.confirm(entry, expected=entry.version, by=by))
        assert code == "network.proxy.own_entry"

    def test_contested_it_goes_back_with_the_reason_until_the_hospital_has_signed_itself(self, cast, entry):
        by = cast.actor(HOSPITAL_ADMIN)
        assert refused(lambda: proxy_answers.contest(entry, reason=" ", expected=1, by=by)) == "lifecycle.needs_reason"
        proxy_answers.contest(entry, reason="床位数有误", expected=entry.version, by=by)
        application = proxies.application_of(entry)
        assert (entry.state, entry.reason, application.state) == ("contested", "床位数有误", "returned")
        told = Notification.objects.filter(code="news.proxy.contested").values_list("user_id", flat=True)
        assert {cast.people[CENTRE_ADMIN].pk, cast.people[CENTRE_DIRECTOR].pk} <= set(told)
        assert not Notification.objects.filter(code="news.application.returned").exists()

        self._hand_in(application, cast)
        entry.refresh_from_db()
        assert (proxies.application_of(entry).state, entry.state) == ("submitted", "confirmed")

    def _hand_in(self, application, cast):
        by = cast.actor(HOSPITAL_COORDINATOR)
        applications.save_section(application, code="unit", answers={"confirmed": True}, expected=0, by=by)
        for kind in ("licence", "commitment_letter"):
            attach(application, path.pdf(f"{kind}.pdf"), kind=kind, by=by)
        applications.request_signoff(application, expected=application.version, by=by)
        signoff = path.waiting_signoff(application)
        signoffs.sign(signoff, expected=signoff.version, by=cast.actor(HOSPITAL_ADMIN))

    def test_the_hospitals_own_signature_counts_after_the_day_too(self, cast, entry):
        proxy_answers.contest(entry, reason="r", expected=entry.version, by=cast.actor(HOSPITAL_ADMIN))
        with clock.at(clock.now() + timedelta(days=40)):
            self._hand_in(proxies.application_of(entry), cast)
        entry.refresh_from_db()
        assert entry.state == "confirmed"

    def test_a_coordinator_hands_it_to_the_administrator(self, cast, entry):
        proxy_answers.ask_administrator(entry, expected=entry.version, by=cast.actor(HOSPITAL_COORDINATOR))
        again = refused(
            lambda: proxy_answers.ask_administrator(entry, expected=1, by=cast.actor(HOSPITAL_COORDINATOR))
        )
        assert again == "network.proxy.waits_already"
        signoff = waiting(entry)
        signoffs.sign(signoff, expected=signoff.version, by=cast.actor(HOSPITAL_ADMIN))
        entry.refresh_from_db()
        assert (entry.state, SignOff.objects.get(pk=signoff.pk).state) == ("confirmed", "signed")

    def test_returned_in_the_queue_it_is_contested(self, cast, entry):
        proxy_answers.ask_administrator(entry, expected=entry.version, by=cast.actor(HOSPITAL_COORDINATOR))
        signoff = waiting(entry)
        signoffs.send_back(signoff, reason="不是我院", expected=signoff.version, by=cast.actor(HOSPITAL_ADMIN))
        entry.refresh_from_db()
        assert (entry.state, entry.reason) == ("contested", "不是我院")

    def test_confirmed_beside_the_queue_it_leaves_the_queue(self, cast, entry):
        proxy_answers.ask_administrator(entry, expected=entry.version, by=cast.actor(HOSPITAL_COORDINATOR))
        signoff = waiting(entry)
        proxy_answers.confirm(entry, expected=entry.version, by=cast.actor(HOSPITAL_ADMIN))
        signoff.refresh_from_db()
        assert signoff.state == "cancelled"

    def test_the_second_of_two_answers_is_told_who_was_faster(self, cast, entry):
        other = ProxyEntry.objects.get(pk=entry.pk)
        proxy_answers.confirm(entry, expected=1, by=cast.actor(HOSPITAL_ADMIN))
        with pytest.raises(Stale):
            proxy_answers.contest(other, reason="r", expected=1, by=cast.actor(HOSPITAL_ADMIN))
        assert proxies.application_of(entry).state == "submitted"

    def test_a_form_sent_again_changes_nothing(self, cast, entry):
        by = cast.actor(HOSPITAL_ADMIN)
        for _ in range(2):
            proxy_answers.confirm(entry, expected=1, token="t", by=by)
        assert (entry.version, Receipt.objects.of(entry.application).count()) == (2, 2)

    def test_an_ended_application_asks_nobody(self, cast, entry):
        application = proxies.application_of(entry)
        reviews.decline(application, reason="r", expected=application.version, by=cast.actor(CENTRE_DIRECTOR))
        assert not Task.objects.open().filter(object_type="network.proxyentry").exists()
        code = refused(lambda: proxy_answers.confirm(entry, expected=1, by=cast.actor(HOSPITAL_ADMIN)))
        assert code == "network.proxy.not_before_centre"

    def test_the_first_administrator_finds_it_in_the_inbox(self, cast):
        lonely = path.cast(hospital=make.hospital(), network=cast.network, tier=cast.tier, people=cast.people)
        entry = proxies.entered(lonely)
        first = Actor.of(holder(HOSPITAL_ADMIN, lonely.hospital))
        assert Task.objects.open().owned_by(first).filter(object_id=entry.pk, kind="task.proxy.confirm").exists()
        assert proxy_answers.confirm(entry, expected=1, by=first).state == "confirmed"
