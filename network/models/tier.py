"""Tiers of membership."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.models.bilingual import Bilingual, in_reader_language
from network.queries import tiers


class Tier(Bilingual):
    """How closely a hospital belongs to a network. What it is called is said by its version of the day
    (``TierVersion``); the columns here say it for a tier of which there is no version yet.

    ``rank`` is the order in lists: that of the version in force, written when it begins.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), help_text=_("1 is the closest tier."))

    objects = tiers.TierQuerySet.as_manager()

    # The day whose name is told; None for today. A figure of a past period sets it.
    called_on = None

    class Meta:
        verbose_name = _("tier")
        verbose_name_plural = _("tiers")
        ordering = ["rank", "pk"]

    @property
    def name(self) -> str:
        """What it is called, in the reader's language: today, or on the day that was set."""
        return self.name_on(self.called_on)

    def name_on(self, day) -> str:
        """What it was or will be called on a day, in the reader's language; None for today."""
        said = tiers.last_before(self.pk, day) or self
        return in_reader_language(said.name_zh, said.name_en)

    @property
    def chinese(self) -> str:
        """What it is called today on Chinese papers."""
        return (tiers.last_before(self.pk) or self).name_zh

    @property
    def requirements(self) -> str:
        """What it asks beyond the rule, today; empty without a version."""
        said = tiers.version_on(self.pk)
        return said.requirements if said else ""

    @property
    def quota(self) -> int | None:
        """Beyond how many members in one network the centre is warned, today, unless the rule says its own."""
        said = tiers.version_on(self.pk)
        return said.quota if said else None
