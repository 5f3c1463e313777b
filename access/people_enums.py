"""Closed lists about people who come, stay away and go."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HandOverState(TextChoices):
    """Where a hand-over stands: the last decision that somebody took."""

    PROPOSED = "proposed", _("waits for the administrator")
    CONFIRMED = "confirmed", _("confirmed")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
