"""Whether a reserved place can still be filled."""

from django.utils.translation import gettext_lazy as _

from access.actor import Actor
from access.refusals import Refusal, refusal
from access.texts import text
from tools import clock

EXPIRED = text("studies.slot.expired", _("The reservation ran out at %(when)s: reserve a place anew."))


def not_expired(slot, actor: Actor) -> Refusal | None:
    """The reservation has not run out: what ran out holds no place, another site may have taken it."""
    when = f"{clock.local(slot.expires_at):%Y-%m-%d %H:%M}"
    return refusal(EXPIRED, when=when) if slot.expires_at <= clock.now() else None
