"""Tasks for roles, news for people: opened, owned, closed, told after the commit, and shown on the first page."""

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from access import inbox
from access.actor import Actor
from access.models import Notification, Task
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, STEWARD
from tests.factories import network as make
from tests.factories.people import actor, give, holder, person
from tools import clock

pytestmark = pytest.mark.django_db

KIND = "task.application.fill_in"
NEWS = "news.application.shared"


def _open(hospital, **options) -> Task:
    columns = {"role": HOSPITAL_COORDINATOR, "scope_kind": "hospital", "scope_id": hospital.pk, "about": "申请"}
    return inbox.open_task(KIND, hospital, **columns | options)


@pytest.mark.both
def test_a_task_belongs_to_whoever_holds_its_role_at_its_scope_today():
    hospital = make.hospital()
    task = _open(hospital)
    owners = {
        "holder": holder(HOSPITAL_COORDINATOR, hospital),
        "same role elsewhere": holder(HOSPITAL_COORDINATOR, make.hospital()),
        "other role here": holder(STEWARD, hospital),
        # The same number as the hospital, of another kind of scope.
        "other kind": give(person(), HOSPITAL_COORDINATOR, hospital, scope_kind="centre").user,
        "expired": holder(HOSPITAL_COORDINATOR, hospital, valid_to="2026-03-04"),
    }

    with clock.at("2026-03-05"):
        owning = {name for name, user in owners.items() if task in Task.objects.owned_by(Actor.of(user))}

    assert owning == {"holder"}
    assert not Task.objects.owned_by(Actor.anonymous()).exists()


def test_a_task_goes_over_to_a_successor_without_anybody_moving_it():
    hospital = make.hospital()
    task = _open(hospital)
    give(person(), HOSPITAL_COORDINATOR, hospital, valid_to=date(2026, 3, 4))
    successor = holder(HOSPITAL_COORDINATOR, hospital, valid_from=date(2026, 3, 5))

    with clock.at("2026-03-05"):
        assert list(Task.objects.owned_by(Actor.of(successor))) == [task]


def test_an_open_task_is_not_doubled_and_a_closed_one_may_come_again():
    hospital = make.hospital()
    first = _open(hospital)
    assert _open(hospital) == first
    assert _open(hospital, role=HOSPITAL_ADMIN) != first

    inbox.close_tasks(hospital, by=Actor.as_system("test"))

    assert _open(hospital) != first


def test_closing_says_who_and_when_and_touches_only_the_kinds_and_the_thing():
    hospital, other = make.hospital(), make.hospital()
    task, kept = (
        _open(hospital),
        inbox.open_task("task.application.check", hospital, role=CENTRE_ADMIN, scope_kind="centre", about="x"),
    )
    foreign = _open(other)
    by = actor(HOSPITAL_ADMIN, hospital)

    with clock.at("2026-03-05 09:00"):
        assert inbox.close_tasks(hospital, KIND, by=by) == 1

    task.refresh_from_db()
    assert (task.closed_by, task.closed_at) == (by.user.name, clock.moment("2026-03-05 09:00"))
    assert set(Task.objects.open()) == {kept, foreign}
    assert inbox.close_tasks(hospital, KIND, by=by) == 0


@pytest.mark.parametrize(
    ("due", "left"), [(date(2026, 3, 7), 2), (date(2026, 3, 5), 0), (date(2026, 3, 1), -4), (None, None)]
)
def test_days_left_count_from_today(due, left):
    task = _open(make.hospital(), due=due)

    with clock.at("2026-03-05"):
        assert task.days_left == left


@pytest.mark.both
def test_news_are_written_once_for_each_with_what_they_tell_of():
    hospital, one, other = make.hospital(), person(), person()

    inbox.notify([one, other, one], NEWS, hospital, who="甲", about="申请")

    assert sorted(Notification.objects.values_list("user", flat=True)) == sorted([one.pk, other.pk])
    assert Notification.objects.first().url == hospital.get_absolute_url()


