"""Closed lists of what a centre enters for a hospital from paper."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProxyState(TextChoices):
    """Stored states of an entry: the last human decision about it."""

    ENTERED = "entered", _("entered by the centre from paper, not confirmed by the hospital")
    CONFIRMED = "confirmed", _("confirmed by the hospital")
    SEALED = "sealed", _("confirmed by a sealed copy")
    CONTESTED = "contested", _("contested by the hospital")
    REPLACED = "replaced", _("replaced by the hospital's own confirmation")


class ShownProxyState(TextChoices):
    """What holds on a day: an entry that nobody answered in time has lapsed until the centre asks again."""

    ENTERED = ProxyState.ENTERED.value, ProxyState.ENTERED.label
    LAPSED = "lapsed", _("entered by the centre from paper, not confirmed in time")
    CONFIRMED = ProxyState.CONFIRMED.value, ProxyState.CONFIRMED.label
    SEALED = ProxyState.SEALED.value, ProxyState.SEALED.label
    CONTESTED = ProxyState.CONTESTED.value, ProxyState.CONTESTED.label
    REPLACED = ProxyState.REPLACED.value, ProxyState.REPLACED.label


class LetterWay(TextChoices):
    """How the letter with the code went to the hospital."""

    POST = "post", _("by post")
    COURIER = "courier", _("by courier")
    HAND = "hand", _("handed over")


UNCONFIRMED = (ProxyState.ENTERED, ProxyState.CONTESTED)
COUNTING = (ProxyState.CONFIRMED, ProxyState.SEALED)
