"""The membership path through its verbs, and what memberships are on a day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from access.models import LogEntry, Notification, Task
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import agreements, applications, reviews
from network.membership_enums import ApplicationState
from network.models import Membership
from office.models import Receipt
from tests.factories import exits as leave
from tests.factories import membership as path
from tools import clock

pytestmark = pytest.mark.django_db


def test_whole_path_ends_in_an_active_member_with_its_evidence(django_capture_on_commit_callbacks):
    cast = path.cast()

    with django_capture_on_commit_callbacks(execute=True):
        member = path.joined(cast)

    assert list(Membership.objects.active()) == [member]
    assert (member.hospital, member.campus, member.network, member.tier) == (
        cast.hospital,
        cast.campus,
        cast.network,
        cast.tier,
    )
    application = member.agreement.application
    application.refresh_from_db()
    assert application.state == ApplicationState.COMPLETED
    assert Receipt.objects.of(application).count() == 1
    assert not Task.objects.open().exists()
    verbs = list(
        LogEntry.objects.filter(object_type="network.membershipapplication", verb__startswith="application.")
        .exclude(verb="application.section_saved")
        .order_by("pk")
        .values_list("verb", flat=True)
    )
    assert verbs == [
        "application.started",
        "application.request_signoff",
        "application.submit",
        "application.pass_formal_check",
        "application.admit",
        "application.complete",
    ]
    told = set(Notification.objects.values_list("user", flat=True))
    assert told == {person.pk for person in cast.people.values()}


def test_incomplete_application_names_every_missing_part():
    cast = path.cast()
    application = path.started(cast)

    with pytest.raises(Refused) as refused:
        applications.request_signoff(application, expected=1, by=cast.actor(HOSPITAL_COORDINATOR))

    assert len(refused.value.reason.params["missing"]) == 8
    application.refresh_from_db()
    assert (application.state, application.version) == (ApplicationState.DRAFT, 1)


def test_hospital_below_the_tier_is_told_the_condition():
    cast = path.cast()
    cast.hospital.level = "1A"
    cast.hospital.save()
    application = path.filled_in(cast)

    with pytest.raises(Refused) as refused:
        applications.request_signoff(application, expected=1, by=cast.actor(HOSPITAL_COORDINATOR))

    assert refused.value.reason.code == "network.application.not_eligible"


def test_second_open_application_leads_to_the_first():
    cast = path.cast()
    first = path.started(cast)

    with pytest.raises(Refused) as refused:
        path.started(cast)

    assert refused.value.thing == first


def test_database_refuses_a_second_open_application_too():
    cast = path.cast()
    first = path.started(cast)
    first.pk, first.uid, first.number = None, None, "X-2"
    from tools.identifiers import new_uid

    first.uid = new_uid()
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_replayed_form_changes_nothing_twice():
    cast = path.cast()
    application = path.submitted(cast)
    by = cast.actor(CENTRE_ADMIN)

    reviews.return_for_completion(
        application, remarks={"unit": "补充床位"}, expected=application.version, token="t", by=by
    )
    again = type(application).objects.get(pk=application.pk)
    reviews.return_for_completion(again, remarks={"unit": "补充床位"}, expected=2, token="t", by=by)

    assert again.state == ApplicationState.RETURNED
    assert again.remarks.count() == 1


def test_news_of_a_return_count_the_remarks_that_came_with_it():
    cast = path.cast()
    application = path.submitted(cast)

    reviews.return_for_completion(
        application,
        remarks={"unit": "补充床位", "role": "核对病例数"},
        expected=application.version,
        by=cast.actor(CENTRE_ADMIN),
    )

    counts = {news.params["count"] for news in Notification.objects.filter(code="news.application.returned")}
    assert counts == {2}


def test_stale_version_names_who_was_faster():
    cast = path.cast()
    application = path.submitted(cast)
    old = application.version
    reviews.pass_formal_check(application, expected=old, by=cast.actor(CENTRE_ADMIN))

    with pytest.raises(Refused) as refused:
        reviews.return_for_completion(application, remarks={"unit": "x"}, expected=old, by=cast.actor(CENTRE_ADMIN))

    assert refused.value.reason.params["who"] == cast.people[CENTRE_ADMIN].name
    assert application.remarks.count() == 0


def test_returned_application_is_completed_and_submitted_again():
    cast = path.cast()
    application = path.submitted(cast)
    first_submission = application.submitted_at
    reviews.return_for_completion(
        application, remarks={"leader": "补充联系方式"}, expected=application.version, by=cast.actor(CENTRE_ADMIN)
    )

    applications.request_signoff(application, expected=application.version, by=cast.actor(HOSPITAL_COORDINATOR))
    signoff = path.waiting_signoff(application)
    from network.domain import signoffs

    signoffs.sign(signoff, expected=signoff.version, by=cast.actor(HOSPITAL_ADMIN))

    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED
    assert application.submitted_at == first_submission
    assert not application.remarks.filter(answered_at__isnull=True).exists()
    assert Receipt.objects.of(application).count() == 2


def test_whoever_handed_in_does_not_sign():
    cast = path.cast()
    application = path.filled_in(cast)
    admin = cast.actor(HOSPITAL_ADMIN)
    applications.request_signoff(application, expected=application.version, by=admin)
    signoff = path.waiting_signoff(application)
    from network.domain import signoffs

    with pytest.raises(Refused) as refused:
        signoffs.sign(signoff, expected=signoff.version, by=cast.actor(HOSPITAL_ADMIN))

    assert refused.value.reason.code == "network.signoff.own_request"


def test_wrong_code_on_the_sealed_copy_is_refused():
    cast = path.cast()
    agreement = path.admitted(cast)
    from office.domain.attachments import attach

    attach(agreement, path.pdf(), kind="hospital_copy", by=cast.actor(HOSPITAL_COORDINATOR))
    agreements.seal_for_hospital(agreement, expected=agreement.version, by=cast.actor(HOSPITAL_COORDINATOR))

    with pytest.raises(Refused) as refused:
        agreements.confirm_hospital_copy(
            agreement, code="0000 0000 0000 0000", expected=agreement.version, by=cast.actor(CENTRE_DIRECTOR)
        )

    assert refused.value.reason.code == "network.agreement.wrong_code"


def test_person_with_both_hats_does_not_confirm_the_own_copy():
    cast = path.cast()
    agreement = path.admitted(cast)
    from office.domain.attachments import attach
    from tests.factories.people import give

    both = cast.people[HOSPITAL_COORDINATOR]
    give(both, CENTRE_ADMIN, cast.network.centre)
    attach(agreement, path.pdf(), kind="hospital_copy", by=cast.actor(HOSPITAL_COORDINATOR))
    agreements.seal_for_hospital(agreement, expected=agreement.version, by=cast.actor(HOSPITAL_COORDINATOR))

    with pytest.raises(Refused) as refused:
        agreements.confirm_hospital_copy(
            agreement, code=agreement.check_code, expected=agreement.version, by=cast.actor(HOSPITAL_COORDINATOR)
        )

    assert refused.value.reason.code == "network.agreement.same_person"


def test_foreign_centre_cannot_decide():
    cast, other = path.cast(), path.cast()
    application = path.under_review(cast)

    with pytest.raises(Forbidden):
        reviews.decline(application, reason="no", expected=application.version, by=other.actor(CENTRE_DIRECTOR))


def test_member_changes_its_tier_and_keeps_its_number():
    cast = path.cast()
    with clock.at("2026-01-10"):
        member = path.joined(cast)
    from tests.factories import network as make

    higher = make.tier()
    make.rule({"fact": "level", "operator": "at_least", "value": "3A"}, tier=higher, network=cast.network)
    cast.tier = higher

    with clock.at("2026-03-05"):
        changed = path.joined(cast)

    member.refresh_from_db()
    assert (changed.follows, changed.number, changed.tier) == (member, member.number, higher)
    assert member.valid_to == changed.valid_from - timedelta(days=1)
    assert list(Membership.objects.active(date(2026, 3, 4))) == [member]
    assert list(Membership.objects.active(date(2026, 3, 5))) == [changed]


@pytest.mark.both
def test_database_refuses_overlapping_memberships():
    cast = path.cast()
    member = path.joined(cast)
    from tools.identifiers import new_uid

    member.pk, member.uid, member.agreement = None, new_uid(), None

    with pytest.raises(IntegrityError), transaction.atomic():
        member.save(force_insert=True)


@pytest.mark.both
def test_database_refuses_to_stretch_a_membership_over_the_next():
    cast = path.cast()
    with clock.at("2026-01-10"):
        first = path.joined(cast)
        leave.ended(cast, first)
    with clock.at("2026-02-10"):
        path.joined(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=first.pk).update(valid_to=date(2026, 3, 1))
