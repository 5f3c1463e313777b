"""Records of trial institutions: which specialties of a hospital may take on which trials."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.models import Hospital
from network.models.dated import DATED_PRIVACY, Dated
from office.models import StandingDocument
from sites.enums.record import GcpKind
from sites.models.research_site import ResearchSite
from sites.models.scope import OF_HOSPITAL, values
from sites.queries.records import GcpRecordQuerySet


class GcpRecord(Dated):
    """A hospital's record for one kind of trials, with its paper on the hospital's shelf."""

    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="gcp_records", verbose_name=_("hospital"))
    kind = models.CharField(_("kind"), max_length=10, choices=GcpKind.choices)
    number = models.CharField(_("record number"), max_length=60)
    paper = models.ForeignKey(
        StandingDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paper on the shelf")
    )

    objects = GcpRecordQuerySet.as_manager()

    view_permission = "research_sites.view_gcprecord"
    scope_paths = OF_HOSPITAL
    privacy = DATED_PRIVACY | values("hospital", "kind", "number", "paper")

    class Meta(Dated.Meta):
        verbose_name = _("record of a trial institution")
        verbose_name_plural = _("records of trial institutions")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self) -> str:
        """The record's page."""
        return reverse("sites:gcp_record", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}


class GcpSpecialty(models.Model):
    """A specialty of a record, by its name there, and the research site that it covers."""

    record = models.ForeignKey(GcpRecord, models.PROTECT, related_name="specialties", verbose_name=_("record"))
    name = models.CharField(_("specialty"), max_length=60)
    research_site = models.ForeignKey(
        ResearchSite,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="gcp_specialties",
        verbose_name=_("research site"),
    )

    class Meta:
        verbose_name = _("specialty of a record")
        verbose_name_plural = _("specialties of records")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "name"], name="one_row_per_record_and_specialty"),
        ]

    def __str__(self) -> str:
        return self.name
