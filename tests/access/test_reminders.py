"""People are reminded of a task once when its day is near, once when it has passed, and never of a closed one."""

from datetime import date

import pytest

from access import beats, inbox
from access.actor import Actor
from access.models import Notification
from access.roles import HOSPITAL_COORDINATOR
from tests.factories import network as make
from tests.factories.people import holder
from tools import clock

pytestmark = pytest.mark.django_db


def _told_on(day: str) -> list[str]:
    before = set(Notification.objects.values_list("pk", flat=True))
    with clock.at(f"{day} 07:30"):
        beats.run("access.remind")
    return [str(item) for item in Notification.objects.exclude(pk__in=before)]


def _task(due):
    hospital = make.hospital()
    user = holder(HOSPITAL_COORDINATOR, hospital)
    inbox.open_task(
        "task.application.fill_in",
        hospital,
        role=HOSPITAL_COORDINATOR,
        scope_kind="hospital",
        scope_id=hospital.pk,
        due=due,
        about="申请甲",
    )
    return hospital, user


def test_holders_are_reminded_once_at_each_stage(in_english):
    _hospital, user = _task(date(2026, 3, 10))

    told = {day: _told_on(day) for day in ("2026-03-06", "2026-03-07", "2026-03-10", "2026-03-11", "2026-03-12")}

    assert {day: len(sentences) for day, sentences in told.items() if sentences} == {"2026-03-07": 1, "2026-03-11": 1}
    assert told["2026-03-07"][0].startswith("Due on 2026-03-10: ")
    assert "申请甲" in told["2026-03-07"][0]
    assert told["2026-03-11"][0].startswith("Overdue since 2026-03-10: ")
    assert set(Notification.objects.values_list("user", flat=True)) == {user.pk}


def test_after_a_stop_only_the_last_stage_is_told():
    _task(date(2026, 3, 10))
    assert [len(_told_on(day)) for day in ("2026-03-20", "2026-03-21")] == [1, 0]


def test_closed_tasks_and_tasks_without_a_day_are_left_alone():
    hospital, _user = _task(date(2026, 3, 10))
    inbox.close_tasks(hospital, by=Actor.as_system("test"))
    _task(None)
    assert _told_on("2026-03-11") == []
