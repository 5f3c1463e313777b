"""The delivery log: whose messages an administrator sees, and having one tried again."""

import pytest
from django.urls import reverse

from access import inbox
from access.actor import Actor
from access.delivery import outbox
from access.domain import deliveries
from access.door import Forbidden
from access.enums import DeliveryState
from access.models import Delivery, LogEntry
from access.refusals import Refused
from access.roles import (
    AUDITOR,
    CENTRE_ADMIN,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    INVESTIGATOR,
    SECURITY_ADMIN,
    STEWARD,
    SYSTEM_ADMIN,
)
from tests.factories import network as make
from tests.factories.people import actor, give, holder, person
from tools import clock

pytestmark = pytest.mark.django_db

NINE = "2026-03-05 09:00"


def _given_up(user, code="news.application.shared") -> Delivery:
    """A message to a person that was given up."""
    user.email = f"{user.username}@example.org"
    user.save()
    inbox.notify([user], code, make.hospital(), who="甲", about="乙")
    row = Delivery.objects.get(user=user, notification__code=code)
    Delivery.objects.filter(pk=row.pk).update(
        state=DeliveryState.GIVEN_UP, attempts=6, error_code="delivery.unreachable"
    )
    row.refresh_from_db()
    return row


# Role, whether it is held where the message's person works, and what comes of trying again.
@pytest.mark.parametrize(
    ("role", "at_home", "allowed"),
    [
        (HOSPITAL_ADMIN, True, True),
        (HOSPITAL_ADMIN, False, False),
        (HOSPITAL_COORDINATOR, True, False),
        (STEWARD, True, False),
        (SYSTEM_ADMIN, None, True),
        (SECURITY_ADMIN, None, False),
        (AUDITOR, None, False),
        (DEPARTMENT_OFFICER, None, False),
    ],
)
def test_who_has_a_message_tried_again(role, at_home, allowed):
    hospital = make.hospital()
    row = _given_up(holder(INVESTIGATOR, hospital))
    by = actor(role, None if at_home is None else hospital if at_home else make.hospital())

    assert Delivery.objects.permitted(by, "access.retry_delivery").filter(pk=row.pk).exists() is allowed
    if allowed:
        deliveries.retry(row, by=by)
    else:
        with pytest.raises(Forbidden):
            deliveries.retry(row, by=by)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (("queued", 0) if allowed else ("given_up", 6))
    assert LogEntry.objects.filter(verb="delivery.retried").count() == allowed


def test_a_centre_sees_its_own_people_and_not_its_members():
    centre, hospital = make.centre(), make.hospital()
    own, foreign = _given_up(holder(CENTRE_ADMIN, centre)), _given_up(holder(HOSPITAL_ADMIN, hospital))
    seen = Delivery.objects.visible_to(actor(CENTRE_ADMIN, centre))
    assert (own in seen, foreign in seen) == (True, False)


def test_who_has_left_is_no_longer_seen():
    hospital = make.hospital()
    user = person()
    give(user, INVESTIGATOR, hospital, valid_to="2026-03-05")
    row, by = _given_up(user), actor(HOSPITAL_ADMIN, hospital)
    for day, seen in (("2026-03-05 23:00", True), ("2026-03-06 00:00", False)):
        with clock.at(day):
            assert Delivery.objects.visible_to(Actor.of(by.user)).filter(pk=row.pk).exists() is seen


def test_what_is_tried_again_goes_through_all_attempts_and_is_tried_once_for_two_clicks():
    hospital = make.hospital()
    row, by = _given_up(holder(INVESTIGATOR, hospital)), actor(HOSPITAL_ADMIN, hospital)
    deliveries.retry(row, by=by)
    stale = Delivery.objects.get(pk=row.pk)
    with pytest.raises(Refused) as refused:
        deliveries.retry(stale, by=by)
    assert refused.value.reason.code == deliveries.NOT_GIVEN_UP
    assert outbox.send_due() == 1
    with pytest.raises(Refused):
        deliveries.retry(row, by=by)
    assert LogEntry.objects.filter(verb="delivery.retried").count() == 1


@pytest.mark.parametrize("code", ["news.password_link.asked"])
def test_a_link_is_asked_for_by_its_person_alone(code):
    hospital = make.hospital()
    row = _given_up(holder(INVESTIGATOR, hospital), code)
    with pytest.raises(Refused) as refused:
        deliveries.retry(row, by=actor(HOSPITAL_ADMIN, hospital))
    assert refused.value.reason.code == deliveries.ASK_ANEW
    assert Delivery.objects.get().state == DeliveryState.GIVEN_UP


def test_the_log_shows_names_to_administrators_and_none_to_who_keeps_the_system(client):
    hospital = make.hospital()
    row = _given_up(holder(INVESTIGATOR, hospital))
    other = _given_up(holder(INVESTIGATOR, make.hospital()))
    page = reverse("access:deliveries")
    for role, scope, rows, named in (
        (HOSPITAL_ADMIN, hospital, {row}, True),
        (SYSTEM_ADMIN, None, {row, other}, False),
    ):
        client.force_login(holder(role, scope))
        answer = client.get(page)
        assert {item.record for item in answer.context["table"].rows} == rows
        text = answer.content.decode()
        assert (row.user.name in text) is named
        assert ("q" in answer.context["filter"].filters) is named
        assert reverse("access:retry_delivery", args=[row.uid]) in text
        sheet = b"".join(client.get(page + "?export=csv").streaming_content).decode()
        assert (row.user.name in sheet) is named


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=given_up", True),
        ("state=sent", False),
        ("kind=application", True),
        ("kind=digest", False),
        ("channel=message", False),
        ("since=2026-03-05&until=2026-03-05", True),
        ("since=2026-03-06", False),
        ("until=2026-03-04", False),
        ("q=nobody-of-that-name", False),
        # What is no day and no state narrows nothing down, and is told at its field.
        ("since=yesterday", True),
        ("state=x", True),
    ],
)
def test_the_log_is_narrowed_down(client, query, found):
    hospital = make.hospital()
    user = holder(INVESTIGATOR, hospital)
    with clock.at(NINE):
        _given_up(user)
    client.force_login(holder(HOSPITAL_ADMIN, hospital))
    answer = client.get(f"{reverse('access:deliveries')}?{query}")
    assert (answer.status_code, len(answer.context["table"].rows)) == (200, int(found))


def test_the_button_leads_back_to_the_list_and_nowhere_else(client):
    hospital = make.hospital()
    client.force_login(holder(HOSPITAL_ADMIN, hospital))
    page = reverse("access:deliveries")
    for wish, target in ((f"{page}?state=given_up", f"{page}?state=given_up"), ("//evil.example/", page), ("x", page)):
        row = _given_up(holder(INVESTIGATOR, hospital))
        answer = client.post(reverse("access:retry_delivery", args=[row.uid]), {"next": wish})
        assert (answer.status_code, answer.url) == (302, target)
    # The same form again: a sentence, nothing changed.
    again = client.post(reverse("access:retry_delivery", args=[row.uid]), {"next": page})
    assert again.status_code < 500
    assert LogEntry.objects.filter(verb="delivery.retried").count() == 3
