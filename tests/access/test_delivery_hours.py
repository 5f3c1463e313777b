"""When news go out: quiet hours, the digest, and what counts beside the inbox."""

from datetime import date

import pytest
from django.urls import reverse

from access import beats, inbox
from access.delivery import digests, kinds, outbox
from access.enums import Channel, DeliveryState, Rhythm
from access.models import ChannelChoice, Delivery, DeliveryHours, Notification
from access.roles import HOSPITAL_ADMIN
from tests import receivers
from tests.access.channel_forms import typed_choices
from tests.factories import network as make
from tests.factories.people import holder, person
from tools import clock

pytestmark = pytest.mark.django_db

PRESSING, QUIET, SAFETY = "news.application.shared", "news.membership.joined", "news.second_factor.changed"
# A Thursday.
NINE = "2026-03-05 09:00"


@pytest.fixture
def mails(settings):
    """A mail server, and the settings that lead to it."""
    with receivers.mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.PUBLIC_URL = "https://lianyan.example"
        yield server


def _tell(*people, code=PRESSING) -> None:
    inbox.notify(people, code, make.hospital(), who="甲", about="申请", url="/workspace/")


def _hours(user=None, **columns) -> DeliveryHours:
    return DeliveryHours(user=user or person(email="wang@example.org"), **columns)


NIGHT = {"quiet_from": "22:00", "quiet_to": "07:30"}


@pytest.mark.parametrize(
    ("columns", "moment", "free"),
    [
        ({}, "2026-03-05 23:00", "2026-03-05 23:00"),
        (NIGHT, "2026-03-05 21:59", "2026-03-05 21:59"),
        (NIGHT, "2026-03-05 22:00", "2026-03-06 07:30"),
        (NIGHT, "2026-03-06 07:29", "2026-03-06 07:30"),
        (NIGHT, "2026-03-06 07:30", "2026-03-06 07:30"),
        ({"quiet_from": "12:00", "quiet_to": "14:00"}, "2026-03-05 13:00", "2026-03-05 14:00"),
        ({"quiet_from": "12:00", "quiet_to": "14:00"}, "2026-03-05 14:00", "2026-03-05 14:00"),
        # Saturday, and Friday night before it.
        ({"quiet_days_off": True}, "2026-03-07 10:00", "2026-03-09 00:00"),
        (NIGHT | {"quiet_days_off": True}, "2026-03-06 23:00", "2026-03-09 07:30"),
        # National Day's holidays of 2025, with the working Sunday before them.
        (NIGHT | {"quiet_days_off": True}, "2025-10-01 10:00", "2025-10-09 07:30"),
        ({"quiet_days_off": True}, "2025-09-28 10:00", "2025-09-28 10:00"),
    ],
)
def test_quiet_time_ends_at(columns, moment, free):
    hours = _hours(**columns)
    hours.save()
    hours.refresh_from_db()
    assert hours.free_from(clock.moment(moment)) == clock.moment(free)


@pytest.mark.parametrize(
    ("rhythm", "after", "expected"),
    [
        (Rhythm.OFF, "2026-03-05 07:00", None),
        (Rhythm.DAILY, "2026-03-05 07:00", "2026-03-05 08:00"),
        (Rhythm.DAILY, "2026-03-05 08:00", "2026-03-06 08:00"),
        (Rhythm.WEEKLY, "2026-03-05 07:00", "2026-03-06 08:00"),
        (Rhythm.WEEKLY, "2026-03-06 08:00", "2026-03-13 08:00"),
    ],
)
def test_the_next_digest_comes_at(rhythm, after, expected):
    found = _hours(digest=rhythm, digest_hour=8, digest_weekday=4).next_digest(clock.moment(after))
    assert found == (clock.moment(expected) if expected else None)


def test_what_would_go_out_in_quiet_hours_waits_until_they_end_and_safety_never_waits(mails):
    user = person(email="wang@example.org")
    _hours(user, **NIGHT).save()
    with clock.at("2026-03-05 23:00"):
        _tell(user)
        _tell(user, code=SAFETY)
        assert outbox.send_due() == 1
        assert set(Delivery.objects.values_list("kind", "state", "next_try")) >= {
            ("application", "queued", clock.moment("2026-03-06 07:30"))
        }
        clock.move_to("2026-03-06 07:29")
        assert outbox.send_due() == 0
        clock.move_to("2026-03-06 07:30")
        assert outbox.send_due() == 1
    assert len(mails.mails) == 2


def test_a_further_attempt_waits_for_the_end_of_quiet_hours_too_and_costs_none(mails):
    user = person(email="later@example.org")
    mails.refused["later@example.org"] = "450 mailbox is full"
    _hours(user, **NIGHT).save()
    with clock.at("2026-03-05 21:59"):
        _tell(user)
        outbox.send_due()
        clock.move_to("2026-03-05 22:05")
        outbox.send_due()
        row = Delivery.objects.get()
    assert (row.state, row.attempts, row.next_try) == (
        DeliveryState.FAILED,
        1,
        clock.moment("2026-03-06 07:30"),
    )


