"""Several at the same moment make one digest, and try a message again once."""

import pytest

from access.actor import Actor
from access.delivery import digests
from access.domain import deliveries
from access.enums import DeliveryState, Rhythm
from access.models import Delivery, DeliveryHours, LogEntry, Notification
from access.refusals import Refused
from tests.access.test_races import RACERS, race
from tests.factories.people import person
from tools import clock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def test_of_several_who_make_a_digest_one_does():
    user = person(email="wang@example.org")
    DeliveryHours.objects.create(user=user, digest=Rhythm.DAILY, digest_due=clock.now())
    Notification.objects.create(user=user, code="news.application.shared", url="/", for_digest=True)

    made = race(lambda number: digests.make_due())

    assert sorted(made) == [0] * (RACERS - 1) + [1]
    assert Notification.objects.get().digest == Delivery.objects.get()


def test_of_several_who_have_a_message_tried_again_one_does():
    user = person(email="wang@example.org")
    news = Notification.objects.create(user=user, code="news.application.shared", url="/")
    facts = {"kind": "application", "channel": "email", "address": "w***@b", "state": DeliveryState.GIVEN_UP}
    row = Delivery.objects.create(notification=news, user=user, **facts)

    results = race(lambda number: deliveries.retry(row, by=Actor.as_system("test")))

    assert sum(isinstance(result, Refused) for result in results) == RACERS - 1
    assert LogEntry.objects.filter(verb="delivery.retried").count() == 1
