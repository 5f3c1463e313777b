"""Which channels a deployment has, a person's address in each, and how addresses are shown to others."""

from django.conf import settings

from access.enums import Channel
from access.models import ChannelChoice, User

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


def choices_of(users) -> dict[tuple[int, str, str], bool]:
    """What people chose: ``{(user id, kind, channel): wanted}``, one query."""
    rows = ChannelChoice.objects.filter(user__in=users).values_list("user_id", "kind", "channel", "wanted")
    return {(user, kind, channel): wanted for user, kind, channel, wanted in rows}


def is_wanted(user, kind, channel: str, choices: dict) -> bool:
    """Whether news of a kind go to a person by a channel."""
    if kind.is_fixed(channel):
        return True
    return choices.get((user.pk, kind.code, channel), kind.is_usual(channel))
