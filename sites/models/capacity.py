"""What a research site has: disease fields with beds and cases, and equipment."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.models import DiseaseField
from sites.enums.research_site import EquipmentKind
from sites.models.research_site import ResearchSite


class SiteCapacity(models.Model):
    """A disease field that a site treats: beds, and cases of one calendar year. A row that was taken off keeps its
    figures, with the day from which it no longer counts."""

    site = models.ForeignKey(ResearchSite, models.PROTECT, related_name="capacities", verbose_name=_("research site"))
    field = models.ForeignKey(DiseaseField, models.PROTECT, related_name="+", verbose_name=_("disease field"))
    beds = models.PositiveIntegerField(_("beds"), null=True, blank=True)
    cases = models.PositiveIntegerField(_("cases in twelve months"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year of the figures"), null=True, blank=True)
    retired_on = models.DateField(_("taken off on"), null=True, editable=False)

    class Meta:
        verbose_name = _("capacity of a research site")
        verbose_name_plural = _("capacities of research sites")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "field"], condition=Q(retired_on__isnull=True), name="one_capacity_per_site_and_field"
            ),
            models.CheckConstraint(
                condition=Q(beds__isnull=True, cases__isnull=True) | Q(year__isnull=False),
                name="capacity_figures_have_their_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.cases if self.cases is not None else '—'}"


class SiteEquipment(models.Model):
    """A kind of equipment at a site and how many of it."""

    site = models.ForeignKey(ResearchSite, models.PROTECT, related_name="equipment", verbose_name=_("research site"))
    kind = models.CharField(_("equipment"), max_length=30, choices=EquipmentKind.choices)
    count = models.PositiveSmallIntegerField(_("number"), default=1)
    note = models.CharField(_("model or remark"), max_length=100, blank=True)
    retired_on = models.DateField(_("taken off on"), null=True, editable=False)

    class Meta:
        verbose_name = _("equipment of a research site")
        verbose_name_plural = _("equipment of research sites")
        indexes = [models.Index(fields=["kind"])]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "kind"], condition=Q(retired_on__isnull=True), name="one_row_per_site_and_equipment"
            ),
            models.CheckConstraint(condition=Q(count__gte=1), name="equipment_is_there_at_least_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} × {self.count}"
