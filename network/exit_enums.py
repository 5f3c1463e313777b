"""Closed lists of what happens to members between joining and leaving: visits, measures, exits."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ExitState(TextChoices):
    """States of a member's exit; the membership itself ends only with the completion."""

    AWAITING_SIGNOFF = "awaiting_signoff", _("waits for the hospital's sign-off")
    SETTLING = "settling", _("open matters are being settled")
    COMPLETED = "completed", _("completed")
    WITHDRAWN = "withdrawn", _("withdrawn by the hospital")
    DROPPED = "dropped", _("dropped by the centre")


EXIT_OPEN = (ExitState.AWAITING_SIGNOFF, ExitState.SETTLING)


class VisitState(TextChoices):
    """States of a site visit."""

    PLANNED = "planned", _("planned")
    REPORTED = "reported", _("reported")
    CANCELLED = "cancelled", _("cancelled")


class VisitOutcome(TextChoices):
    """What a visit comes to."""

    FIT = "fit", _("fit")
    FIT_WITH_DUTIES = "fit_with_duties", _("fit, with duties to fulfil")
    UNFIT = "unfit", _("not fit")


class Finding(TextChoices):
    """How one item of a checklist was found."""

    MET = "met", _("met")
    PARTLY = "partly", _("partly met")
    NOT_MET = "not_met", _("not met")
    NOT_SEEN = "not_seen", _("not looked at")


class MeasureKind(TextChoices):
    """What the centre did about a member."""

    WARNING = "warning", _("warning")
    SUSPENSION = "suspension", pgettext_lazy("measure", "suspension")
