"""Sessions: how long, how many, and that their person sees and ends them."""

import pytest
from django.test import Client
from django.urls import reverse

from access import beats, sessions
from access.devices import device_name
from access.models import LogEntry, Notification, User, UserSession
from access.roles import AUDITOR, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from tests.factories import network as make
from tests.factories.people import holder, person, with_password
from tools import clock

pytestmark = pytest.mark.django_db

LOGIN = reverse("account_login")
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"


def _holder(role) -> User:
    return holder(role, make.hospital() if role.startswith("hospital") else None)


def _is_in(client, path="/workspace/", **extra) -> bool:
    return client.get(path, **extra).status_code == 200


def test_a_privileged_person_has_one_session_and_learns_why_the_other_ended(
    client, strict, in_english, django_capture_on_commit_callbacks
):
    user, other = _holder(HOSPITAL_ADMIN), Client()
    other.cookies["django_language"] = "en"
    other.force_login(user)
    assert _is_in(other)

    with django_capture_on_commit_callbacks(execute=True):
        client.force_login(user)

    answer = other.get("/workspace/", follow=True)
    assert answer.redirect_chain[-1][0].startswith(LOGIN)
    assert [str(message) for message in answer.context["messages"]] == [sessions.sentence(sessions.ELSEWHERE)]
    assert _is_in(client)
    assert list(Notification.objects.filter(user=user).values_list("code", flat=True)) == ["news.sign_in.elsewhere"]
    assert user.sessions.live().count() == 1


def test_others_have_as_many_as_they_want(client, strict):
    user, other = _holder(HOSPITAL_COORDINATOR), Client()
    other.force_login(user)
    client.force_login(user)

    assert _is_in(other) and _is_in(client)


@pytest.mark.parametrize(
    ("role", "minutes"), [(HOSPITAL_COORDINATOR, 30), (CENTRE_DIRECTOR, 30), (HOSPITAL_ADMIN, 15), (AUDITOR, 15)]
)
def test_idle_sessions_end(client, strict, role, minutes):
    with clock.at("2026-03-05 09:00"):
        client.force_login(_holder(role))
        clock.advance(minutes=minutes)
        assert _is_in(client)
        clock.advance(minutes=minutes)
        assert _is_in(client), "use prolongs a session"
        # The row knows the last use to the minute: the server waits for one minute more than the page.
        clock.advance(minutes=minutes + 1, seconds=1)
        answer = client.get("/workspace/?x=1")

    assert (answer.status_code, answer.url) == (302, f"{LOGIN}?next=/workspace/%3Fx%3D1")
    row = UserSession.objects.get()
    assert row.ended_because == sessions.IDLE and row.ended_at is not None
    assert LogEntry.objects.get(verb="sign_in.session_ended").changes["because"][1] == {"code": sessions.IDLE}


def test_a_page_that_asks_by_itself_does_not_keep_a_session_alive(client, strict):
    with clock.at("2026-03-05 09:00"):
        client.force_login(_holder(HOSPITAL_ADMIN))
        for _ in range(3):
            clock.advance(minutes=5)
            assert _is_in(client, headers={sessions.PASSIVE_HEADER: "1"})
        clock.advance(minutes=1, seconds=1)
        answer = client.get("/workspace/", headers={sessions.PASSIVE_HEADER: "1"})

    assert (answer.status_code, answer.json()["url"]) == (401, LOGIN)


@pytest.mark.parametrize("headers", [{"Accept": "application/json"}, {"HX-Request": "true"}, {"X-Passive": "1"}])
def test_scripts_are_told_instead_of_given_the_sign_in_page(client, headers):
    client.force_login(_holder(HOSPITAL_COORDINATOR))
    UserSession.objects.update(ended_at=clock.now(), ended_because=sessions.BY_ONESELF)

    first, second = (client.post("/workspace/hat/", headers=headers) for _ in range(2))

    assert (first.status_code, first.json()["message"]) == (401, sessions.sentence(sessions.BY_ONESELF))
    assert (second.status_code, second.json()["message"]) == (401, sessions.sentence(sessions.GONE))


def test_the_own_sessions_are_shown_and_ended(client):
    user, other, third = _holder(HOSPITAL_COORDINATOR), Client(headers={"user-agent": CHROME}), Client()
    for one in (other, third, client):
        one.force_login(user)
    # Signing in without a form leaves the device unknown: the row is given what a browser would have said.
    user.sessions.order_by("pk").filter(pk=user.sessions.order_by("pk").first().pk).update(
        device=CHROME, address="192.0.2.7"
    )

    shown = client.get(reverse("access:account"))

    assert [entry["is_this"] for entry in shown.context["sessions"]] == [True, False, False]
    assert "Chrome, Windows" in shown.content.decode() and "192.0.2.7" in shown.content.decode()
    client.post(reverse("access:end_session", args=[user.sessions.order_by("pk").first().uid]))
    assert not _is_in(other) and _is_in(third) and _is_in(client)
    client.post(reverse("access:end_other_sessions"))
    assert not _is_in(third) and _is_in(client)


