"""Branches of a provincial centre 省中心分中心: hospitals that do its work in a region."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from network.models.centre import Centre
from network.models.dated import DATED_PRIVACY, Dated
from network.models.hospital import Hospital
from network.models.region import Region
from network.queries.structure import StandingQuerySet


class CentreBranch(Dated):
    """A hospital as a centre's branch in one region. Public directory data."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="branches", verbose_name=_("centre"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="centre_branches", verbose_name=_("hospital"))
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("reporting region"))

    objects = StandingQuerySet.as_manager()

    view_permission = "network.view_centrebranch"
    scope_paths = {
        ScopeKind.CENTRE: Path("centre"),
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.REGION: Path("region"),
        ScopeKind.PROVINCE: Path.all(),
    }
    public = models.Q()
    privacy = DATED_PRIVACY | {"centre": Privacy.VALUE, "hospital": Privacy.VALUE, "region": Privacy.VALUE}

    class Meta(Dated.Meta):
        verbose_name = _("branch of a provincial centre")
        verbose_name_plural = _("branches of provincial centres")

    def __str__(self) -> str:
        return f"{self.centre} · {self.hospital}"

    def get_absolute_url(self) -> str:
        """The branch's page."""
        return reverse("network:centre_branch", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"centre_id": self.centre_id, "hospital_id": self.hospital_id, "region_id": self.region_id}
