"""What rows share that hold between two days and rest on a document."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from access.enums import Privacy
from access.models import Identified, ScopedModel
from tools import clock

DATED_PRIVACY = {
    "uid": Privacy.VALUE,
    "valid_from": Privacy.VALUE,
    "valid_to": Privacy.VALUE,
    "document_number": Privacy.VALUE,
    "document_on": Privacy.VALUE,
    "version": Privacy.VALUE,
}


class Dated(Identified, ScopedModel):
    """A row that holds from a day to a day, both counted; without ``valid_to`` it still holds."""

    valid_from = models.DateField(_("from"), default=clock.today)
    valid_to = models.DateField(_("until"), null=True, blank=True)
    document_number = models.CharField(_("number of the document"), max_length=100, blank=True)
    document_on = models.DateField(_("date of the document"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_runs_forward",
            ),
        ]

    def is_valid(self, on) -> bool:
        """Whether it holds on a day; the twin of ``valid()``."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
