"""From news to messages: planned in the transaction of the news, sent by the worker, tried again with growing pauses.

A message is sent at least once: a crash between sending and noting it sends it a second time, under the same uid.
"""

import logging
from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from access.delivery import channels, mail
from access.delivery.digest_letters import digest_letter
from access.delivery.errors import DEFECT, INTERRUPTED, NO_ADDRESS, Undeliverable
from access.delivery.kinds import by_code, kind_of
from access.delivery.letters import address_for, letter_of
from access.enums import Channel, DeliveryState, Way
from access.models import Delivery, DeliveryHours, Notification
from tools import clock

logger = logging.getLogger(__name__)
# The pauses after each failed attempt; after the last one the message is given up.
PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12)]
# How many messages one round sends; the next round follows in seconds.
ROUND = 100

_paused: ContextVar[bool] = ContextVar("delivery_paused", default=False)


@contextmanager
def paused():
    """Plan no messages inside: news of the past, which a demonstration tells, are not sent to anybody."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def mark(news: Iterable[Notification]) -> dict:
    """Say of each piece of (unsaved) news whether it waits for the digest, and whether it counts beside the inbox.

    Returns what the people chose, for ``plan``.
    """
    news = list(news)
    choices = channels.choices_of([item.user_id for item in news])
    for item in news:
        kind = kind_of(item.code)
        item.quiet = not channels.is_counted(item.user, kind, choices)
        way = channels.way_of(item.user, kind, Channel.EMAIL, choices)
        item.for_digest = way == Way.DIGEST and bool(item.user.email) and not _paused.get()
    return choices


def plan(news: Iterable[Notification], choices: dict) -> None:
    """Write a delivery for each channel by which each piece of (saved) news goes out at once."""
    news = list(news)
    if _paused.get() or not news:
        return
    hours = {row.user_id: row for row in DeliveryHours.objects.filter(user__in=[item.user_id for item in news])}
    rows = (row for item in news for row in _planned(item, choices, hours.get(item.user_id)))
    Delivery.objects.bulk_create(rows)


def _planned(item: Notification, choices: dict, hours: DeliveryHours | None):
    kind = kind_of(item.code)
    # What is about the safety of the account never waits.
    start = hours.free_from(item.sent_at) if hours and not kind.fixed else item.sent_at
    for channel in channels.in_use():
        address = address_for(item, channel)
        if address and channels.way_of(item.user, kind, channel, choices) == Way.AT_ONCE:
            yield Delivery(
                notification=item,
                user=item.user,
                kind=kind.code,
                channel=channel,
                address=channels.masked(address),
                next_try=start,
                queued_at=item.sent_at,
            )


def send_due() -> int:
    """Send what is due, one round of it; returns how many were sent.

    A channel whose server does not answer is left alone for the rest of the round: the others need not wait for it.
    """
    down: set[str] = set()
    sent = 0
    for delivery in Delivery.objects.due().select_related("user__delivery_hours", "notification")[:ROUND]:
        if delivery.channel not in down and not _postponed(delivery) and _take(delivery):
            problem = _attempt(delivery)
            sent += problem is None
            if problem is not None and problem.channel_down:
                down.add(delivery.channel)
    return sent


def _postponed(delivery: Delivery) -> bool:
    """Put off what has come due within the person's quiet hours: a further attempt, or hours chosen meanwhile."""
    now = clock.now()
    free = now if by_code(delivery.kind).fixed else channels.hours_of(delivery.user).free_from(now)
    if free > now:
        Delivery.objects.due().filter(pk=delivery.pk, attempts=delivery.attempts).update(next_try=free)
    return free > now


def again(delivery: Delivery) -> bool:
    """Let a message that was given up begin anew; False when it is no longer given up: somebody was quicker."""
    row = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.GIVEN_UP)
    return bool(row.update(state=DeliveryState.QUEUED, attempts=0, next_try=clock.now(), error_code=""))


def _take(delivery: Delivery) -> bool:
    """Count the attempt before it is made: whoever else looks finds the message taken, and a crash finds an end."""
    taken = Delivery.objects.due().filter(pk=delivery.pk, attempts=delivery.attempts)
    if delivery.attempts > len(PAUSES):
        # The last attempt was never noted: whoever made it was brought down, perhaps by this very message.
        taken.update(state=DeliveryState.GIVEN_UP, error_code=INTERRUPTED)
        return False
    pause = PAUSES[min(delivery.attempts, len(PAUSES) - 1)]
    delivery.attempts += 1
    return bool(taken.update(attempts=delivery.attempts, next_try=clock.now() + pause))


def _attempt(delivery: Delivery) -> Undeliverable | None:
    problem = None
    try:
        _send(delivery)
    except Undeliverable as undeliverable:
        problem = undeliverable
    except Exception:
        logger.exception("The message %s could not be made.", delivery.uid)
        problem = Undeliverable(DEFECT)
    _note(delivery, problem)
    return problem


def _send(delivery: Delivery) -> None:
    letter = digest_letter(delivery) if delivery.is_digest else letter_of(delivery)
    if not letter.address:
        raise Undeliverable(NO_ADDRESS, for_good=True)
    if delivery.channel == Channel.EMAIL:
        mail.send(letter)
    else:
        import_string(settings.MESSAGE_BACKEND)(letter)


def _note(delivery: Delivery, problem: Undeliverable | None) -> None:
    row = Delivery.objects.filter(pk=delivery.pk)
    if problem is None:
        row.update(state=DeliveryState.SENT, sent_at=clock.now(), error_code="")
        return
    over = problem.for_good or delivery.attempts > len(PAUSES)
    row.update(state=DeliveryState.GIVEN_UP if over else DeliveryState.FAILED, error_code=problem.code)
