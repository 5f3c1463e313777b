"""Who may join at which tier, as data."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from access.queries.scoped import DatedQuerySet
from network.models.bilingual import in_reader_language
from network.models.network import Network
from network.models.tier import Tier
from network.models.version_proposal import VersionProposal


class EligibilityRule(models.Model):
    """One version of the conditions for one tier: of one network, or of all that have none of their own.

    ``alternatives`` is a list of lists of conditions (see ``network.eligibility``): all conditions of one alternative
    must be met. ``quota`` is the number of active members at the tier beyond which the centre is warned. Public.
    """

    network = models.ForeignKey(
        Network, models.PROTECT, null=True, blank=True, related_name="rules", verbose_name=_("disease network")
    )
    tier = models.ForeignKey(Tier, models.PROTECT, related_name="rules", verbose_name=_("tier"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)
    alternatives = models.JSONField(_("alternatives"), default=list)
    quota = models.PositiveSmallIntegerField(_("quota"), null=True, blank=True)
    note_zh = models.TextField(_("note in Chinese"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    # The proposal that was published; empty for what the province's file brought.
    proposal = models.OneToOneField(
        VersionProposal, models.PROTECT, null=True, blank=True, editable=False, related_name="rule"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("eligibility rule")
        verbose_name_plural = _("eligibility rules")
        ordering = ["tier__rank", "-version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="rule_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["network", "tier", "version"],
                condition=Q(network__isnull=False),
                name="one_rule_per_network_and_version",
            ),
            models.UniqueConstraint(
                fields=["tier", "version"], condition=Q(network__isnull=True), name="one_common_rule_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tier} v{self.version}"

    @property
    def note(self) -> str:
        """The note in the reader's language."""
        return in_reader_language(self.note_zh, self.note_en)