def test_nobody_is_told_of_what_was_rolled_back():
    with transaction.atomic():
        inbox.notify([person()], NEWS, make.hospital(), who="甲", about="申请")
        transaction.set_rollback(True)

    assert not Notification.objects.exists()


def test_holders_are_those_of_today_with_an_account_in_use():
    hospital = make.hospital()
    here = holder(HOSPITAL_ADMIN, hospital)
    holder(HOSPITAL_ADMIN, hospital, valid_to="2026-03-04")
    gone = holder(HOSPITAL_ADMIN, hospital)
    gone.is_active = False
    gone.save()

    with clock.at("2026-03-05"):
        assert inbox.holders(HOSPITAL_ADMIN, "hospital", hospital.pk) == [here]


def test_the_first_page_shows_own_tasks_by_due_date_and_own_news(client):
    hospital = make.hospital()
    user = holder(HOSPITAL_COORDINATOR, hospital)
    later, sooner = (
        _open(hospital, due=date(2026, 3, 20)),
        _open(make.hospital(), due=date(2026, 3, 6), scope_id=hospital.pk),
    )
    _open(make.hospital())
    own = Notification.objects.create(user=user, code=NEWS, params={"who": "甲", "about": "申请一"}, url="/workspace/")
    Notification.objects.create(user=person(), code=NEWS, params={"who": "乙", "about": "申请二"}, url="/workspace/")
    client.force_login(user)

    with clock.at("2026-03-05"):
        answer = client.get(reverse("workspace:inbox"))

    shown = [(item["task"], item["tone"]) for item in answer.context["tasks"]]
    assert shown == [(sooner, "warn"), (later, "")]
    assert (list(answer.context["notifications"]), answer.context["unread"]) == ([own], 1)
    assert "申请二" not in answer.content.decode()


def test_opening_news_marks_the_own_as_read_and_leads_on(client):
    user, other = person(), person()
    own = Notification.objects.create(user=user, code=NEWS, url="/workspace/help/permissions/")
    foreign = Notification.objects.create(user=other, code=NEWS, url="/workspace/people/")
    client.force_login(user)

    assert client.get(reverse("workspace:notification", args=[own.uid])).url == own.url
    assert client.get(reverse("workspace:notification", args=[foreign.uid])).url == reverse("workspace:inbox")

    own.refresh_from_db()
    foreign.refresh_from_db()
    assert own.read_at is not None and foreign.read_at is None


def test_marking_all_as_read_touches_only_the_own_news(client):
    user, other = person(), person()
    for one in (user, user, other):
        Notification.objects.create(user=one, code=NEWS, url="/")
    client.force_login(user)

    client.post(reverse("workspace:read_all"))

    assert list(Notification.objects.filter(read_at__isnull=True).values_list("user", flat=True)) == [other.pk]


def test_only_an_own_hat_is_worn_and_the_way_back_stays_within_the_site(client):
    user = holder(HOSPITAL_COORDINATOR, make.hospital())
    second = give(user, STEWARD, make.hospital())
    foreign = holder(HOSPITAL_ADMIN, make.hospital()).assignments.get()
    client.force_login(user)
    hat = reverse("workspace:switch_hat")

    assert client.post(hat, {"hat": second.pk, "next": "/workspace/people/"}).url == "/workspace/people/"
    assert client.session["hat"] == second.pk
    for forged in (foreign.pk, "0", "x", "", "9" * 50):
        answer = client.post(hat, {"hat": forged, "next": "https://elsewhere.example/"})
        assert answer.url == reverse("workspace:inbox")
    for elsewhere in ("__class__", "'; DROP TABLE x; --", "//elsewhere.example/"):
        assert client.post(hat, {"next": elsewhere}).url == reverse("workspace:inbox")
    assert client.session["hat"] == second.pk
