"""When a certificate can be issued, answered with a sentence."""

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import text
from network.certificate_text import same_words
from network.membership_enums import COUNTED_ON, EffectiveState
from network.models import Certificate, Membership

DOES_NOT_COUNT = text(
    "network.certificate.does_not_count",
    _("The membership %(number)s is “%(state)s” today: a certificate says that the hospital is a member now."),
)
THERE_ALREADY = text(
    "network.certificate.there_already",
    _("%(number)s says the same and holds. Write why it is to be replaced, such as that the paper was lost."),
)


def issuable(membership: Membership) -> Refusal | None:
    """Only a member that counts today gets a certificate."""
    state = membership.effective_state()
    if state in COUNTED_ON:
        return None
    return refusal(DOES_NOT_COUNT, number=membership.number, state=str(EffectiveState(state).label))


def replaceable(former: Certificate | None, content: dict, reason: str) -> Refusal | None:
    """What says the same already is only replaced for a reason that somebody gives."""
    if former is None or reason or not same_words(former.content, content):
        return None
    return refusal(THERE_ALREADY, number=former.number)
