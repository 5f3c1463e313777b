"""Closed lists of the annual confirmation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConfirmationState(TextChoices):
    """States of a hospital's confirmation of one year."""

    DRAFT = "draft", _("being filled in")
    AWAITING_SIGNOFF = "awaiting_signoff", _("waits for the hospital's sign-off")
    CONFIRMED = "confirmed", _("confirmed")


class Standing(TextChoices):
    """How a member stands to one year's confirmation on a day."""

    CONFIRMED = "confirmed", _("confirmed")
    DUE = "due", _("due")
    GRACE = "grace", _("overdue, in grace")
    LAPSED = "lapsed", _("lapsed")


class QuestionKind(TextChoices):
    """What a question is answered with."""

    NUMBER = "number", _("a number")
    CHOICE = "choice", _("one of several")
    YES_NO = "yes_no", _("yes or no")
    TEXT = "text", _("words")
    DATE = "date", _("a date")
    FILE = "file", _("a paper")
