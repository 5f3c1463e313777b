"""The page on which a person chooses how news come, when, and what counts beside the inbox."""

import pytest
from django.urls import reverse

from access import inbox
from access.actor import Actor
from access.inbox_reading import standings
from access.models import ChannelChoice, DeliveryHours
from tests.access.channel_forms import typed_choices
from tests.factories import network as make
from tests.factories.people import person
from tools import clock

pytestmark = pytest.mark.django_db

PRESSING, QUIET, SAFETY = "news.application.shared", "news.membership.joined", "news.second_factor.changed"
NINE = "2026-03-05 09:00"
NIGHT = {"quiet_from": "22:00", "quiet_to": "07:30"}


def _tell(user, code) -> None:
    inbox.notify([user], code, make.hospital(), who="甲", about="申请", url="/workspace/")


def _badge(user) -> tuple[int, int]:
    standing = standings({user.pk: Actor.of(user).assignments})[user.pk]
    return standing.count, standing.unread


def test_a_kind_that_is_not_pressing_may_be_kept_out_of_the_badge(client):
    user = person(email="wang@example.org")
    for code in (PRESSING, QUIET, SAFETY):
        _tell(user, code=code)
    assert _badge(user) == (3, 3)
    client.force_login(user)
    page = reverse("access:channels")
    fields = client.get(page).context["form"].fields
    assert dict(fields["membership"].choices).keys() == {"badge"}
    assert {"application", "account"} & fields.keys() == set()

    client.post(page, typed_choices(fields, membership=[]))
    assert _badge(user) == (2, 3)
    _tell(user, code=QUIET)
    assert _badge(user) == (2, 4)
    client.post(page, typed_choices(fields))
    assert _badge(user) == (4, 4)


def test_the_page_keeps_hours_and_digest(client):
    user = person(email="wang@example.org")
    client.force_login(user)
    page = reverse("access:channels")
    fields = client.get(page).context["form"].fields
    changes = {"digest": "weekly", "digest_hour": 18, "digest_weekday": 4, "mail_application": "digest"} | NIGHT
    with clock.at(NINE):
        assert client.post(page, typed_choices(fields, quiet_days_off="on", **changes)).status_code == 302
    hours = DeliveryHours.objects.get(user=user)
    assert (str(hours.quiet_from), str(hours.quiet_to), hours.quiet_days_off) == ("22:00:00", "07:30:00", True)
    assert hours.digest_due == clock.moment("2026-03-06 18:00")
    assert ChannelChoice.objects.get(user=user, kind="application", channel="email").in_digest


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"quiet_from": "22:00"}, "quiet_to"),
        ({"quiet_to": "07:00"}, "quiet_from"),
        ({"quiet_from": "07:00", "quiet_to": "07:00"}, "quiet_to"),
        ({"quiet_from": "25:00", "quiet_to": "07:00"}, "quiet_from"),
        ({"mail_application": "digest"}, "digest"),
        ({"digest": "hourly"}, "digest"),
        ({"digest": "daily", "digest_hour": "24"}, "digest_hour"),
        ({"digest": "daily", "digest_weekday": "x"}, "digest_weekday"),
        ({"mail_application": "by pigeon"}, "mail_application"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field_and_nothing_is_kept(client, changes, wrong):
    client.force_login(person(email="wang@example.org"))
    page = reverse("access:channels")
    fields = client.get(page).context["form"].fields
    answer = client.post(page, typed_choices(fields, **changes))
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {wrong}
    assert (ChannelChoice.objects.count(), DeliveryHours.objects.count()) == (0, 0)


def test_a_digest_needs_an_address(client):
    client.force_login(person())
    page = reverse("access:channels")
    fields = client.get(page).context["form"].fields
    answer = client.post(page, typed_choices(fields, digest="daily"))
    assert answer.context["form"].errors.keys() == {"digest"}
