"""Invitations through their verbs: one person, one time, until a day, and a second person where it takes one."""

import re
from datetime import date

import pytest
from django.db.models.signals import pre_save

from access import logbook
from access.actor import Actor
from access.domain import invitations
from access.domain.invitations import ALPHABET, accept, confirm, find_usable, invite, revoke
from access.door import Forbidden
from access.models import Invitation, RoleAssignment, User
from access.refusals import Refused
from access.roles import CENTRE_EDITOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, SECURITY_ADMIN, STEWARD
from tests.factories import network as make
from tests.factories.people import actor, person
from tools import clock

pytestmark = pytest.mark.django_db

VISITOR = Actor.anonymous


@pytest.fixture
def sent():
    """An invitation of a steward by the hospital's administrator on 5 March, and its secret."""
    hospital = make.hospital()
    by = actor(HOSPITAL_ADMIN, hospital)
    with clock.at("2026-03-05"):
        return invite(hospital, name="新同事", email="new@example.org", role=STEWARD, by=by)


@pytest.fixture
def appointed():
    """An appointment by the security administrator, and its secret."""
    return invite(make.hospital(), name="新院长", role=HOSPITAL_ADMIN, by=actor(SECURITY_ADMIN))


def _refused(call, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.reason.code


def test_the_secret_is_twelve_readable_signs_and_is_not_stored(sent):
    invitation, secret = sent

    assert re.fullmatch(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", secret)
    stored = Invitation.objects.values().get(pk=invitation.pk)
    assert secret not in str(stored) and secret.replace("-", "") not in str(stored)
    assert secret not in str(list(logbook.history(invitation).values()))


def test_secrets_do_not_repeat(sent):
    assert len({invitations.new_secret() for _ in range(200)}) == 200


@pytest.mark.both
def test_a_newcomer_gets_an_account_with_the_role_from_that_day(sent):
    invitation, secret = sent

    with clock.at("2026-03-10"):
        user = accept(secret, username="newcomer", password="一个够长的密码", by=VISITOR())

    assert (user.name, user.email, user.username) == ("新同事", "new@example.org", "newcomer")
    assert user.check_password("一个够长的密码")
    role = user.assignments.get()
    assert (role.role, role.scope_id, role.valid_from) == (STEWARD, invitation.scope_id, date(2026, 3, 10))
    assert role.granted_by == invitation.invited_by
    invitation.refresh_from_db()
    assert (invitation.status, invitation.accepted_by) == ("accepted", user)
    assert [entry.verb for entry in logbook.history(invitation)] == ["invitation.accepted", "invitation.sent"]


@pytest.mark.both
def test_an_invitation_works_one_time(sent):
    _invitation, secret = sent
    with clock.at("2026-03-06"):
        accept(secret, username="newcomer", password="x", by=VISITOR())

        assert _refused(accept, secret, username="second", password="x", by=VISITOR()) == invitations.NOT_USABLE
    assert not User.objects.filter(username="second").exists()


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_case_spaces_and_hyphens_do_not_matter(sent, typed):
    invitation, secret = sent

    with clock.at("2026-03-05"):
        assert find_usable(typed(secret)) == invitation


@pytest.mark.parametrize(("day", "usable"), [("2026-03-19", True), ("2026-03-20", False)])
def test_an_invitation_is_usable_for_fourteen_days(sent, day, usable):
    invitation, secret = sent

    with clock.at(day):
        if usable:
            assert find_usable(secret) == invitation
        else:
            assert _refused(find_usable, secret) == invitations.NOT_USABLE
            assert invitation.status == "expired"


def test_every_useless_secret_gets_the_same_sentence(sent):
    invitation, secret = sent
    with clock.at("2026-03-06"):
        revoke(invitation, by=Actor.of(invitation.invited_by))

        answers = {_refused(find_usable, code) for code in (secret, "AAAA-BBBB-CCCC", "", "\0", "…")}

    assert answers == {invitations.NOT_USABLE}


def test_a_signed_in_person_gets_the_role_and_no_second_account(sent):
    _invitation, secret = sent
    known, before = person(), User.objects.count()

    with clock.at("2026-03-06"):
        assert accept(secret, by=Actor.of(known)) == known

    assert User.objects.count() == before
    assert known.assignments.get().role == STEWARD


def test_a_taken_user_name_is_refused_and_the_invitation_stays_open(sent):
    invitation, secret = sent
    person(username="Taken")

    with clock.at("2026-03-06"):
        assert _refused(accept, secret, username="taken", password="x", by=VISITOR()) == invitations.NAME_TAKEN
        assert find_usable(secret) == invitation


def test_a_name_that_somebody_takes_at_the_same_moment_is_refused_like_any_other(sent):
    invitation, secret = sent

    def quicker(sender, instance, **kwargs):
        pre_save.disconnect(quicker, sender=User)
        person(username="newcomer")

    pre_save.connect(quicker, sender=User)
    with clock.at("2026-03-06"):
        refused = _refused(accept, secret, username="Newcomer", password="x", by=VISITOR())

    assert refused == invitations.NAME_TAKEN
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_whoever_has_an_account_with_the_address_is_sent_to_it(sent):
    invitation, secret = sent
    person(email="New@example.org")

    with clock.at("2026-03-06"):
        assert _refused(accept, secret, username="again", password="x", by=VISITOR()) == invitations.EMAIL_KNOWN
        assert find_usable(secret) == invitation
    assert not User.objects.filter(username="again").exists()


def test_nobody_accepts_what_they_sent_or_confirmed(appointed):
    invitation, secret = appointed
    officer = actor(DEPARTMENT_OFFICER)
    confirm(invitation, by=officer)

    for one in (Actor.of(invitation.invited_by), officer):
        assert _refused(accept, secret, by=one) == invitations.NOT_FOR_YOU
    assert not RoleAssignment.objects.filter(role=HOSPITAL_ADMIN).exists()


def test_an_appointment_waits_for_a_second_person(appointed):
    invitation, secret = appointed
    assert invitation.needs_confirmation
    assert _refused(accept, secret, username="chief", password="x", by=VISITOR()) == invitations.UNCONFIRMED

    confirm(invitation, by=actor(DEPARTMENT_OFFICER))

    assert accept(secret, username="chief", password="x", by=VISITOR()).assignments.get().role == HOSPITAL_ADMIN


def test_whoever_appoints_is_not_the_second_person(appointed):
    invitation, _secret = appointed

    assert _refused(confirm, invitation, by=Actor.of(invitation.invited_by)) == invitations.CONFIRM_OWN


def test_another_security_administrator_may_confirm_and_a_hospital_may_not(appointed):
    invitation, _secret = appointed
    with pytest.raises(Forbidden):
        confirm(invitation, by=actor(HOSPITAL_ADMIN, make.hospital()))

    confirm(invitation, by=actor(SECURITY_ADMIN))

    assert invitation.confirmed_at is not None


def test_an_invitation_within_the_own_organisation_needs_no_second_person(sent):
    assert not sent[0].needs_confirmation


def test_whoever_confirms_sees_what_is_to_be_confirmed(appointed):
    invitation, _secret = appointed

    assert invitation in Invitation.objects.visible_to(actor(DEPARTMENT_OFFICER))


def test_an_invitation_taken_back_stays_taken_back(appointed):
    invitation, _secret = appointed
    by = Actor.of(invitation.invited_by)
    revoke(invitation, by=by)

    assert _refused(revoke, invitation, by=by) == invitations.NOT_USABLE
    assert _refused(confirm, invitation, by=actor(DEPARTMENT_OFFICER)) == invitations.NOT_USABLE


def test_nobody_invites_beyond_the_own_organisation_or_gifts():
    hospital = make.hospital()
    by = actor(HOSPITAL_ADMIN, hospital)

    with pytest.raises(Forbidden):
        invite(make.hospital(), name="x", role=STEWARD, by=by)
    assert _refused(invite, hospital, name="x", role=HOSPITAL_ADMIN, by=by) == "access.role.not_yours_to_give"
    assert _refused(invite, hospital, name="x", role=CENTRE_EDITOR, by=by) == "access.role.wrong_scope"
    assert not Invitation.objects.exists()


def test_the_end_of_the_role_is_that_of_the_invitation():
    hospital = make.hospital()
    by = actor(HOSPITAL_ADMIN, hospital)
    with clock.at("2026-03-05"):
        _invitation, secret = invite(hospital, name="x", role=STEWARD, role_valid_to=date(2026, 3, 8), by=by)

    with clock.at("2026-03-09"):
        answer = _refused(accept, secret, username="late", password="x", by=VISITOR())
    with clock.at("2026-03-08"):
        user = accept(secret, username="in_time", password="x", by=VISITOR())

    assert answer == "access.role.ends_before_start"
    assert user.assignments.get().valid_to == date(2026, 3, 8)
    assert not User.objects.filter(username="late").exists()
