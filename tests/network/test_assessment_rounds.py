"""A round that is cancelled before its results are announced."""

import pytest

from access.models import Notification, Task
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import assessment_rounds
from tests.factories import assessments as make
from tests.factories import membership as path

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    found = path.cast()
    path.joined(found)
    return found


def test_a_round_is_cancelled_with_its_reason_and_the_year_can_be_opened_anew(cast, client):
    round_ = make.opened(cast)
    make.decided(cast, round_)
    client.force_login(cast.people[CENTRE_ADMIN])
    page = client.get(round_.get_absolute_url())
    assert [action.name for action in page.context["actions"]] == ["announce", "cancel"]
    step = f"{round_.get_absolute_url()}step/"
    client.post(step, {"action": "cancel", "version": round_.version, "token": "a", "reason": " "})
    round_.refresh_from_db()
    assert round_.state == "open"
    for _ in range(2):
        client.post(step, {"action": "cancel", "version": round_.version, "token": "t", "reason": "指标表有误"})

    round_.refresh_from_db()
    assert (round_.state, round_.reason, make.of(round_).state) == ("cancelled", "指标表有误", "cancelled")
    assert not Task.objects.open().filter(kind__startswith="task.assessment").exists()
    told = Notification.objects.filter(code="news.assessment.round_cancelled")
    assert {row.user for row in told} == {cast.people[CENTRE_ADMIN], cast.people[CENTRE_DIRECTOR]}
    assert "指标表有误" in client.get(round_.get_absolute_url()).content.decode()
    assert assessment_rounds.next_year(cast.network) <= round_.year
    assert make.opened(cast).year == round_.year


def test_an_announced_round_is_not_cancelled_and_nobody_else_cancels_one(cast):
    thing = make.announced(cast)
    facts = {"reason": "x", "expected": thing.round.version}
    with pytest.raises(Refused) as refused:
        assessment_rounds.cancel(thing.round, **facts, by=cast.actor(CENTRE_DIRECTOR))
    assert refused.value.reason.code == "lifecycle.no_such_move"
    for role in (HOSPITAL_ADMIN, HOSPITAL_COORDINATOR):
        with pytest.raises(Forbidden):
            assessment_rounds.cancel(thing.round, **facts, by=cast.actor(role))
