"""How the door finds out: stages of an application, grants to named colleagues, dates of roles, and its price."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access import door, scopes
from access.actor import Actor
from access.models import RoleAssignment
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, SUPERVISOR
from network.domain import applications, reviews, signoffs
from network.models import Agreement, MembershipApplication
from office.models import Attachment, Receipt
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import actor, give, holder, person
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.both]

VIEW, CHANGE = "network.view_membershipapplication", "network.change_membershipapplication"


def _viewers(cast):
    """People who may come to see the application of a cast, and people who never may."""
    others = path.cast(network=make.network(), tier=cast.tier)
    return {
        "coordinator": cast.people[HOSPITAL_COORDINATOR],
        "centre": cast.people[CENTRE_ADMIN],
        "region": holder(SUPERVISOR, cast.campus.region),
        "province": holder(DEPARTMENT_OFFICER),
        "other hospital": others.people[HOSPITAL_ADMIN],
        "other centre": others.people[CENTRE_ADMIN],
        "other region": holder(SUPERVISOR, make.region()),
    }


def _see(viewers, application) -> set[str]:
    rows = MembershipApplication.objects.filter(pk=application.pk)
    return {name for name, user in viewers.items() if rows.visible_to(Actor.of(user)).exists()}


EVERY_SIDE = {"coordinator", "centre", "region", "province"}


def test_an_application_is_seen_outside_its_hospital_from_its_first_submission_on():
    cast = path.cast()
    viewers = _viewers(cast)

    application = path.handed_in(cast)
    assert _see(viewers, application) == {"coordinator"}

    signoff = path.waiting_signoff(application)
    signoffs.sign(signoff, expected=signoff.version, by=cast.actor(HOSPITAL_ADMIN))
    application.refresh_from_db()
    assert _see(viewers, application) == EVERY_SIDE

    secretary = cast.actor(CENTRE_ADMIN)
    reviews.return_for_completion(application, remarks={"unit": "补充"}, expected=application.version, by=secretary)
    assert _see(viewers, application) == EVERY_SIDE

    admin = cast.actor(HOSPITAL_ADMIN)
    applications.withdraw_submitted(application, reason="不再申请", expected=application.version, by=admin)
    assert _see(viewers, application) == EVERY_SIDE


def test_an_application_withdrawn_before_it_was_sent_stays_with_its_hospital():
    cast = path.cast()
    viewers = _viewers(cast)
    application = path.started(cast)

    applications.withdraw(application, reason="不再申请", expected=1, by=cast.actor(HOSPITAL_COORDINATOR))

    assert _see(viewers, application) == {"coordinator"}


def test_a_named_colleague_sees_the_one_application_and_its_papers_until_sharing_ends():
    cast = path.cast()
    application, other = path.submitted(cast), path.submitted(path.cast())
    colleague, coordinator = person(), cast.actor(HOSPITAL_COORDINATOR)
    assert not MembershipApplication.objects.visible_to(Actor.of(colleague)).exists()

    applications.share(application, colleague=colleague, by=coordinator)

    sees = Actor.of(colleague)
    assert list(MembershipApplication.objects.visible_to(sees)) == [application]
    assert set(Attachment.objects.visible_to(sees)) == set(Attachment.objects.of(application))
    assert list(Receipt.objects.visible_to(sees)) == list(Receipt.objects.of(application))
    assert door.can(sees, VIEW, application) and not door.can(sees, VIEW, other)
    assert not door.can(sees, CHANGE, application)
    assert not door.can(sees, "network.hand_in_membershipapplication", application)

    applications.unshare(application, colleague=colleague, by=coordinator)
    assert not MembershipApplication.objects.visible_to(Actor.of(colleague)).exists()


def test_a_colleague_who_may_edit_fills_in_and_nothing_more():
    cast = path.cast()
    application, colleague = path.started(cast), person()
    applications.share(application, colleague=colleague, may_edit=True, by=cast.actor(HOSPITAL_COORDINATOR))
    sees = Actor.of(colleague)

    applications.save_section(application, code="unit", answers={"note": "x"}, expected=0, by=sees)

    assert door.can(sees, CHANGE, application)
    assert list(MembershipApplication.objects.permitted(sees, CHANGE)) == [application]
    with pytest.raises(door.Forbidden):
        applications.share(application, colleague=person(), by=Actor.of(colleague))
    with pytest.raises(door.Forbidden):
        applications.withdraw(application, reason="x", expected=application.version, by=Actor.of(colleague))


def test_sharing_an_application_does_not_open_its_agreement():
    cast = path.cast()
    agreement, colleague = path.admitted(cast), person()
    applications.share(agreement.application, colleague=colleague, by=cast.actor(HOSPITAL_COORDINATOR))

    assert not Agreement.objects.visible_to(Actor.of(colleague)).exists()


def test_only_the_permissions_of_the_frozen_set_can_be_granted():
    from access import grants

    cast = path.cast()
    application = path.started(cast)

    with pytest.raises(ValueError, match="cannot be granted"):
        grants.give("network.decide_membershipapplication", person(), application, by=cast.actor(HOSPITAL_ADMIN))


TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY - timedelta(days=9), TODAY, True),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), False),
        (TODAY + timedelta(days=1), None, False),
    ],
)
def test_a_role_counts_on_its_days_without_any_job_having_run(first, last, holds):
    cast = path.cast()
    application = path.started(cast)
    user = holder(HOSPITAL_COORDINATOR, cast.hospital, valid_from=first, valid_to=last)

    with clock.at("2026-03-05 23:59"):
        assert MembershipApplication.objects.visible_to(Actor.of(user)).exists() is holds
        assert door.can(Actor.of(user), CHANGE, application) is holds
        assert bool(Actor.of(user).assignments) is holds


def test_the_day_of_a_role_is_the_day_in_shanghai():
    assignment = give(person(), HOSPITAL_COORDINATOR, make.hospital(), valid_from=TODAY, valid_to=TODAY)

    with clock.at("2026-03-05 00:00"):
        assert list(RoleAssignment.objects.filter(pk=assignment.pk).valid()) == [assignment]
    with clock.at("2026-03-06 00:00"):
        assert not RoleAssignment.objects.filter(pk=assignment.pk).valid().exists()


def _person_of_every_kind(cast):
    """Someone with three hospitals, a centre, two regions and a grant at once."""
    user = holder(HOSPITAL_COORDINATOR, cast.hospital)
    for _ in range(2):
        give(user, HOSPITAL_COORDINATOR, make.hospital())
        give(user, SUPERVISOR, make.region())
    give(user, CENTRE_ADMIN, cast.network.centre)
    applications.share(path.started(path.cast()), colleague=user, by=Actor.as_system("test"))
    return user


def test_scopes_are_looked_up_with_two_queries_at_most():
    cast = path.cast()
    path.started(cast)
    sees = Actor.of(_person_of_every_kind(cast))

    with CaptureQueriesContext(connection) as first:
        rows = list(MembershipApplication.objects.visible_to(sees))
    with CaptureQueriesContext(connection) as again:
        MembershipApplication.objects.visible_to(sees).count()

    assert len(rows) == 2
    assert len(first) <= 3
    assert len(again) == 1


def test_the_filter_joins_nothing_and_needs_no_distinct():
    sees = Actor.of(_person_of_every_kind(path.cast()))

    sql = str(MembershipApplication.objects.visible_to(sees).query)

    assert " IN (" in sql or " = ANY(" in sql
    assert not {"JOIN", "DISTINCT"} & set(sql.split())


def test_the_province_has_no_filter_beyond_submission():
    sql = str(Agreement.objects.visible_to(actor(DEPARTMENT_OFFICER)).query)

    assert "WHERE" not in sql


def test_one_thing_is_answered_without_a_query_once_the_scopes_are_known(django_assert_num_queries):
    cast = path.cast()
    application = path.submitted(cast)
    sees = Actor.of(_person_of_every_kind(cast))
    list(MembershipApplication.objects.visible_to(sees))

    with django_assert_num_queries(0):
        assert door.can(sees, VIEW, application)


def test_a_path_whose_expansion_nobody_registered_is_a_defect_that_shows():
    with pytest.raises(LookupError, match="study to sample"):
        scopes.expansion("study", "sample")
