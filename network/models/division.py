"""Administrative divisions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from network.enums import COUNTY_LEVEL_KINDS, DivisionKind
from network.models.bilingual import Bilingual
from network.models.region import Region
from network.queries.divisions import DivisionQuerySet


class Division(Bilingual):
    """One division by its GB/T 2260 code: names repeat within the province, and change.

    ``region`` is where it reports, which is not always its parent. Reference data, written by ``sync_reference`` only.
    """

    code = models.CharField(_("code"), max_length=6, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=DivisionKind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name=_("part of"))
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, related_name="divisions", verbose_name=_("reporting region")
    )
    alias_code = models.CharField(_("code in other systems"), max_length=6, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("administrative division")
        verbose_name_plural = _("administrative divisions")
        ordering = ["code"]
        indexes = [models.Index(fields=["kind", "region"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="division_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(kind=DivisionKind.PROVINCE) | Q(region__isnull=False), name="division_reports_somewhere"
            ),
        ]

    @property
    def is_county_level(self) -> bool:
        """Whether the division counts among the county-level units."""
        return self.kind in COUNTY_LEVEL_KINDS
