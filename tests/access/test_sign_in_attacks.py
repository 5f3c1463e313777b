"""Attacks on the sign-in, each of which comes through where its defence is missing."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from access.adapters import NOT_ADMITTED, TOO_MANY
from access.delivery import outbox
from access.enums import DeliveryState
from access.models import Delivery, LogEntry, Notification
from tests.access.test_sign_in import LOGIN, is_in, shown, sign_in
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def test_one_address_cannot_try_a_password_on_many_accounts(client, strict, somebody):
    for number in range(20):
        assert str(NOT_ADMITTED) in sign_in(client, f"nobody{number}", "Spring-2026").content.decode()

    assert str(TOO_MANY) in sign_in(client).content.decode() and not is_in(client)
    assert sign_in(client, REMOTE_ADDR="198.51.100.7").status_code == 302


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:///evil.example"],
)
def test_the_way_on_leads_to_no_other_site(client, somebody, target):
    answer = client.post(LOGIN, {"login": "somebody", "password": PASSWORD, "next": target})

    assert answer.url == reverse("workspace:inbox")


def test_the_way_on_leads_back_to_the_page_that_was_asked(client, somebody):
    answer = client.post(LOGIN, {"login": "somebody", "password": PASSWORD, "next": "/workspace/search/?q=x"})

    assert answer.url == "/workspace/search/?q=x"


def test_a_session_that_somebody_else_prepared_is_not_the_one_that_is_signed_in(client, somebody):
    session = client.session
    session["prepared"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before

    sign_in(client)

    assert client.session.session_key != before
    client.cookies["sessionid"] = before
    assert not is_in(client)


ENTRANCES = ["account_login", "account_reset_password", "account_reset_password_by_code", "enter_code"]


@pytest.mark.parametrize("name", ENTRANCES)
def test_entrances_stand_in_no_frame_and_in_no_cache_of_others(client, name):
    answer = client.get(reverse(name))

    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", [*ENTRANCES, "account_logout", "account_change_password", "demo:enter"])
def test_forms_of_other_sites_are_refused(somebody, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(somebody)

    answer = client.post(reverse(name), {"login": "somebody", "password": PASSWORD, "person": "somebody"})

    assert answer.status_code == 403
    assert client.session["_auth_user_id"] == str(somebody.pk)


def test_the_link_in_a_mail_leads_to_the_known_address_whatever_host_was_asked(client, settings, somebody):
    settings.PUBLIC_URL = "https://lianyan.example"
    client.post(reverse("account_reset_password"), {"email": somebody.email}, headers={"host": "evil.example"})
    outbox.send_due()

    assert [message.to for message in mail.outbox] == [[somebody.email]]
    text = f"{mail.outbox[0].subject} {mail.outbox[0].body}"
    assert "https://lianyan.example/accounts/password/reset/key/" in text and "evil" not in text


def test_whoever_asks_for_a_link_does_not_learn_whether_the_account_is_there(client, somebody):
    answers = [
        client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in (somebody.email, "nobody@example.org")
    ]

    assert shown(answers[0]) == shown(answers[1])
    assert len(mail.outbox) == 0, "a letter is sent by the worker: the answer waits for no mail server"
    assert outbox.send_due() == len(mail.outbox) == 1


def test_a_mail_server_that_is_down_does_not_tell_known_addresses_either(client, settings, somebody):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    known, unknown = (
        client.post(reverse("account_reset_password"), {"email": email})
        for email in (somebody.email, "no@example.org")
    )

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url) == (302, unknown.url)
    assert (outbox.send_due(), Delivery.objects.get().state) == (0, DeliveryState.FAILED)


def test_the_link_stands_in_its_letter_only(client, somebody):
    for _ in range(2):
        client.post(reverse("account_reset_password"), {"email": somebody.email})
    outbox.send_due()

    (link,) = re.findall(r"/accounts/password/reset/key/(\S+)/", mail.outbox[0].body)
    kept = [list(model.objects.values()) for model in (Delivery, Notification, LogEntry)]
    assert len(mail.outbox) == len(kept[0]) == len(kept[1]) == 1
    assert link.partition("-")[2] not in str(kept)
    assert LogEntry.objects.filter(verb="sign_in.link_asked", object_id=somebody.pk).count() == 1
    assert client.get(f"/accounts/password/reset/key/{link}/", follow=True).context["form"]
