"""News by e-mail and through the gateway: planned with the news, sent to real servers, tried again, given up."""

import hashlib
import hmac
import json
from contextlib import suppress

import pytest
from django.core import checks
from django.db import transaction

from access import beats, inbox
from access.delivery import channels, hook, kinds, outbox
from access.delivery.errors import INTERRUPTED, NO_ADDRESS, NOT_ACCEPTED, SETTINGS, UNREACHABLE, WRONG_ADDRESS
from access.enums import Channel, DeliveryState
from access.models import ChannelChoice, Delivery, Notification
from tests import receivers
from tests.factories import network as make
from tests.factories.people import person
from tools import clock

pytestmark = pytest.mark.django_db

PRESSING, QUIET, SAFETY = "news.application.shared", "news.membership.joined", "news.second_factor.changed"
SECRET = "a secret of the gateway, long enough to be one"
NINE = "2026-03-05 09:00"


@pytest.fixture
def mails(settings):
    """A mail server, and the settings that lead to it."""
    with receivers.mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.PUBLIC_URL = "https://lianyan.example"
        yield server


@pytest.fixture
def gateway(settings):
    """A gateway for messages, and the settings that lead to it."""
    with receivers.gateway() as server:
        settings.MESSAGE_BACKEND = "access.delivery.hook.send"
        settings.MESSAGE_HOOK_URL, settings.MESSAGE_HOOK_SECRET = server.url, SECRET
        yield server


def _tell(*people, code=PRESSING) -> None:
    inbox.notify(people, code, make.hospital(), who="甲\r\nBcc: all@example.org", about="申请", url="/workspace/")


def _planned() -> set[tuple]:
    return set(Delivery.objects.values_list("user__username", "channel", "address"))


def _states() -> dict[str, tuple]:
    rows = Delivery.objects.values_list("channel", "state", "attempts", "error_code")
    return {channel: rest for channel, *rest in rows}


@pytest.mark.both
def test_a_message_is_planned_for_each_channel_to_which_a_person_has_an_address(gateway):
    both = person(username="both", email="wang@example.org", mobile="13800001234")
    mail = person(username="mail", email="li@example.org")
    closed = person(username="closed", email="zhao@example.org", is_active=False)
    _tell(both, mail, closed, person(username="none"))

    assert _planned() == {
        ("both", "email", "w***@example.org"),
        ("both", "message", "138****1234"),
        ("mail", "email", "l***@example.org"),
    }
    assert Notification.objects.count() == 4


def test_without_a_gateway_there_are_no_messages():
    _tell(person(email="wang@example.org", mobile="13800001234"))
    assert {channel for _user, channel, _address in _planned()} == {"email"}


def test_a_verb_that_is_rolled_back_sends_nothing(mails):
    with transaction.atomic():
        _tell(person(email="wang@example.org"))
        transaction.set_rollback(True)
    beats.run("access.deliver")
    assert (Delivery.objects.count(), mails.mails) == (0, [])


def test_news_of_a_told_past_are_sent_to_nobody():
    with outbox.paused():
        _tell(person(email="wang@example.org"))
    assert (Notification.objects.count(), Delivery.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("code", "chosen", "expected"),
    [
        (PRESSING, {}, {"email", "message"}),
        (QUIET, {}, {"email"}),
        (QUIET, {"message": True}, {"email", "message"}),
        (PRESSING, {"email": False}, {"message"}),
        (PRESSING, {"email": False, "message": False}, set()),
        # News about the safety of the account cannot be kept from its owner.
        (SAFETY, {"email": False, "message": False}, {"email"}),
        ("news.of_a_kind_that_nobody_registered", {}, {"email"}),
    ],
)
def test_a_person_chooses_by_kind_and_the_page_shows_everything(gateway, code, chosen, expected):
    user = person(email="wang@example.org", mobile="13800001234")
    kind = kinds.kind_of(code).code
    for channel, wanted in chosen.items():
        ChannelChoice.objects.create(user=user, kind=kind, channel=channel, wanted=wanted)
        ChannelChoice.objects.create(user=person(), kind=kind, channel=channel, wanted=not wanted)
    _tell(user, code=code)
    assert {channel for _user, channel, _address in _planned()} == expected
    assert user.notifications.count() == 1


