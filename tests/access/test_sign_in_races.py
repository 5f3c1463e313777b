"""Two at the same moment at the door: tries side by side are counted, and one session is one."""

import pytest

from access.actor import Actor
from access.domain import sign_ins
from access.models import User, UserSession
from access.roles import AUDITOR
from tests.access.test_races import race
from tests.factories.people import holder, person, with_password

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def test_tries_side_by_side_are_no_more_than_the_rule_allows(settings):
    settings.SIGN_IN_FAILURES = 2
    user = with_password(person())

    results = race(lambda number: sign_ins.count_try(User.objects.get(pk=user.pk), by=Actor.anonymous()))

    assert sorted(results, key=str) == [0, 1, None, None]
    assert User.objects.get(pk=user.pk).locked_until


def test_of_several_sign_ins_of_a_privileged_person_one_session_stays(settings):
    settings.ONE_SESSION_FOR_PRIVILEGED = True
    user = holder(AUDITOR)

    def act(number):
        own = User.objects.get(pk=user.pk)
        return sign_ins.begin(own, method="password", address=None, device="", by=Actor.of(own))

    race(act)

    assert UserSession.objects.count() == 4
    assert UserSession.objects.live().count() == 1
