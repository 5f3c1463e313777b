"""How long a session may last, how many there are, and what its person is told when it is over."""

import pytest
from django.test import Client
from django.urls import reverse

from access import beats, sessions
from access.actor import Actor
from access.domain import invitations
from access.domain.role_assignments import grant
from access.models import UserSession
from access.roles import HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, STEWARD
from tests.access.test_sessions import LOGIN, _holder, _is_in
from tests.factories import network as make
from tests.factories.people import PASSWORD, give, holder, person, with_password
from tools import clock

pytestmark = pytest.mark.django_db


def test_whoever_stays_in_the_last_minute_stays(client, strict):
    """What was done within a minute of another use is not written down, and counts for the page all the same."""
    with clock.at("2026-03-05 09:00"):
        client.force_login(_holder(HOSPITAL_COORDINATOR))
        clock.advance(seconds=59)
        assert _is_in(client)
        clock.advance(minutes=29, seconds=59)
        assert client.get(reverse("workspace:awake"), headers={"Accept": "application/json"}).status_code == 204


def test_a_session_ends_after_a_working_day_however_much_it_is_used(client, strict, in_english):
    client.cookies["django_language"] = "en"
    with clock.at("2026-03-05 09:00"):
        client.force_login(_holder(HOSPITAL_COORDINATOR))
        for _ in range(36):
            clock.advance(minutes=20)
            assert _is_in(client)
        clock.advance(seconds=1)
        answer = client.get("/workspace/", follow=True)

    assert [str(message) for message in answer.context["messages"]] == [sessions.sentence(sessions.LONGEST)]
    assert UserSession.objects.get().ended_because == sessions.LONGEST


def test_the_cookie_is_gone_with_the_browser_whichever_way_somebody_came_in(client):
    with_password(person(username="by_password"))
    hospital = make.hospital()
    by = Actor.of(holder(HOSPITAL_ADMIN, hospital))
    _invitation, secret = invitations.invite(hospital, name="新", role=STEWARD, by=by)
    account = {"username": "newcomer", "password": PASSWORD, "repeated": PASSWORD}

    ways = [
        Client().post(LOGIN, {"login": "by_password", "password": PASSWORD}),
        Client().post(reverse("invitation", args=[secret]), account),
    ]

    assert [answer.cookies["sessionid"]["max-age"] for answer in ways] == ["", ""]


def test_a_role_that_allows_one_session_ends_the_others_at_once(
    strict, in_english, django_capture_on_commit_callbacks
):
    hospital, browsers = make.hospital(), [Client() for _ in range(3)]
    user = holder(HOSPITAL_COORDINATOR, hospital)
    with clock.at("2026-03-05 09:00"):
        for browser in browsers:
            browser.cookies["django_language"] = "en"
            browser.force_login(user)
            clock.advance(minutes=2)
        assert _is_in(browsers[1])
        with django_capture_on_commit_callbacks(execute=True):
            grant(hospital, user=user, role=HOSPITAL_COORDINATOR, reason="x", by=Actor.as_system("test"))
            assert user.sessions.live().count() == 3
            grant(hospital, user=user, role=HOSPITAL_ADMIN, reason="x", by=Actor.as_system("test"))

        assert [_is_in(browser) for browser in browsers] == [False, True, False]
    told = browsers[0].get(LOGIN).context["messages"]
    assert [str(message) for message in told] == [sessions.sentence(sessions.ONE_ONLY)]
    assert [news.code for news in user.notifications.all()] == ["news.sign_in.one_only"]


def test_why_a_session_ended_waits_for_the_page_on_which_it_matters(client, in_english):
    client.cookies["django_language"] = "en"
    client.force_login(_holder(HOSPITAL_COORDINATOR))
    UserSession.objects.update(ended_at=clock.now(), ended_because=sessions.BY_ONESELF)

    for _ in range(2):
        assert client.get("/search/").status_code == 200
    answer = client.get("/workspace/", follow=True)

    assert [str(message) for message in answer.context["messages"]] == [sessions.sentence(sessions.BY_ONESELF)]


def test_a_role_that_begins_later_ends_the_others_on_its_day(strict):
    hospital, browsers = make.hospital(), [Client() for _ in range(2)]
    user, other = holder(HOSPITAL_COORDINATOR, hospital), holder(HOSPITAL_COORDINATOR, hospital)
    give(user, HOSPITAL_ADMIN, hospital, valid_from="2026-03-06")
    with clock.at("2026-03-05 23:55"):
        for browser in browsers:
            browser.force_login(user)
        for _ in range(2):
            Client().force_login(other)
        beats.run("access.one_session")
        assert user.sessions.live().count() == 2
        clock.advance(minutes=10)
        beats.run("access.one_session")

        assert [_is_in(browser) for browser in browsers] == [False, True]
    assert other.sessions.live().count() == 2
