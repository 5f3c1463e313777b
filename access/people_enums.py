"""Closed lists about people who come, stay away and go."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HandOverState(TextChoices):
    """Where a hand-over stands: the last decision that somebody took."""

    PROPOSED = "proposed", _("waits for the administrator")
    CONFIRMED = "confirmed", _("confirmed")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class DeletionState(TextChoices):
    """Where the wish to be deleted stands."""

    ASKED = "asked", _("waits for an answer")
    GRANTED = "granted", _("granted: deleted the next night")
    DELETED = "deleted", _("deleted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("taken back")


class ReviewCause(TextChoices):
    """Why a role is looked at in the quarterly review."""

    PRIVILEGED = "privileged", _("privileged role")
    STALE = "stale", _("account not used for long")
    EXPIRING = "expiring", _("ends soon")
    CLOSED = "closed", _("account closed")


class ReviewDecision(TextChoices):
    """What the reviewer decides; asking leaves the item open."""

    KEEP = "keep", _("keep")
    END = "end", _("end")
    ASK = "ask", _("ask the organisation")
