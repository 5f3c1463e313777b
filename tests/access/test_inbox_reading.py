"""The numbers of an inbox: tasks of one's roles and unread news, for one person and for many at once."""

import pytest

from access import inbox
from access.actor import Actor
from access.inbox_reading import standings
from access.live import View
from access.models import Notification, Task
from access.roles import HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from access.topics import INBOX
from tests.factories import network as make
from tests.factories.people import give, holder, person
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def _open(hospital, role=HOSPITAL_COORDINATOR) -> Task:
    return inbox.open_task(
        "task.application.fill_in", hospital, role=role, scope_kind="hospital", scope_id=hospital.pk, about="申请"
    )


def _news(user, **columns) -> Notification:
    return Notification.objects.create(user=user, code="x", url="/", **columns)


def _standing(user):
    return standings({user.pk: Actor.of(user).assignments})[user.pk]


def test_tasks_of_each_role_count_once_and_news_until_they_are_read():
    hospital, other = make.hospital(), make.hospital()
    user = holder(HOSPITAL_COORDINATOR, hospital)
    give(user, HOSPITAL_COORDINATOR, hospital)
    give(user, HOSPITAL_ADMIN, hospital)
    stranger = person()
    for place, role in ((hospital, HOSPITAL_COORDINATOR), (hospital, HOSPITAL_ADMIN), (other, HOSPITAL_COORDINATOR)):
        _open(place, role)
    inbox.open_task(
        "task.application.check", hospital, role=HOSPITAL_ADMIN, scope_kind="hospital", scope_id=hospital.pk, about="x"
    )
    _news(user)
    _news(user)
    _news(user, read_at=clock.now())
    _news(stranger)

    own = _standing(user)

    assert (own.tasks, own.unread, own.count) == (3, 2, 5)
    assert _standing(stranger).count == 1
    assert _standing(person()).count == 0


def test_the_mark_changes_when_one_task_takes_the_place_of_another():
    hospital = make.hospital()
    user = holder(HOSPITAL_COORDINATOR, hospital)
    _open(hospital)
    before = _standing(user)
    inbox.close_tasks(hospital, by=Actor.as_system("test"))
    _open(hospital)

    assert _standing(user).count == before.count
    assert _standing(user).mark != before.mark


def test_what_many_follow_is_what_each_page_shows(django_assert_num_queries):
    hospital = make.hospital()
    people = [holder(HOSPITAL_COORDINATOR, hospital), holder(HOSPITAL_ADMIN, hospital), person()]
    gone = holder(HOSPITAL_COORDINATOR, hospital, valid_to="2020-01-01")
    _open(hospital)
    _news(people[2])
    views = {user.pk: View(str(user.pk)) for user in [*people, gone]}

    with django_assert_num_queries(2):
        found = INBOX.read(list(views.values()))

    assert {pk: found[view]["count"] for pk, view in views.items()} == {
        user.pk: _standing(user).count for user in [*people, gone]
    }
    assert [found[views[user.pk]]["count"] for user in [*people, gone]] == [1, 0, 1, 0]
