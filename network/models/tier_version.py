"""What a tier of membership is called and asks, in versions that people publish."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from access.queries.scoped import DatedQuerySet
from network.models.bilingual import Bilingual, in_reader_language
from network.models.tier import Tier
from network.models.version_proposal import VersionProposal


class TierVersion(Bilingual):
    """One version of a tier, for all networks: the tier itself is only its code and is never deleted.

    Whoever holds the tier keeps it after ``valid_to``; nobody new joins at it. ``quota`` warns the centre where the
    eligibility rule has none of its own. Public.
    """

    tier = models.ForeignKey(Tier, models.PROTECT, related_name="versions", verbose_name=_("tier"))
    version = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)
    name_zh = models.CharField(_("Chinese name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    rank = models.PositiveSmallIntegerField(_("order"))
    quota = models.PositiveSmallIntegerField(_("quota"), null=True, blank=True)
    requirements_zh = models.TextField(_("requirements in Chinese"), blank=True)
    requirements_en = models.TextField(_("requirements in English"), blank=True)
    # The proposal that was published; empty for what the province's file brought.
    proposal = models.OneToOneField(
        VersionProposal, models.PROTECT, null=True, blank=True, editable=False, related_name="tier_version"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a tier")
        verbose_name_plural = _("versions of tiers")
        ordering = ["tier__rank", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["tier", "version"], name="one_version_of_a_tier_per_number"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="tier_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"

    def is_valid(self, on) -> bool:
        """Whether it holds on a day; the twin of ``valid()``."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def requirements(self) -> str:
        """What the tier asks, in the reader's language."""
        return in_reader_language(self.requirements_zh, self.requirements_en)
