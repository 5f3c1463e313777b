"""Closed lists of the annual assessment of members: states, results, and how points are given."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundState(TextChoices):
    """States of a network's assessment of one year."""

    OPEN = "open", _("under way")
    ANNOUNCED = "announced", _("results announced")
    CANCELLED = "cancelled", _("cancelled")


class AssessmentState(TextChoices):
    """The last human decision about one member's assessment; what holds on a day is computed (EffectiveAssessment)."""

    FILLING = "filling", _("being filled in")
    PROPOSED = "proposed", _("before the director")
    RETURNED = "returned", _("returned by the director")
    EXCUSED = "excused", _("not assessed this year")
    DECIDED = "decided", _("decided")
    ANNOUNCED = "announced", _("announced")
    CANCELLED = "cancelled", _("not assessed: the round was cancelled")


# The secretary may fill in points.
SCORED = (AssessmentState.FILLING, AssessmentState.RETURNED)
# Nothing is left to do before the results are announced.
SETTLED = (AssessmentState.DECIDED, AssessmentState.EXCUSED)


class EffectiveAssessment(TextChoices):
    """What holds on a day, from the last decision, the appeal, and the last day for one."""

    FILLING = "filling", _("being filled in")
    PROPOSED = "proposed", _("before the director")
    RETURNED = "returned", _("returned by the director")
    EXCUSED = "excused", _("not assessed this year")
    DECIDED = "decided", _("decided")
    OPEN_TO_APPEAL = "open_to_appeal", _("announced, may be appealed")
    APPEALED = "appealed", _("appealed")
    FINAL = "final", _("final")
    CANCELLED = "cancelled", _("not assessed: the round was cancelled")


class AppealState(TextChoices):
    """States of a hospital's appeal."""

    DRAFT = "draft", _("draft")
    AWAITING_SIGNOFF = "awaiting_signoff", _("waits for the hospital's sign-off")
    SUBMITTED = "submitted", _("before the director")
    UPHELD = "upheld", _("result upheld")
    CHANGED = "changed", _("result changed")
    WITHDRAWN = "withdrawn", _("withdrawn")


ANSWERED = (AppealState.UPHELD, AppealState.CHANGED, AppealState.WITHDRAWN)


class Grade(TextChoices):
    """Results. Their names and thresholds are the table's own; what follows from them hangs on these codes."""

    EXCELLENT = "excellent", _("excellent")
    QUALIFIED = "qualified", _("qualified")
    BASIC = "basic", _("basically qualified")
    UNQUALIFIED = "unqualified", _("unqualified")


PASSING = (Grade.EXCELLENT, Grade.QUALIFIED, Grade.BASIC)


class Scoring(TextChoices):
    """How a value becomes points."""

    LINEAR = "linear", _("linear between two values")
    BANDS = "bands", _("by bands")
    EXPERT = "expert", _("points given by judgement")