def _reader(email="wang@example.org", rhythm=Rhythm.DAILY, **columns):
    """A hospital's administrator who has memberships and applications in a daily digest at eight."""
    hospital = make.hospital()
    user = holder(HOSPITAL_ADMIN, hospital)
    user.email, user.name = email, "王敏"
    for name, value in columns.items():
        setattr(user, name, value)
    user.save()
    for kind in ("application", "membership"):
        ChannelChoice.objects.create(user=user, kind=kind, channel="email", wanted=False, in_digest=True)
    hours = _hours(user, digest=rhythm, digest_hour=8, digest_weekday=4)
    hours.digest_due = hours.next_digest(clock.now())
    hours.save()
    return user, hospital


def _open(hospital, due=None) -> None:
    inbox.open_task(
        "task.application.fill_in",
        hospital,
        role=HOSPITAL_ADMIN,
        scope_kind="hospital",
        scope_id=hospital.pk,
        due=due,
        url="/workspace/",
        about="申请",
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["What is new", "[Membership applications]", "What you have open", "overdue since 2026-03-01:"]),
        ("zh-hans", ["/workspace/news/", "2026-03-01"]),
    ],
)
def test_a_digest_tells_news_by_kind_and_open_tasks_in_one_mail(mails, language, words):
    with clock.at(NINE):
        user, hospital = _reader(language=language)
        _tell(user)
        _tell(user, code=QUIET)
        _tell(user, code=SAFETY)
        _open(hospital, due=date(2026, 3, 1))
        assert set(Delivery.objects.values_list("kind", flat=True)) == {"account"}
        assert outbox.send_due() == 1
        clock.move_to("2026-03-06 08:00")
        beats.run("access.digests")
        beats.run("access.digests")
        assert outbox.send_due() == 1
        body = mails.mails[-1].get_content()

    assert [word for word in words if word not in body] == []
    told = Notification.objects.exclude(digest=None)
    assert {item.code for item in told} == {PRESSING, QUIET}
    for item in told:
        assert f"https://lianyan.example/workspace/news/{item.uid}/" in body
    assert Delivery.objects.get(kind=kinds.DIGEST.code).state == DeliveryState.SENT


def test_no_digest_comes_when_nothing_is_new_and_one_after_a_stop_of_days(mails):
    with clock.at(NINE):
        user, hospital = _reader()
        clock.move_to("2026-03-06 08:00")
        assert digests.make_due() == 0
        _open(hospital)
        _tell(user)
        clock.move_to("2026-03-10 11:00")
        assert (digests.make_due(), digests.make_due()) == (1, 0)
        assert user.delivery_hours.__class__.objects.get().digest_due == clock.moment("2026-03-11 08:00")
        # The task is still open, but told of; the news, too.
        clock.move_to("2026-03-11 08:00")
        assert digests.make_due() == 0


def test_what_was_read_on_the_page_is_no_news():
    with clock.at(NINE):
        user, _hospital = _reader()
        _tell(user)
        Notification.objects.update(read_at=clock.now())
        clock.move_to("2026-03-06 08:00")
        assert digests.make_due() == 0


def test_a_digest_waits_for_quiet_hours_and_for_nobody_without_an_address(mails):
    with clock.at(NINE):
        user, _hospital = _reader()
        DeliveryHours.objects.update(quiet_from="06:00", quiet_to="10:00")
        nobody, _other = _reader(email="")
        _tell(user, nobody)
        clock.move_to("2026-03-06 08:00")
        assert digests.make_due() == 1
        assert outbox.send_due() == 0
        clock.move_to("2026-03-06 10:00")
        assert outbox.send_due() == 1


def test_what_waits_for_a_digest_that_is_switched_off_comes_in_a_last_one(client, mails):
    with clock.at(NINE):
        user, _hospital = _reader()
        _tell(user)
        client.force_login(user)
        page = reverse("access:channels")
        fields = client.get(page).context["form"].fields
        typed = typed_choices(fields, digest="off", mail_application="at_once", mail_membership="never")
        client.post(page, typed)
        assert (digests.make_due(), outbox.send_due(), digests.make_due()) == (1, 1, 0)
        assert DeliveryHours.objects.get().digest_due is None


def test_fixed_kinds_are_never_in_the_digest_whatever_a_row_says():
    with clock.at(NINE):
        user, _hospital = _reader()
        ChannelChoice.objects.create(user=user, kind="account", channel="email", wanted=False, in_digest=True)
        _tell(user, code=SAFETY)
    assert [row.channel for row in Delivery.objects.filter(user=user)] == [Channel.EMAIL]
    assert not Notification.objects.filter(for_digest=True).exists()
