"""The three separated administrators: nobody holds two of the three, and none acts on another."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from access import separation
from access.actor import Actor
from access.domain import (
    account_reviews,
    deletion_requests,
    departures,
    hand_overs,
    invitations,
    passwords,
    role_assignments,
    second_factor,
    sign_ins,
)
from access.models import AccountReview, LogEntry, ReviewItem, RoleAssignment, User
from access.refusals import Forbidden, Refused
from access.roles import AUDITOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, SECURITY_ADMIN, SEPARATED, SYSTEM_ADMIN
from network.models import Agreement, HospitalProfile, Membership, MembershipApplication, ReviewOpinion, SignOff
from office.models import Attachment, Receipt
from tests.factories import network as make
from tests.factories.factors import app_for
from tests.factories.people import give, person
from tools import clock

pytestmark = pytest.mark.django_db

THREE = [SYSTEM_ADMIN, SECURITY_ADMIN, AUDITOR]
SINCE = {"valid_from": date(2018, 1, 1)}


def reset_password(role, by):
    passwords.issue_reset_code(role, by=by)


def remove_factor(role, by):
    second_factor.remove(role, reason="x", by=by)


def unlock(role, by):
    User.objects.filter(pk=role.user_id).update(failures=5, locked_until=clock.now() + timedelta(minutes=9))
    role.user.refresh_from_db()
    sign_ins.unlock(role, by=by)


def reopen_unused(role, by):
    User.objects.filter(pk=role.user_id).update(last_used_at=clock.now() - timedelta(days=400))
    role.user.refresh_from_db()
    sign_ins.reopen(role, by=by)


def end_role(role, by):
    role_assignments.end(role, reason="x", by=by)


def close_account(role, by):
    departures.close(role, reason="x", by=by)


def open_account(role, by):
    User.objects.filter(pk=role.user_id).update(is_active=False)
    role.user.refresh_from_db()
    departures.reopen(role, reason="x", by=by)


def give_the_own_role(role, by):
    role_assignments.grant(None, user=role.user, role=by.worn.role, reason="x", by=by)


def invite_to_the_role(role, by):
    invitations.invite(None, name="x", role=role.role, by=by)


def hand_over(role, by):
    other = give(person(), DEPARTMENT_OFFICER, **SINCE)
    day = clock.today()
    made = hand_overs.propose(
        role, roles=[role.pk], successor=other.user, first_day=day, reason="x", by=Actor.of(role.user)
    )
    hand_overs.confirm(made[0], expected=made[0].version, by=by)


def review(role, by):
    found = AccountReview.objects.create(quarter="2026-Q1", due_on=clock.today())
    item = ReviewItem.objects.create(review=found, assignment=role, causes=["privileged"])
    account_reviews.decide(item, decision="keep", reason="x", by=by)


def delete_data(role, by):
    made = deletion_requests.ask(role.user, wish="", by=Actor.of(role.user))
    deletion_requests.grant(made, expected=made.version, reason="x", by=by)


ACTS = [
    reset_password,
    remove_factor,
    unlock,
    reopen_unused,
    end_role,
    close_account,
    open_account,
    give_the_own_role,
    invite_to_the_role,
    hand_over,
    review,
    delete_data,
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
@pytest.mark.parametrize("actor_role", THREE)
@pytest.mark.parametrize("other_role", THREE)
def test_none_of_the_three_acts_on_another(strict, actor_role, other_role, act):
    by = Actor.of(give(person(), actor_role, **SINCE).user)
    role = give(person(), other_role, **SINCE)
    app_for(role.user)
    give(person(), other_role, **SINCE)  # nobody is refused only because the office would be empty

    with pytest.raises((Forbidden, Refused)) as refused:
        act(role, by)

    assert str(refused.value.reason)
    role.refresh_from_db()
    assert role.is_valid()


@pytest.mark.parametrize("code", THREE)
def test_none_of_the_three_confirms_an_appointment_of_the_own(code):
    scope = make.hospital()
    security = give(person(), SECURITY_ADMIN, **SINCE).user
    invitation, secret = invitations.invite(scope, name="x", role=HOSPITAL_ADMIN, by=Actor.of(security))
    if code == SECURITY_ADMIN:
        with pytest.raises(Refused) as refused:
            invitations.confirm(invitation, by=Actor.of(security))
        assert refused.value.reason.code == invitations.CONFIRM_OWN
    else:
        with pytest.raises(Forbidden):
            invitations.confirm(invitation, by=Actor.of(give(person(), code, **SINCE).user))
    with pytest.raises(Refused):
        invitations.accept(secret, by=Actor.of(security))


@pytest.mark.parametrize("code", THREE)
@pytest.mark.parametrize(
    "model",
    [Agreement, HospitalProfile, Membership, MembershipApplication, ReviewOpinion, SignOff, Attachment, Receipt],
)
def test_none_of_the_three_reads_data_of_the_domain(world, code, model):
    rows = model._base_manager.filter(model.public) if model.public is not None else model._base_manager.none()

    assert set(model.objects.visible_to(world.actor(code))) == set(rows)


@pytest.mark.parametrize("held", THREE)
@pytest.mark.parametrize("offered", THREE)
def test_nobody_comes_to_hold_two_of_the_three(held, offered):
    user = give(person(email="one@example.org"), held, **SINCE).user
    system = Actor.as_system("test")
    if held == offered:
        role_assignments.grant(None, user=user, role=offered, reason="x", by=system)
        return
    with pytest.raises(Refused) as refused:
        role_assignments.grant(None, user=user, role=offered, reason="x", by=system)
    assert refused.value.reason.code == separation.TWO_OF_THREE
    with pytest.raises(Refused):
        invitations.invite(None, name="x", role=offered, email="ONE@example.org", by=system)
    _invitation, secret = invitations.invite(None, name="x", role=offered, by=system)
    with pytest.raises(Refused):
        invitations.accept(secret, by=Actor.of(user))
    assert RoleAssignment.objects.filter(user=user, role__in=SEPARATED).count() == 1


def test_a_role_that_has_ended_stands_in_nobodys_way():
    user = give(person(), AUDITOR, **SINCE, valid_to=clock.today() - timedelta(days=1)).user

    role_assignments.grant(None, user=user, role=SYSTEM_ADMIN, reason="x", by=Actor.as_system("test"))


def test_the_check_of_the_system_names_who_holds_two():
    user = give(person(username="both"), AUDITOR, **SINCE).user
    assert separation.check_separation(databases=["default"]) == []
    give(user, SYSTEM_ADMIN, **SINCE)

    (warning,) = separation.check_separation(databases=["default"])

    assert warning.id == "access.W002" and "both" in warning.msg
    assert separation.check_separation(databases=None) == []


def test_the_operators_act_on_the_command_line_with_a_trace(capsys):
    role = give(person(username="gone"), AUDITOR, **SINCE)
    give(person(), AUDITOR, **SINCE)
    with pytest.raises(CommandError):
        call_command("separated_account", "gone", SYSTEM_ADMIN, "close", reason="x")
    with pytest.raises(CommandError):
        call_command("separated_account", "gone", AUDITOR, "unlock", reason="x")

    call_command("separated_account", "gone", AUDITOR, "close", reason="离职")

    role.user.refresh_from_db()
    assert not role.user.is_active
    assert LogEntry.objects.get(verb="account.closed").reason == "离职"
    assert "gone" in capsys.readouterr().out
