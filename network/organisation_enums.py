"""Closed lists about what becomes of organisations, and how a hospital comes in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What happened to an organisation on a day."""

    RENAMED = "renamed", _("renamed")
    LEVEL_CHANGED = "level_changed", _("another level")
    MERGED = "merged", _("merged into another hospital")
    SPLIT = "split", _("a campus became a hospital of its own")
    CAMPUS_MOVED = "campus_moved", _("a campus went over to another hospital")
    MOVED = "moved", _("moved to another place")
    OTHER = "other", _("other event")


# Written by the verbs that carry them out; the others are noted by hand.
OF_VERBS = (
    EventKind.RENAMED,
    EventKind.LEVEL_CHANGED,
    EventKind.MERGED,
    EventKind.SPLIT,
    EventKind.CAMPUS_MOVED,
)
BETWEEN_TWO = (EventKind.MERGED, EventKind.SPLIT, EventKind.CAMPUS_MOVED)


class MembershipChoice(TextChoices):
    """What becomes of a membership when its campus goes over to another hospital."""

    CONTINUE = "continue", _("continues under the other hospital")
    END = "end", _("ends")


class RegistrationKind(TextChoices):
    """What a person of a hospital asks for."""

    CLAIM = "claim", _("hospital of the directory")
    NEW = "new", _("hospital that is not in the directory yet")


class RegistrationState(TextChoices):
    """States of a hospital's registration by its own people."""

    SUBMITTED = "submitted", _("to be decided")
    RETURNED = "returned", _("returned for completion")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    EXPIRED = "expired", _("expired without an answer")


OPEN_REGISTRATIONS = (RegistrationState.SUBMITTED, RegistrationState.RETURNED)
