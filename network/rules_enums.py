"""Closed lists of the rules that people edit: on which occasion a network asks its questions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Occasion(TextChoices):
    """When a network asks its own questions."""

    ANNUAL = "annual", _("annual confirmation")
    APPLICATION = "application", _("membership application")
