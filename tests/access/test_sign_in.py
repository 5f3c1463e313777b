"""Signing in: by whatever name one remembers, with one answer for everything that does not fit, and a lock."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import reverse
from django.utils import translation

from access.enums import EntryKind
from access.models import LogEntry, Notification, User
from config import settings as production
from tests.factories.people import PASSWORD, person, with_password
from tools import clock

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


def sign_in(client, login="somebody", password=PASSWORD, query="", **extra):
    return client.post(LOGIN + query, {"login": login, "password": password}, **extra)


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def shown(answer) -> str:
    """What a page says, without what differs each time and without the name that was typed."""
    text = re.sub(
        r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"|hx-headers=\'[^\']+\'', "", answer.content.decode()
    )
    return re.sub(r'name="login" value="[^"]*"', "", text)


@pytest.mark.parametrize(
    "login",
    [
        "somebody",
        " SOMEBODY ",
        "some.body@example.org",
        "Some.Body@EXAMPLE.org",
        "13912345678",
        "+86 139 1234 5678",
        "0086-139-1234-5678",
        "１３９１２３４５６７８",
    ],
)
def test_one_field_takes_user_name_address_and_number(client, somebody, login):
    answer = sign_in(client, login)

    assert (answer.status_code, answer.url) == (302, reverse("workspace:inbox"))
    assert is_in(client)


@pytest.mark.parametrize(
    "login", ["", "  ", "nobody", "1391234567", "some.body", "@", "a\0b", "x" * 300, "' OR 1=1 --"]
)
def test_other_names_let_nobody_in(client, somebody, login):
    assert sign_in(client, login).status_code == 200
    assert not is_in(client)


def test_a_user_name_that_is_anothers_address_does_not_stand_in_the_way(client, somebody):
    with_password(person(username="some.body@example.org"), "别人的-Password-1")

    assert sign_in(client, "some.body@example.org", "别人的-Password-1").status_code == 200
    assert sign_in(client, "some.body@example.org").status_code == 302


@pytest.fixture
def locked(somebody):
    somebody.failures, somebody.locked_until = 5, clock.now() + timedelta(minutes=10)
    somebody.save()
    return somebody


def test_unknown_name_wrong_password_and_locked_account_get_the_same_page(client, somebody):
    wrong = sign_in(client, "somebody", "wrong")
    unknown = sign_in(client, "nobody", "wrong")
    User.objects.filter(pk=somebody.pk).update(failures=5, locked_until=clock.now() + timedelta(minutes=10))
    locked = sign_in(client, "somebody", PASSWORD)
    by_address = sign_in(client, "nobody@example.org", "wrong")

    assert shown(wrong) == shown(unknown) == shown(locked) == shown(by_address)
    assert {answer.status_code for answer in (wrong, unknown, locked, by_address)} == {200}
    assert {tuple(sorted(answer.headers)) for answer in (wrong, unknown, locked)} == {tuple(sorted(wrong.headers))}
    assert not is_in(client)


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password was hashed."""

    work = 0

    def encode(self, password, salt):
        CountingHasher.work += 1
        return super().encode(password, salt)


def test_whoever_is_not_let_in_costs_the_same_work(client, settings, somebody):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]

    def work(login, password) -> int:
        CountingHasher.work = 0
        sign_in(client, login, password)
        return CountingHasher.work

    wrong, unknown = work("somebody", "wrong"), work("nobody", "wrong")
    User.objects.filter(pk=somebody.pk).update(failures=5, locked_until=clock.now() + timedelta(minutes=10))

    assert {wrong, unknown, work("somebody", "wrong"), work("somebody", PASSWORD)} == {1}


