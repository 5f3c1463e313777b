"""Sealed copies, closed hospitals and networks, tiers and opinions: what used to slip through."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from access.actor import Actor
from access.models import LogEntry, Notification
from access.roles import (
    CENTRE_ADMIN,
    CENTRE_DIRECTOR,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
)
from network.domain import agreements, applications, hospitals, memberships, reviews
from network.membership_enums import ExitKind
from network.models import Hospital, Membership, Network
from office.domain.attachments import attach
from office.models import Attachment
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.papers import picture
from tests.factories.people import actor, give, holder
from tests.network.agreement_steps import admit, complete, refused, seal, to_last_step
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


class TestCopies:
    def test_a_refused_copy_is_not_sealed_again_unseen(self, cast):
        agreement = seal(path.admitted(cast), cast, "hospital")
        facts = {"reason": "模糊", "expected": agreement.version}
        agreements.refuse_hospital_copy(agreement, **facts, by=cast.actor(CENTRE_DIRECTOR))

        assert not Attachment.objects.of(agreement).current().exists()
        assert LogEntry.objects.filter(verb="attachment.withdrawn", object_id=agreement.pk).count() == 1
        by = cast.actor(HOSPITAL_COORDINATOR)
        again = agreements.seal_for_hospital
        assert refused(lambda: again(agreement, expected=agreement.version, by=by)) == "network.agreement.copy_missing"

    def test_the_centre_learns_why_its_copy_came_back(self, cast, django_capture_on_commit_callbacks):
        agreement = to_last_step(path.admitted(cast), cast)
        with django_capture_on_commit_callbacks(execute=True):
            facts = {"reason": "缺页", "expected": agreement.version}
            agreements.refuse_centre_copy(agreement, **facts, by=cast.actor(HOSPITAL_ADMIN))

        news = Notification.objects.filter(code="news.agreement.centre_copy_refused")
        assert {row.user_id for row in news} == {cast.people[CENTRE_ADMIN].pk, cast.people[CENTRE_DIRECTOR].pk}
        kinds = set(Attachment.objects.of(agreement).current().values_list("kind", flat=True))
        assert kinds == {"hospital_copy"}

    def test_a_sealed_copy_is_a_scan(self, cast):
        agreement = path.admitted(cast)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("word/document.xml", "x")
        upload = SimpleUploadedFile("协议.docx", packed.getvalue())
        by = cast.actor(HOSPITAL_COORDINATOR)

        assert refused(lambda: attach(agreement, upload, kind="hospital_copy", by=by)) == "office.file.not_a_scan"
        photo = SimpleUploadedFile("a.png", picture(kind="PNG"))
        assert attach(agreement, photo, kind="hospital_copy", by=by).content_type == "image/png"

    def test_whoever_uploaded_one_file_of_the_copy_does_not_confirm_it(self, cast):
        agreement, both = path.admitted(cast), cast.people[HOSPITAL_COORDINATOR]
        give(both, CENTRE_DIRECTOR, cast.network.centre)
        attach(agreement, path.pdf(), kind="hospital_copy", by=Actor.of(both))
        attach(agreement, path.pdf(), kind="hospital_copy", by=cast.actor(HOSPITAL_ADMIN))
        agreements.seal_for_hospital(agreement, expected=agreement.version, by=cast.actor(HOSPITAL_ADMIN))

        self._is_another(agreement, both)

    def test_whoever_said_that_the_copy_is_complete_does_not_confirm_it(self, cast):
        agreement, both = path.admitted(cast), cast.people[HOSPITAL_COORDINATOR]
        give(both, CENTRE_DIRECTOR, cast.network.centre)
        attach(agreement, path.pdf(), kind="hospital_copy", by=cast.actor(HOSPITAL_ADMIN))
        agreements.seal_for_hospital(agreement, expected=agreement.version, by=Actor.of(both))

        self._is_another(agreement, both)

    def _is_another(self, agreement, person) -> None:
        facts = {"code": agreement.check_code, "expected": agreement.version, "by": Actor.of(person)}
        code = refused(lambda: agreements.confirm_hospital_copy(agreement, **facts))
        assert code == "network.agreement.same_person"


class TestClosing:
    @pytest.mark.parametrize("merged", [True, False])
    def test_a_closed_hospital_is_no_member_any_more(self, cast, merged):
        with clock.at("2026-01-10"):
            member = path.joined(cast)
        with clock.at("2026-03-05"):
            into = make.hospital() if merged else None
            facts = {"on": clock.today(), "reason": "撤并", "into": into}
            hospitals.close(cast.hospital, **facts, by=actor(DEPARTMENT_OFFICER))

            member.refresh_from_db()
            assert member.exit_kind == (ExitKind.MERGED if merged else ExitKind.REVOKED)
            assert member.valid_to == clock.today() - timedelta(days=1)
            assert not Membership.objects.active().exists()
            assert Membership.objects.active(member.valid_to).count() == 1
            entry = LogEntry.objects.get(verb="membership.exit", object_id=member.pk)
            assert entry.reason == "撤并"

    def test_nobody_is_admitted_to_or_completes_for_what_is_closed(self, cast):
        under_review = path.under_review(cast)
        other = path.cast()
        ready = to_last_step(path.admitted(other), other)
        # Past the verb, which would have ended both.
        Hospital.objects.update(closed_on=clock.today())

        assert refused(lambda: admit(under_review, cast)) == "network.hospital_closed"
        assert refused(lambda: complete(ready, other)) == "network.hospital_closed"

    def test_nor_to_a_closed_network(self, cast):
        under_review = path.under_review(cast)
        other = path.cast()
        ready = to_last_step(path.admitted(other), other)
        Network.objects.update(closed_on=clock.today())

        assert refused(lambda: admit(under_review, cast)) == "network.application.closed_network"
        assert refused(lambda: complete(ready, other)) == "network.application.closed_network"


class TestTier:
    @pytest.fixture
    def higher(self, cast):
        tier = make.tier()
        make.rule({"fact": "level", "operator": "at_least", "value": "2B"}, tier=tier, network=cast.network)
        return tier

    def _start(self, cast, tier):
        facts = {"network": cast.network, "campus": cast.campus, "tier": tier}
        return applications.start(cast.hospital, **facts, by=cast.actor(HOSPITAL_COORDINATOR))

    def test_a_suspended_member_does_not_ask_for_another_tier(self, cast, higher):
        member = path.joined(cast)
        memberships.suspend(member, reason="x", expected=member.version, by=cast.actor(CENTRE_DIRECTOR))

        assert refused(lambda: self._start(cast, higher)) == "network.application.member_not_active"

    def test_a_warned_member_does(self, cast, higher):
        member = path.joined(cast)
        memberships.warn(member, reason="x", expected=member.version, by=cast.actor(CENTRE_DIRECTOR))

        assert self._start(cast, higher).kind == "tier_change"

    def test_a_member_suspended_meanwhile_is_not_admitted(self, cast, higher):
        member, held = path.joined(cast), cast.tier
        cast.tier = higher
        application = path.under_review(cast)
        memberships.suspend(member, reason="x", expected=member.version, by=cast.actor(CENTRE_DIRECTOR))

        assert held != higher
        assert refused(lambda: admit(application, cast)) == "network.application.member_not_active"

    def test_a_change_of_tier_does_not_end_at_the_tier_already_held(self, cast, higher):
        held = path.joined(cast).tier
        cast.tier = higher
        application = path.under_review(cast)

        assert refused(lambda: admit(application, cast, tier=held, reason="x")) == "network.application.same_tier"

    def test_nobody_is_admitted_at_a_tier_without_a_rule(self, cast):
        application = path.under_review(cast)

        code = refused(lambda: admit(application, cast, tier=make.tier(), reason="x"))

        assert code == "network.application.no_rule"

    def test_who_decides_sees_how_the_hospital_fits_and_the_quota(self, cast, client):
        cast.tier.rules.update(quota=1)
        path.joined(path.cast(network=cast.network, tier=cast.tier))
        application = path.under_review(cast)
        client.force_login(cast.people[CENTRE_DIRECTOR])

        answer = client.get(reverse("network:decide_application", args=[application.uid]))

        assessment = answer.context["assessment"]
        shown = answer.content.decode()
        assert len(assessment.warnings) == 1
        assert assessment.sentence in shown
        assert assessment.warnings[0] in shown


def test_an_opinion_carries_the_role_held_at_this_centre_and_not_the_hat(cast):
    application, user = path.submitted(cast), holder(HOSPITAL_COORDINATOR, make.hospital())
    give(user, CENTRE_DIRECTOR, make.network().centre)
    give(user, CENTRE_ADMIN, cast.network.centre)

    opinion = reviews.give_opinion(application, verdict="support", text="同意", by=Actor.of(user))

    assert opinion.role == CENTRE_ADMIN
