"""Closed lists of the house."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StandingKind(TextChoices):
    """Documents of an institution that hold for years and are asked for again and again."""

    LICENCE = "licence", _("Practising licence of the institution")
    GCP_RECORD = "gcp_record", _("Record of the drug trial institution (GCP)")
    DEVICE_RECORD = "device_record", _("Record of the device trial institution")
    ETHICS_RECORD = "ethics_record", _("Record of the ethics committee")


class StandingState(TextChoices):
    """What holds of a standing document on a day, from its dates and the acts about it."""

    UPCOMING = "upcoming", _("not valid yet")
    CURRENT = "current", _("valid")
    EXPIRED = "expired", _("expired")
    REPLACED = "replaced", _("replaced by a newer one")
    ENDED = "ended", _("taken off the shelf")
