"""States of a hospital's part in a study."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SiteState(TextChoices):
    """How far a study site has come (domain.md §3.4)."""

    INVITED = "invited", pgettext_lazy("study site", "invited")
    FEASIBILITY = "feasibility", _("feasibility is being asked")
    CONFIRMED = "confirmed", pgettext_lazy("study site", "confirmed")
    ETHICS = "ethics", _("ethics settled")
    AGREEMENT_SIGNED = "agreement_signed", _("agreement signed")
    HGR_OK = "hgr_ok", _("human genetic resources settled")
    TRAINED = "trained", _("accounts and training ready")
    INITIATED = "initiated", _("initiated")
    OPEN = "open", pgettext_lazy("study site", "open")
    PAUSED = "paused", pgettext_lazy("study site", "paused")
    CLOSED = "closed", pgettext_lazy("study site", "closed")
    ARCHIVED = "archived", pgettext_lazy("study site", "archived")
    DECLINED = "declined", _("declined to take part")
