"""Closed lists of enrolment: how a study plans it, and where a reserved place stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Curve(TextChoices):
    """How the planned number of participants grows between the first and the last planned day."""

    LINEAR = "linear", _("evenly")
    S_CURVE = "s_curve", _("slowly at first and at the end (S-curve)")


class SlotState(TextChoices):
    """Where one place of competitive enrolment (竞争入组) stands; a reservation that ran out counts as released."""

    RESERVED = "reserved", pgettext_lazy("enrolment slot", "reserved")
    ENROLLED = "enrolled", pgettext_lazy("enrolment slot", "enrolled")
    RELEASED = "released", pgettext_lazy("enrolment slot", "released")


class ReleaseReason(TextChoices):
    """Why a reserved place was given back."""

    SCREEN_FAILURE = "screen_failure", _("screening failed")
    NO_CONSENT = "no_consent", _("did not consent")
    OTHER = "other", pgettext_lazy("release", "another reason")


class ReportSource(TextChoices):
    """How a month came in."""

    TYPED = "typed", _("typed in")
    NO_CHANGE = "no_change", _("no change")
    TABLE = "table", _("from a table")
