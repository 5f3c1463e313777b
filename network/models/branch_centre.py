"""Branches of national centres 国家中心分中心 at hospitals of the province."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from network.models.dated import DATED_PRIVACY, Dated
from network.models.field import DiseaseField
from network.models.hospital import Hospital
from network.queries.structure import StandingQuerySet


class BranchCentre(Dated):
    """A hospital as the branch of a national centre in one disease field. Public directory data."""

    national_centre = models.CharField(_("national centre"), max_length=150)
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="branch_centres", verbose_name=_("hospital"))
    field = models.ForeignKey(
        DiseaseField, models.PROTECT, related_name="branch_centres", verbose_name=_("disease field")
    )

    objects = StandingQuerySet.as_manager()

    view_permission = "network.view_branchcentre"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.REGION: Path("hospital"),
        ScopeKind.PROVINCE: Path.all(),
    }
    public = models.Q()
    privacy = DATED_PRIVACY | {"national_centre": Privacy.VALUE, "hospital": Privacy.VALUE, "field": Privacy.VALUE}

    class Meta(Dated.Meta):
        verbose_name = _("branch of a national centre")
        verbose_name_plural = _("branches of national centres")

    def __str__(self) -> str:
        return f"{self.national_centre} · {self.hospital}"

    def get_absolute_url(self) -> str:
        """The branch's page."""
        return reverse("network:branch_centre", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}
