"""Closed lists of messages to many members."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reach(TextChoices):
    """What became of a message at one hospital."""

    TOLD = "told", _("sent")
    NOBODY = "nobody", _("nobody to read it")
    REPEATED = "repeated", _("left out: sent within a day")