def test_an_e_mail_arrives_in_the_readers_language_with_a_link(mails):
    _tell(person(name="王敏", email="wang@example.org"), person(name="Anna", email="anna@example.org", language="en"))

    beats.run("access.deliver")

    chinese, english = sorted(mails.mails, key=lambda mail: mail["To"], reverse=True)
    news = Notification.objects.get(user__name="Anna")
    assert english["Subject"].strip() == "Lianyan: 甲 Bcc: all@example.org shares 申请 with you."
    assert english["Bcc"] is None
    body = english.get_content()
    assert f"https://lianyan.example/workspace/news/{news.uid}/" in body
    assert "Hello Anna" in body
    assert "甲 Bcc: all@example.org 与您共享了“申请”。" in chinese.get_content()
    assert english["Message-ID"] == f"<{news.deliveries.get().uid}@localhost>"
    assert _states() == {"email": [DeliveryState.SENT, 1, ""]}


def test_nothing_is_sent_twice(mails):
    _tell(person(email="wang@example.org"))
    assert (outbox.send_due(), outbox.send_due(), len(mails.mails)) == (1, 0, 1)


def test_a_message_is_signed_so_that_the_gateway_can_check_it(gateway):
    _tell(person(name="王敏", mobile="13800001234"))

    with clock.at(NINE):
        Delivery.objects.update(next_try=clock.now())
        assert outbox.send_due() == 1

    path, headers, body = gateway.calls[0]
    sent = json.loads(body)
    timestamp = headers["X-Lianyan-Timestamp"]
    expected = hmac.new(SECRET.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    assert path == "/hook?tenant=1"
    assert headers["X-Lianyan-Signature"] == f"v1={expected}"
    assert int(timestamp) == clock.moment(NINE).timestamp()
    assert headers["X-Lianyan-Delivery"] == sent["uid"] == str(Delivery.objects.get().uid)
    assert (sent["address"], sent["name"], sent["kind"], sent["language"]) == (
        "13800001234",
        "王敏",
        "application",
        "zh-hans",
    )


def test_another_secret_another_time_and_another_text_give_another_signature():
    signed = hook.signature("s", "1", b"x")
    assert (
        len({signed, hook.signature("t", "1", b"x"), hook.signature("s", "2", b"x"), hook.signature("s", "1", b"y")})
        == 4
    )


def test_what_failed_is_tried_again_with_growing_pauses_and_given_up(gateway):
    gateway.status = 500
    with clock.at(NINE):
        _tell(person(mobile="13800001234"))
        for attempt, pause in enumerate(outbox.PAUSES, start=1):
            outbox.send_due()
            assert _states() == {"message": [DeliveryState.FAILED, attempt, NOT_ACCEPTED]}
            clock.advance(seconds=pause.total_seconds() - 1)
            assert outbox.send_due() == 0
            assert len(gateway.calls) == attempt
            clock.advance(seconds=1)
        outbox.send_due()
        assert _states() == {"message": [DeliveryState.GIVEN_UP, len(outbox.PAUSES) + 1, NOT_ACCEPTED]}
        clock.advance(days=30)
        outbox.send_due()
    assert len(gateway.calls) == len(outbox.PAUSES) + 1


def bring_down(letter) -> None:
    """A channel that ends the process, as the kernel does at the end of its memory: nobody notes how it went."""
    raise SystemExit


def test_a_message_that_brings_the_worker_down_is_given_up(settings):
    settings.MESSAGE_BACKEND = f"{__name__}.bring_down"
    with clock.at(NINE):
        _tell(person(mobile="13800001234"))
        for _day in range(10):
            with suppress(SystemExit):
                outbox.send_due()
            clock.advance(days=1)
    assert _states() == {"message": [DeliveryState.GIVEN_UP, len(outbox.PAUSES) + 1, INTERRUPTED]}


def test_what_failed_once_gets_through_later(gateway):
    with clock.at(NINE):
        gateway.status = 503
        _tell(person(mobile="13800001234"))
        outbox.send_due()
        gateway.status = 202
        clock.advance(minutes=1)
        assert outbox.send_due() == 1
    uids = {headers["X-Lianyan-Delivery"] for _path, headers, _body in gateway.calls}
    assert (len(gateway.calls), len(uids)) == (2, 1)
    assert _states() == {"message": [DeliveryState.SENT, 2, ""]}


def test_a_redirect_is_not_followed(gateway):
    with receivers.gateway() as elsewhere:
        gateway.status, gateway.headers = 307, {"Location": elsewhere.url}
        _tell(person(mobile="13800001234"))
        outbox.send_due()
        assert elsewhere.calls == []
    assert _states() == {"message": [DeliveryState.FAILED, 1, NOT_ACCEPTED]}


def test_what_will_never_be_taken_is_given_up_at_once(gateway, mails):
    gateway.status = 422
    mails.refused["gone@example.org"] = "550 no such person"
    mails.refused["later@example.org"] = "450 mailbox is full"
    _tell(person(mobile="13800001234"), person(email="gone@example.org"), person(email="later@example.org"))
    outbox.send_due()
    rows = set(Delivery.objects.values_list("address", "state", "error_code"))
    assert rows == {
        ("138****1234", DeliveryState.GIVEN_UP, WRONG_ADDRESS),
        ("g***@example.org", DeliveryState.GIVEN_UP, WRONG_ADDRESS),
        ("l***@example.org", DeliveryState.FAILED, WRONG_ADDRESS),
    }


def test_a_server_that_is_away_does_not_hold_up_the_others(gateway, settings):
    with receivers.gateway() as closed:
        settings.MESSAGE_HOOK_URL = closed.url
    _tell(*[person(mobile=f"1380000000{number}", email=f"a{number}@example.org") for number in range(3)])

    assert outbox.send_due() == 3

    found = Delivery.objects.filter(channel=Channel.MESSAGE).values_list("state", "error_code")
    assert sorted(found) == sorted([("failed", UNREACHABLE), ("queued", ""), ("queued", "")])


def test_who_has_left_meanwhile_gets_nothing(mails):
    user = person(email="wang@example.org")
    _tell(user)
    user.is_active = False
    user.save()
    outbox.send_due()
    assert (mails.mails, _states()) == ([], {"email": [DeliveryState.GIVEN_UP, 1, NO_ADDRESS]})


@pytest.mark.parametrize(
    ("url", "secret", "faults"),
    [
        ("https://gateway.example/hook", SECRET, 0),
        ("http://localhost:9000/hook", SECRET, 0),
        ("http://gateway.example/hook", SECRET, 1),
        ("ftp://localhost/hook", SECRET, 1),
        ("https://user@gateway.example/hook", SECRET, 1),
        ("https://gateway.example/hook", "short", 1),
    ],
)
def test_a_gateway_without_encryption_or_with_a_poor_secret_is_not_used(settings, url, secret, faults):
    settings.MESSAGE_HOOK_URL, settings.MESSAGE_HOOK_SECRET = url, secret
    assert len(hook.check_hook()) == faults
    assert all(isinstance(fault, checks.Error) for fault in hook.check_hook())


def test_wrong_settings_are_told_in_the_delivery_log(gateway, settings):
    settings.MESSAGE_HOOK_SECRET = "short"
    _tell(person(mobile="13800001234"))
    outbox.send_due()
    assert (_states(), gateway.calls) == ({"message": [DeliveryState.FAILED, 1, SETTINGS]}, [])


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("wang@example.org", "w***@example.org"),
        ("+8613800001234", "+86 138****1234"),
        ("+8612345", "****"),
        ("13800001234", "138****1234"),
        ("12345", "****"),
        ("@x", "***@x"),
    ],
)
def test_addresses_are_masked(address, shown):
    assert channels.masked(address) == shown
