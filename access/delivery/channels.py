"""Which channels a deployment has, a person's address in each, and how addresses are shown to others."""

from functools import cache

from django.conf import settings

from access.enums import BADGE, Channel, Way
from access.models import ChannelChoice, DeliveryHours, User
from access.queries.prepared import Prepared

FEW = 8
# Mobile numbers are stored in the international form.
CHINA = "+86"


def in_use() -> list[str]:
    """The channels of this deployment: e-mail always, messages where a gateway is set up."""
    return [Channel.EMAIL.value] + ([Channel.MESSAGE.value] if settings.MESSAGE_BACKEND else [])


def address_of(user: User, channel: str) -> str:
    """The person's address in a channel; empty when there is none, or the account is closed."""
    if not user.is_active:
        return ""
    return user.email if channel == Channel.EMAIL else user.mobile


def masked(address: str) -> str:
    """An address as others may see it: enough to find a mistake, not enough to write to."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:1]}***@{host}"[:120]
    country, digits = (f"{CHINA} ", address[len(CHINA) :]) if address.startswith(CHINA) else ("", address)
    return f"{country}{digits[:3]}****{digits[-4:]}" if len(digits) > 7 else "****"


def choices_of(users) -> dict[tuple[int, str, str], Way]:
    """What people chose: ``{(user id, kind, channel): way}``, one query."""
    keys = list(users)
    rows = _choices(len(keys))(*keys) if 0 < len(keys) <= FEW else ChannelChoice.objects.filter(user__in=keys)
    return {(row.user_id, row.kind, row.channel): row.way for row in rows}


@cache
def _choices(count: int) -> Prepared:
    """The question about so many people: most news are for a handful."""
    return Prepared(lambda *keys: ChannelChoice.objects.filter(user__in=keys), *[int] * count)


def way_of(user, kind, channel: str, choices: dict) -> Way:
    """When news of a kind go to a person by a channel."""
    usual = Way.AT_ONCE if kind.is_usual(channel) else Way.NEVER
    return Way.AT_ONCE if kind.is_fixed(channel) else choices.get((user.pk, kind.code, channel), usual)


def is_counted(user, kind, choices: dict) -> bool:
    """Whether unread news of a kind count in the number beside a person's inbox: pressing ones always do."""
    return kind.is_counted or choices.get((user.pk, kind.code, BADGE), Way.AT_ONCE) == Way.AT_ONCE


def hours_of(user: User) -> DeliveryHours:
    """The person's hours; without any set, news reach the person at any time. Fetch them by ``delivery_hours``."""
    return getattr(user, "delivery_hours", None) or DeliveryHours(user=user)
