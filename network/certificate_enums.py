"""Closed lists of certificates and plaques."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from network.membership_enums import COUNTED_ON, EffectiveState


class CertificateKind(TextChoices):
    """What is issued to a member."""

    CERTIFICATE = "certificate", _("membership certificate")
    PLAQUE = "plaque", _("plaque")


# What stands in the numbers: the first letters of 证书 and 牌匾, as they are said aloud.
NUMBER_LETTERS = {CertificateKind.CERTIFICATE: "ZS", CertificateKind.PLAQUE: "PB"}


class CertificateState(TextChoices):
    """The last human decision about a certificate; whether it holds on a day is computed (CertificateStanding)."""

    ISSUED = "issued", _("issued")
    REPLACED = "replaced", _("replaced by a newer one")
    WITHDRAWN = "withdrawn", _("withdrawn")


class CertificateStanding(TextChoices):
    """What a certificate says on a day, from its state and the membership."""

    VALID = "valid", _("valid")
    UPCOMING = "upcoming", _("valid from its first day on")
    INTERRUPTED = "interrupted", _("not in force at present")
    ENDED = "ended", _("no longer valid")
    REPLACED = "replaced", _("replaced by a newer one")
    WITHDRAWN = "withdrawn", _("withdrawn")


def standing_of(state: str, held: str) -> CertificateStanding:
    """What a certificate in a state says while its membership is in an effective state: the centre's own decision
    first, then what the membership is."""
    if state != CertificateState.ISSUED:
        return CertificateStanding(state)
    if held in COUNTED_ON:
        return CertificateStanding.VALID
    if held == EffectiveState.UPCOMING:
        return CertificateStanding.UPCOMING
    over = (EffectiveState.EXITED, EffectiveState.LAPSED)
    return CertificateStanding.ENDED if held in over else CertificateStanding.INTERRUPTED
