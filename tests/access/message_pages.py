"""Addresses about messages, as rows of the table of tests/access/test_every_page.py."""

from access.enums import DeliveryState
from access.models import Delivery, Notification

H1, H2, OFFICER = "hospital_admin@H1", "hospital_admin@H2", "department_officer"


def given_up(world):
    """A message to the hospital's investigator that was given up."""
    user = world.people["investigator@H1"]
    news = Notification.objects.create(user=user, code="news.application.shared", url="/")
    facts = {"kind": "application", "channel": "email", "address": "a***@b", "state": DeliveryState.GIVEN_UP}
    return (Delivery.objects.create(notification=news, user=user, **facts).uid,)


# Name, holder and answer, holder elsewhere, stranger, address, method, data.
MESSAGE_PAGES = [
    ("access:deliveries", (H1, 200), (OFFICER, 403), 403),
    ("access:retry_delivery", (H1, 302), (H2, 404), 403, given_up, "post"),
]
