"""When members confirm themselves each year, as data."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from network.models.bilingual import in_reader_language
from network.models.version_proposal import VersionProposal
from network.seasons import MOST_GRACE_DAYS, Rule


def _number(label) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label)


class ConfirmationRule(models.Model):
    """One version of the province's rule for the annual confirmation. Public; ``grace_days`` are natural days.

    It holds for the seasons of the years that begin on or after ``valid_from``, until a later version does.
    """

    version = models.PositiveSmallIntegerField(_("version"), unique=True)
    valid_from = models.DateField(_("from"), unique=True)
    opens_month = _number(_("month of opening"))
    opens_day = _number(_("day of opening"))
    due_month = _number(_("month of the due day"))
    due_day = _number(_("due day"))
    grace_days = _number(_("days of grace"))
    note_zh = models.TextField(_("note in Chinese"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    # The proposal that was published; empty for what the province's file brought.
    proposal = models.OneToOneField(
        VersionProposal, models.PROTECT, null=True, blank=True, editable=False, related_name="season_rule"
    )

    class Meta:
        verbose_name = _("rule of the annual confirmation")
        verbose_name_plural = _("rules of the annual confirmation")
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_month__gt=F("opens_month"))
                | Q(due_month=F("opens_month"), due_day__gt=F("opens_day")),
                name="confirmation_is_due_after_it_opens",
            ),
            models.CheckConstraint(condition=Q(grace_days__lte=MOST_GRACE_DAYS), name="grace_is_half_a_year_at_most"),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"

    @property
    def note(self) -> str:
        """The note in the reader's language."""
        return in_reader_language(self.note_zh, self.note_en)

    @property
    def as_rule(self) -> Rule:
        """As the functions of ``network.seasons`` take it."""
        return Rule(
            self.valid_from, (self.opens_month, self.opens_day), (self.due_month, self.due_day), self.grace_days
        )
