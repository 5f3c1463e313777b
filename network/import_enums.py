"""Closed lists of bringing tables in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportState(TextChoices):
    """States of an import: nothing but ``committed`` has written a row of the table."""

    UPLOADED = "uploaded", _("being checked")
    CHECKED = "checked", _("checked")
    COMMITTED = "committed", _("taken in")
    FAILED = "failed", _("not taken in")
    CANCELLED = "cancelled", _("given up")
