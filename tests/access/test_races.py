"""Two at the same moment: one gets through, the other is told; nothing happens twice."""

import threading
from contextlib import closing

import pytest
from django.db import connection

from access import drafts
from access.actor import Actor
from access.domain import invitations
from access.lifecycle import move
from access.models import Draft, Invitation, LogEntry, User
from access.refusals import Refused, Stale
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, STEWARD
from network.membership_enums import ApplicationState
from network.models import MembershipApplication
from tests.access.test_drafts import FORM, _typed
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import actor, person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]

RACERS = 4


def race(act) -> list:
    """What ``act(number)`` returned or raised in threads that start together."""
    barrier, results = threading.Barrier(RACERS), [None] * RACERS

    def run(number):
        with closing(connection):
            barrier.wait()
            try:
                results[number] = act(number)
            except Refused as refused:
                results[number] = refused

    threads = [threading.Thread(target=run, args=(number,)) for number in range(RACERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_of_several_who_move_the_same_version_one_gets_through():
    cast = path.cast()
    application = path.submitted(cast)
    seen, user = application.version, cast.people[CENTRE_ADMIN]

    def act(number):
        own = MembershipApplication.objects.get(pk=application.pk)
        return move(own, ApplicationState.UNDER_REVIEW, by=Actor.of(user), expected=seen)

    results = race(act)

    assert sorted(type(result).__name__ for result in results) == ["Stale"] * (RACERS - 1) + ["bool"]
    application.refresh_from_db()
    assert application.version == seen + 1
    assert LogEntry.objects.filter(object_id=application.pk, verb="application.pass_formal_check").count() == 1


def test_a_form_sent_twice_by_an_impatient_hand_counts_once_and_nobody_is_told_off():
    cast = path.cast()
    application = path.submitted(cast)
    seen, user = application.version, cast.people[CENTRE_ADMIN]

    def act(number):
        own = MembershipApplication.objects.get(pk=application.pk)
        return move(own, ApplicationState.UNDER_REVIEW, by=Actor.of(user), expected=seen, token="one form")

    assert sorted(race(act)) == [False] * (RACERS - 1) + [True]


def test_an_invitation_makes_one_account_however_many_open_it():
    hospital = make.hospital()
    _invitation, secret = invitations.invite(hospital, name="新同事", role=STEWARD, by=actor(HOSPITAL_ADMIN, hospital))

    def act(number):
        return invitations.accept(secret, username=f"racer{number}", password="x", by=Actor.anonymous())

    results = race(act)

    assert sum(isinstance(result, User) for result in results) == 1
    assert {r.reason.code for r in results if isinstance(r, Refused)} == {invitations.NOT_USABLE}
    assert User.objects.filter(username__startswith="racer").count() == 1
    assert Invitation.objects.get().accepted_by.username.startswith("racer")


def test_of_several_windows_one_keeps_its_typing():
    user, thing = person(), make.hospital()
    drafts.save(user, FORM, thing, _typed(leader_name="first"), expected=0)

    results = race(lambda number: drafts.save(user, FORM, thing, _typed(leader_name=str(number)), expected=1))

    assert sum(isinstance(result, Stale) for result in results) == RACERS - 1
    assert Draft.objects.get().version == 2