def test_nobody_ends_anothers_session(client):
    other, stranger = Client(), _holder(HOSPITAL_COORDINATOR)
    other.force_login(_holder(HOSPITAL_COORDINATOR))
    client.force_login(stranger)

    client.post(reverse("access:end_session", args=[UserSession.objects.order_by("pk").first().uid]))
    client.post(reverse("access:end_other_sessions"))

    assert _is_in(other)


def test_signing_out_ends_the_row_and_a_kept_cookie_is_worth_nothing(client):
    user = _holder(HOSPITAL_COORDINATOR)
    client.force_login(user)
    kept = client.cookies["sessionid"].value

    client.post(reverse("account_logout"))

    assert user.sessions.get().ended_because == sessions.SIGNED_OUT
    assert LogEntry.objects.filter(verb="sign_in.signed_out", actor_id=user.pk).count() == 1
    client.cookies["sessionid"] = kept
    assert not _is_in(client)


def test_a_session_without_its_row_is_none(client):
    client.force_login(_holder(HOSPITAL_COORDINATOR))
    UserSession.objects.all().delete()

    assert not _is_in(client)


def test_the_row_of_another_person_is_none(client):
    client.force_login(_holder(HOSPITAL_COORDINATOR))
    UserSession.objects.update(user=person())

    assert not _is_in(client)


def test_a_closed_account_is_out_at_once(client):
    user = _holder(HOSPITAL_COORDINATOR)
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert not _is_in(client)


def test_an_ended_session_leaves_public_pages_alone(client):
    client.force_login(_holder(HOSPITAL_COORDINATOR))
    UserSession.objects.update(ended_at=clock.now(), ended_because=sessions.IDLE)

    assert client.get("/search/").status_code == 200


def test_the_last_use_of_an_account_is_kept_to_the_day(client):
    with clock.at("2026-03-05 09:00"):
        user = _holder(HOSPITAL_COORDINATOR)
        client.force_login(user)
        first = User.objects.get(pk=user.pk).last_used_at
        clock.advance(hours=5)
        client.get("/workspace/")
        assert User.objects.get(pk=user.pk).last_used_at == first
        clock.advance(hours=20)
        client.get("/workspace/")
        assert User.objects.get(pk=user.pk).last_used_at == clock.now()


def test_old_rows_are_forgotten_and_the_logbook_is_not(client):
    with clock.at("2026-03-05 09:00"):
        for _ in range(2):
            Client().force_login(_holder(HOSPITAL_COORDINATOR))
            clock.advance(days=15)
        beats.run("access.forget_sessions")
        assert UserSession.objects.count() == 2
        clock.advance(minutes=1)
        beats.run("access.forget_sessions")

    assert UserSession.objects.count() == 1
    assert LogEntry.objects.filter(verb="sign_in.began").count() == 2


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (CHROME, "Chrome, Windows"),
        (CHROME + " Edg/126.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/86.0 Mobile Safari/537.36 MicroMessenger/8.0", "WeChat, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8", "unknown device"),
    ],
)
def test_devices_have_names_that_people_know(in_english, agent, name):
    assert device_name(agent) == name


def test_number_and_address_are_changed_with_the_password(client, django_capture_on_commit_callbacks):
    user = with_password(_holder(HOSPITAL_COORDINATOR), "Quiet-m8")
    client.force_login(user)
    data = {"mobile": "139 1234 5678", "email": "new@example.org", "password": "Quiet-m8"}

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("access:account"), data).status_code == 302

    user.refresh_from_db()
    assert (user.mobile, user.email) == ("+8613912345678", "")
    assert user.email_changes.get().email == "new@example.org"
    assert LogEntry.objects.get(verb="sign_in.contact_changed").changes == {"mobile": "changed"}
    assert Notification.objects.filter(user=user, code="news.account.contact_changed").exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password": "wrong"}, "password"),
        ({"mobile": "12345"}, "mobile"),
        ({"mobile": "+8613900000000"}, "mobile"),
        ({"email": "TAKEN@example.org"}, "email"),
        ({"email": "no address"}, "email"),
    ],
)
def test_a_contact_that_cannot_be_is_told_at_the_field(client, change, field):
    person(mobile="+8613900000000", email="taken@example.org")
    user = with_password(_holder(HOSPITAL_COORDINATOR), "Quiet-m8")
    client.force_login(user)

    answer = client.post(reverse("access:account"), {"mobile": "", "email": "", "password": "Quiet-m8"} | change)

    assert list(answer.context["form"].errors) == [field]
    assert not LogEntry.objects.filter(verb="sign_in.contact_changed").exists()


def test_without_the_own_password_nobody_learns_whose_number_it_is(client):
    person(mobile="+8613900000000", email="taken@example.org")
    client.force_login(with_password(_holder(HOSPITAL_COORDINATOR), "Quiet-m8"))
    data = {"mobile": "139 0000 0000", "email": "taken@example.org"}

    untold, told = (client.post(reverse("access:account"), data | {"password": one}) for one in ("wrong", "Quiet-m8"))

    assert list(untold.context["form"].errors) == ["password"]
    assert sorted(told.context["form"].errors) == ["email", "mobile"]
