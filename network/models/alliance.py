"""Alliances of hospitals 医联体: a lead hospital and its members, dated."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from network.models.dated import DATED_PRIVACY, Dated
from network.models.hospital import Hospital
from network.queries.structure import StandingQuerySet


class Alliance(Dated):
    """A medical alliance led by one hospital. Public directory data."""

    name = models.CharField(_("name"), max_length=100)
    hospital = models.ForeignKey(
        Hospital, models.PROTECT, related_name="led_alliances", verbose_name=_("lead hospital")
    )

    objects = StandingQuerySet.as_manager()

    view_permission = "network.view_alliance"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.REGION: Path("hospital"),
        ScopeKind.PROVINCE: Path.all(),
    }
    public = models.Q()
    privacy = DATED_PRIVACY | {"name": Privacy.VALUE, "hospital": Privacy.VALUE}

    class Meta(Dated.Meta):
        verbose_name = _("medical alliance")
        verbose_name_plural = _("medical alliances")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The alliance's page."""
        return reverse("network:alliance", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}


class AllianceMember(Dated):
    """A hospital in an alliance between two days. ``lead`` is the alliance's, kept here for the door."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="members", verbose_name=_("medical alliance"))
    lead = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead hospital"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="alliances", verbose_name=_("hospital"))

    objects = StandingQuerySet.as_manager()

    view_permission = "network.view_alliance"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("lead", of="hospital"),
        ScopeKind.REGION: Path("lead", of="hospital"),
        ScopeKind.PROVINCE: Path.all(),
    }
    public = models.Q()
    privacy = DATED_PRIVACY | {"alliance": Privacy.VALUE, "lead": Privacy.VALUE, "hospital": Privacy.VALUE}

    class Meta(Dated.Meta):
        verbose_name = _("member of a medical alliance")
        verbose_name_plural = _("members of medical alliances")

    def __str__(self) -> str:
        return f"{self.alliance} · {self.hospital}"

    def get_absolute_url(self) -> str:
        """A member is shown on the alliance's page."""
        return self.alliance.get_absolute_url()

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}
