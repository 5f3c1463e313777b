"""The WebSocket of a page: who gets one, what it says and when, and what ends it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from access import inbox, live, live_hub
from access.consumers import NO_LONGER
from access.models import Notification, RoleAssignment, Task, User, UserSession
from access.roles import CENTRE_ADMIN, HOSPITAL_COORDINATOR
from network.domain import applications
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import give, holder, person
from tests.sockets import PATIENCE, Socket, done, opened, told
from tools import clock

# Readers have connections of their own: what they are to see is committed.
pytestmark = pytest.mark.django_db(transaction=True)

KIND = "task.application.fill_in"
APPLICATIONS = "network.membershipapplication"


def _coordinator(client):
    """A signed-in coordinator and the hospital."""
    hospital = make.hospital()
    user = holder(HOSPITAL_COORDINATOR, hospital)
    client.force_login(user)
    return user, hospital


def _open(hospital, **options) -> Task:
    place = {"role": HOSPITAL_COORDINATOR, "scope_kind": "hospital", "scope_id": hospital.pk, "about": "申请"}
    return inbox.open_task(KIND, hospital, **place | options)


def _polled(client, *topics: str) -> dict:
    return client.get(reverse("workspace:live"), {"topic": topics}).json()


async def _refused(line) -> bool:
    return not await line.connect()


@pytest.mark.both
@told
async def test_the_inbox_is_told_at_once_and_again_when_a_task_opens_and_closes(client):
    user, hospital = await done(_coordinator, client)

    async with opened(client, "inbox") as line:
        before = await line.heard()
        await done(_open, hospital)
        opened_one = await line.heard()
        await done(inbox.notify, [user], "news.application.shared", hospital, who="甲", about="申请")
        with_news = await line.heard()
        polled = await done(_polled, client, "inbox")

    assert [said["count"] for said in (before, opened_one, with_news)] == [0, 1, 2]
    assert polled == {"inbox": with_news}
    assert len({said["mark"] for said in (before, opened_one, with_news)}) == 3


@told
async def test_a_change_without_a_hint_is_told_within_the_next_round(client):
    """As another process without Redis makes it."""
    user, _hospital = await done(_coordinator, client)

    async with opened(client, "inbox") as line:
        assert (await line.heard())["unread"] == 0
        await done(Notification.objects.create, user=user, code="x", url="/")
        assert (await line.heard())["unread"] == 1


@told
async def test_other_peoples_news_and_tasks_change_nothing(client):
    _user, hospital = await done(_coordinator, client)
    stranger = await done(person)

    async with opened(client, "inbox") as line:
        before = await line.heard()
        await done(Notification.objects.create, user=stranger, code="x", url="/")
        await done(_open, hospital, scope_id=hospital.pk + 1)
        await done(_open, hospital, role=CENTRE_ADMIN)
        await done(_open, hospital)
        after = await line.heard()

    # Only one message came, and it counts the own task alone.
    assert (before["count"], after["count"]) == (0, 1)


@told
async def test_nobody_reads_when_nobody_follows_and_one_reading_serves_all(client, monkeypatch):
    await done(_coordinator, client)
    readings = []
    read = live.TOPICS["inbox"].read
    counted = live.Topic("inbox", live.TOPICS["inbox"].view, lambda views: readings.append(len(views)) or read(views))
    monkeypatch.setitem(live.TOPICS, "inbox", counted)

    async with opened(client, "inbox") as first, opened(client, "inbox") as second:
        assert await first.heard() == await second.heard()
        reader = live_hub.hub().readers["inbox"]
        assert len(reader.groups) == 1
    assert set(readings) == {1}
    assert reader.groups == {} and live_hub.hub().seats == set()


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        ("https://elsewhere.example", ""),
        ("", ""),
        ("null", ""),
        ("http://testserver.example", ""),
        (None, "/workspace/"),
    ],
)
@told
async def test_a_socket_of_a_foreign_page_or_at_another_address_is_refused(client, origin, address):
    await done(_coordinator, client)
    options = {} if origin is None else {"origin": origin}

    assert await _refused(Socket(client, "inbox", address=address, **options))


@told
async def test_a_visitor_and_a_closed_account_get_no_Socket(client):
    assert await _refused(Socket(client, "inbox"))

    user, _hospital = await done(_coordinator, client)
    user.is_active = False
    await done(user.save)
    assert await _refused(Socket(client, "inbox"))


@pytest.mark.parametrize("topic", ["nothing", "inbox/1", "job/1", "job/" + 8 * "0" + "-0000-7000-8000-000000000000"])
@told
async def test_what_one_must_not_know_of_is_refused_as_what_is_not_there(client, topic):
    await done(_coordinator, client)

    assert await _refused(Socket(client, "inbox", topic))
    answer = await done(client.get, reverse("workspace:live"), {"topic": ["inbox", topic]})
    assert answer.status_code == 404


def test_a_page_cannot_follow_without_measure(client):
    client.force_login(person())
    topics = [f"{APPLICATIONS}/{number}" for number in range(live.MOST_TOPICS + 1)]

    assert client.get(reverse("workspace:live"), {"topic": topics}).status_code == 404


@told
async def test_signing_out_closes_the_sockets_of_the_session(client):
    await done(_coordinator, client)

    async with opened(client, "inbox") as line:
        await line.heard()
        await done(client.post, reverse("account_logout"))
        assert await line.receive_output(PATIENCE) == {"type": "websocket.close", "code": NO_LONGER}


@pytest.mark.parametrize("how", ["session", "idle", "account"])
@told
async def test_what_ends_in_another_process_closes_sockets_within_the_watch(client, monkeypatch, settings, how):
    """Without a hint: the database is looked at."""
    monkeypatch.setattr(live_hub, "WATCH_SECONDS", 0.1)
    settings.SESSION_IDLE_MINUTES = 30
    user, _hospital = await done(_coordinator, client)
    ends = {
        "session": lambda: UserSession.objects.filter(user=user).update(ended_at=clock.now(), ended_because="x"),
        "idle": lambda: UserSession.objects.filter(user=user).update(last_used_at=clock.now() - timedelta(hours=1)),
        "account": lambda: User.objects.filter(pk=user.pk).update(is_active=False),
    }

    async with opened(client, "inbox") as line:
        await line.heard()
        await done(ends[how])
        assert await line.receive_output(PATIENCE) == {"type": "websocket.close", "code": NO_LONGER}


@told
async def test_a_role_that_ends_takes_its_rows_along(client, monkeypatch):
    """By date, without a hint."""
    monkeypatch.setattr(live_hub, "WATCH_SECONDS", 0.1)
    user, _hospital = await done(_coordinator, client)
    with_nobody = await done(lambda: _polled(client, APPLICATIONS))
    cast = await done(path.cast)
    assignment = await done(give, user, HOSPITAL_COORDINATOR, cast.hospital)
    await done(path.started, cast)

    async with opened(client, APPLICATIONS) as line:
        assert await line.heard() != with_nobody[APPLICATIONS]
        await done(RoleAssignment.objects.filter(pk=assignment.pk).update, valid_to=date(2020, 1, 1))
        assert await line.heard() == with_nobody[APPLICATIONS]


@told
async def test_a_grant_that_is_taken_back_takes_its_row_along_at_once(client):
    cast = await done(path.cast)
    application = await done(path.filled_in, cast)
    colleague = await done(person)
    await done(client.force_login, colleague)
    by = {"colleague": colleague, "by": cast.actor(HOSPITAL_COORDINATOR)}

    async with opened(client, APPLICATIONS) as line:
        nothing = await line.heard()
        await done(applications.share, application, **by)
        assert await line.heard() != nothing
        await done(applications.unshare, application, **by)
        assert await line.heard() == nothing


@told
async def test_a_socket_is_no_use_of_its_session(client):
    user, _hospital = await done(_coordinator, client)
    used = clock.now() - timedelta(minutes=10)
    await done(UserSession.objects.filter(user=user).update, last_used_at=used)

    async with opened(client, "inbox") as line:
        await line.heard()
        await done(client.get, reverse("workspace:live"), {"topic": "inbox"}, headers={"X-Passive": "yes"})

    assert await done(lambda: UserSession.objects.get(user=user).last_used_at) == used


@told
async def test_the_list_of_applications_tells_only_those_who_see_the_row(client):
    cast = await done(path.cast)
    application = await done(path.filled_in, cast)
    of_the_centre = Client()
    await done(client.force_login, cast.people[HOSPITAL_COORDINATOR])
    await done(of_the_centre.force_login, cast.people[CENTRE_ADMIN])

    async with opened(client, APPLICATIONS) as own, opened(of_the_centre, APPLICATIONS, "inbox") as foreign:
        before = await own.heard()
        unseen = await foreign.heard(APPLICATIONS)
        tasks = (await done(_polled, of_the_centre, "inbox"))["inbox"]["count"]
        by = cast.actor(HOSPITAL_COORDINATOR)
        await done(applications.request_signoff, application, expected=application.version, by=by)
        assert (await own.heard())["mark"] != before["mark"]
        # The draft still belongs to the hospital alone: the centre's page hears of its own inbox, and only of that.
        await done(_open, cast.network.centre, role=CENTRE_ADMIN, scope_kind="centre")
        assert await foreign.only_heard_of("inbox", until=lambda said: said["count"] == tasks + 1)
        assert (await done(_polled, of_the_centre, APPLICATIONS))[APPLICATIONS] == unseen
