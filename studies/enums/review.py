"""Closed lists of reviews of a study and of comments on its record."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReviewKind(TextChoices):
    """Who looks at the study: its science, or whether the institution takes it on (立项)."""

    SCIENTIFIC = "scientific", _("scientific review")
    INSTITUTION = "institution", _("institution approval")


class ReviewMode(TextChoices):
    """Where the review was held."""

    RECORDED = "recorded", _("held elsewhere, recorded here")
    HELD_HERE = "held_here", _("held here by the own office")


class ReviewState(TextChoices):
    """States of one review."""

    OPEN = "open", pgettext_lazy("review", "open")
    CLOSED = "closed", pgettext_lazy("review", "closed")
    CANCELLED = "cancelled", pgettext_lazy("review", "cancelled")


class ReviewDecision(TextChoices):
    """What a review comes to."""

    APPROVED = "approved", pgettext_lazy("review", "approved")
    REVISE = "revise", _("to be revised and shown again")
    REJECTED = "rejected", pgettext_lazy("review", "rejected")


class SeatState(TextChoices):
    """Where one invited reviewer stands."""

    INVITED = "invited", pgettext_lazy("reviewer", "invited")
    READING = "reading", _("without conflict, reads")
    RECUSED = "recused", _("stands aside")
    GIVEN = "given", _("opinion given")
    OVER = "over", _("over without an opinion")


class Conflict(TextChoices):
    """What a reviewer declares before reading."""

    NONE = "none", _("I have no interest in the study and none in its failing.")
    SOME = "some", _("I have an interest, or may seem to have one: I stand aside.")


class CommentState(TextChoices):
    """States of a comment on a section of the record."""

    OPEN = "open", pgettext_lazy("comment", "open")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", pgettext_lazy("comment", "closed")
