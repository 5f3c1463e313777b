"""Campuses: where a hospital is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models.bilingual import Bilingual
from network.models.division import Division
from network.models.hospital import Hospital
from network.models.region import Region
from network.queries.campuses import CampusQuerySet


class Campus(Bilingual, Identified, ScopedModel):
    """One place of a hospital, in one division. ``region`` is the division's, kept here for the door and for counts.

    ``closed_on`` is the first day without the campus.
    """

    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="campuses", verbose_name=_("hospital"))
    name_zh = models.CharField(_("Chinese name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    division = models.ForeignKey(Division, models.PROTECT, related_name="campuses", verbose_name=_("division"))
    region = models.ForeignKey(Region, models.PROTECT, related_name="campuses", verbose_name=_("reporting region"))
    address = models.CharField(_("address"), max_length=200, blank=True)
    is_main = models.BooleanField(_("main campus"), default=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = CampusQuerySet.as_manager()

    view_permission = "network.view_campus"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.REGION: Path("region"),
        ScopeKind.PROVINCE: Path.all(),
    }
    public = Q()
    privacy = {
        "uid": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "name_zh": Privacy.VALUE,
        "name_en": Privacy.VALUE,
        "division": Privacy.VALUE,
        "region": Privacy.VALUE,
        "address": Privacy.VALUE,
        "is_main": Privacy.VALUE,
        "closed_on": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("campus")
        verbose_name_plural = _("campuses")
        ordering = ["-is_main", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hospital"], condition=Q(is_main=True), name="one_main_campus_per_hospital"
            ),
            models.UniqueConstraint(fields=["hospital", "name_zh"], name="campus_names_differ_within_hospital"),
        ]

    def get_absolute_url(self) -> str:
        """A campus is shown on its hospital's page."""
        return self.hospital.get_absolute_url()

    def is_open(self, on) -> bool:
        """Whether the campus exists on a day; the twin of ``open()``."""
        return self.closed_on is None or on < self.closed_on