def test_the_deployed_rules_are_those_that_are_asked_for():
    assert (production.SIGN_IN_FAILURES, production.SIGN_IN_LOCK_MINUTES, production.UNUSED_ACCOUNT_DAYS) == (
        5,
        30,
        90,
    )
    assert (production.SESSION_IDLE_MINUTES, production.SESSION_IDLE_MINUTES_ADMIN) == (30, 15)
    assert (production.PASSWORD_LENGTH, production.PASSWORD_LENGTH_PRIVILEGED, production.PASSWORD_CLASSES) == (
        8,
        12,
        3,
    )
    assert (production.PASSWORD_HISTORY, production.PASSWORD_MAX_AGE_DAYS) == (5, 90)
    assert production.ONE_SESSION_FOR_PRIVILEGED and production.ACCOUNT_RATE_LIMITS["password_failed"]
    assert production.ACCOUNT_RATE_LIMITS["login_failed"].endswith("/key")
    assert production.SESSION_LONGEST_HOURS == 12 and production.SESSION_EXPIRE_AT_BROWSER_CLOSE


def test_five_failures_lock_for_half_an_hour_and_the_person_is_told(
    client, somebody, django_capture_on_commit_callbacks
):
    with clock.at("2026-03-05 09:00"):
        with django_capture_on_commit_callbacks(execute=True):
            for _ in range(5):
                sign_in(client, password="wrong")
        assert sign_in(client).status_code == 200 and not is_in(client)
        clock.advance(minutes=29)
        assert sign_in(client).status_code == 200
        clock.advance(minutes=1)
        assert sign_in(client).status_code == 302 and is_in(client)

    acts = LogEntry.objects.filter(object_id=somebody.pk, kind=EntryKind.SIGN_IN).order_by("pk")
    assert [entry.verb.removeprefix("sign_in.") for entry in acts] == ["failed"] * 5 + ["locked"] + ["failed"] * 2 + [
        "began"
    ]
    assert [news.code for news in Notification.objects.filter(user=somebody)] == ["news.sign_in.locked"]


def test_a_count_above_a_lowered_setting_locks_for_a_while_and_no_longer(client, settings, somebody):
    with clock.at("2026-03-05 09:00"):
        User.objects.filter(pk=somebody.pk).update(failures=4)
        settings.SIGN_IN_FAILURES = 3
        assert sign_in(client).status_code == 200
        clock.advance(minutes=30)
        assert sign_in(client).status_code == 302


def test_a_right_password_begins_the_count_anew(client, somebody):
    for _ in range(2):
        for _ in range(4):
            sign_in(client, password="wrong")
        assert sign_in(client).status_code == 302
        client.logout()

    somebody.refresh_from_db()
    assert (somebody.failures, somebody.locked_until) == (0, None)


def test_the_fifth_try_counts_when_it_is_right(client, somebody):
    for _ in range(4):
        sign_in(client, password="wrong")

    assert sign_in(client).status_code == 302


def test_a_locked_account_keeps_whoever_is_in(client, somebody):
    sign_in(client)
    User.objects.filter(pk=somebody.pk).update(failures=5, locked_until=clock.now() + timedelta(minutes=10))

    assert client.get("/workspace/").status_code == 200


def test_neither_passwords_nor_unknown_names_stand_in_the_logbook(client, somebody):
    sign_in(client, password="Secret-of-mine-1")
    sign_in(client, "My-password-typed-as-name", "x")
    sign_in(client)

    rows = list(LogEntry.objects.filter(verb__startswith="sign_in.").order_by("pk").values())
    assert [row["object_id"] for row in rows] == [somebody.pk, None, somebody.pk]
    told = str(rows)
    assert not any(secret in told for secret in ("Secret-of-mine-1", "My-password-typed-as-name", PASSWORD))


def test_whoever_is_closed_out_learns_why_only_with_the_right_password(client, strict, somebody):
    User.objects.filter(pk=somebody.pk).update(is_active=False)
    with translation.override("en"):
        client.cookies["django_language"] = "en"
        told, untold = sign_in(client), sign_in(client, password="wrong")

    assert "is closed" in told.content.decode()
    assert "is closed" not in untold.content.decode()
    assert not is_in(client)


def test_ninety_days_without_use_close_an_account(client, strict, somebody):
    with clock.at("2026-03-05 09:00"):
        sign_in(client)
        client.logout()
        clock.advance(days=90)
        assert sign_in(client).status_code == 302
        client.logout()
        clock.advance(days=90, minutes=1)
        answer = sign_in(client)

    assert answer.status_code == 403 and answer.templates[0].name == "account/account_inactive.html"
    assert not is_in(client)
