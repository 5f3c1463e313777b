"""Rows of the delivery log as an organisation's administrator reads it, many at once."""

from access.enums import DeliveryState
from access.models import Delivery, Notification, RoleAssignment
from access.roles import STEWARD
from network.models import Hospital
from tests.factories import network as make
from tests.factories.people import persons


def to_colleagues(rows: int) -> None:
    """Messages that were given up, each to another person of the reader's hospital."""
    own, people = Hospital.objects.order_by("pk").first() or make.hospital(), persons(rows)
    scope = {"scope_kind": "hospital", "scope_id": own.pk, "valid_from": "2018-01-01", "reason": "x"}
    RoleAssignment.objects.bulk_create(RoleAssignment(user=user, role=STEWARD, **scope) for user in people)
    news = Notification.objects.bulk_create(
        Notification(user=user, code="news.application.shared", url="/") for user in people
    )
    facts = {"kind": "application", "channel": "email", "address": "a***@b", "state": DeliveryState.GIVEN_UP}
    Delivery.objects.bulk_create(Delivery(notification=item, user_id=item.user_id, **facts) for item in news)
