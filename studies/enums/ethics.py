"""Ethics reviews: what they are about, what they came to, on which way (domain.md §3.1)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EthicsKind(TextChoices):
    """What the committee looked at."""

    INITIAL = "initial", _("initial review")
    AMENDMENT = "amendment", _("review of an amendment")
    PROGRESS = "progress", _("progress report")
    SAE = "sae", _("serious adverse event")
    DEVIATION = "deviation", _("protocol deviation")
    SUSPENSION = "suspension", _("suspension or termination")
    CLOSING = "closing", _("closing of the study")
    EXEMPTION = "exemption", _("exemption from review")


class EthicsDecision(TextChoices):
    """The six decisions."""

    APPROVED = "approved", pgettext_lazy("ethics", "approved")
    REJECTED = "rejected", pgettext_lazy("ethics", "not approved")
    APPROVED_AFTER_CHANGES = "approved_after_changes", _("approved once it is changed")
    REVIEW_AFTER_CHANGES = "review_after_changes", _("to be changed and reviewed again")
    CONTINUE = "continue", _("the study may continue")
    STOPPED = "stopped", pgettext_lazy("ethics", "suspended or terminated")


class EthicsRoute(TextChoices):
    """On which way the hospital came to the decision."""

    OWN = "own", _("own review by the hospital's committee")
    RECOGNISED = "recognised", _("recognised between committees on the recognition list")
    EXPEDITED = "expedited", _("confirmed in an expedited review")
    EXEMPT = "exempt", _("exempt from review, with its ground")


# What permits until its last day.
PERMITTING = (EthicsDecision.APPROVED, EthicsDecision.CONTINUE)
# Kinds of which an approval permits the research itself: that an event was looked at permits nothing.
BEARING = (EthicsKind.INITIAL, EthicsKind.AMENDMENT, EthicsKind.PROGRESS, EthicsKind.EXEMPTION)
# Kinds of which a rejection ends a permission.
DECIDING = (EthicsKind.INITIAL, EthicsKind.PROGRESS)
