"""States of a hospital's part in a study (domain.md §3.4): each says what has been reached."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SiteState(TextChoices):
    """How far a study site has come."""

    INVITED = "invited", pgettext_lazy("study site", "invited")
    DECLINED = "declined", _("declined to take part")
    FEASIBILITY = "feasibility", _("checks whether it can take part")
    CONFIRMED = "confirmed", pgettext_lazy("study site", "takes part")
    ETHICS = "ethics", _("ethics settled")
    AGREEMENT_SIGNED = "agreement_signed", _("agreement signed")
    HGR_OK = "hgr_ok", _("human genetic resources settled")
    TRAINING = "training", _("trained and equipped")
    INITIATED = "initiated", _("initiated")
    OPEN = "open", pgettext_lazy("study site", "open")
    PAUSED = "paused", pgettext_lazy("study site", "paused")
    CLOSED = "closed", pgettext_lazy("study site", "closed")
    ARCHIVED = "archived", pgettext_lazy("study site", "archived")


_S = SiteState
# The way to the opening, in its order.
STARTING = (
    _S.INVITED,
    _S.FEASIBILITY,
    _S.CONFIRMED,
    _S.ETHICS,
    _S.AGREEMENT_SIGNED,
    _S.HGR_OK,
    _S.TRAINING,
    _S.INITIATED,
)
# What the hospital itself has said yes to, and what is not over.
TAKING_PART = (*STARTING[2:], _S.OPEN, _S.PAUSED)
LIVE = (*STARTING, _S.OPEN, _S.PAUSED)
# Months may be reported and kept for these: gates stop permission, never the record.
HAS_OPENED = (_S.OPEN, _S.PAUSED, _S.CLOSED, _S.ARCHIVED)
