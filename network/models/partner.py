"""Partners of centres outside the networks: enterprises, universities, hospitals of other provinces."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from network.models.centre import Centre
from network.models.dated import DATED_PRIVACY, Dated
from network.queries.structure import StandingQuerySet
from network.structure_enums import ForeignControl, PartnerKind


class Partner(Dated):
    """An organisation with which a centre works, between two days. Whether it is controlled from abroad is written
    with the basis of that answer and the day on which it was checked."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="partners", verbose_name=_("centre"))
    kind = models.CharField(_("kind"), max_length=20, choices=PartnerKind.choices)
    name = models.CharField(_("name"), max_length=150)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    purpose = models.CharField(_("what for"), max_length=300)
    foreign_control = models.CharField(
        _("control from abroad"), max_length=10, choices=ForeignControl.choices, default=ForeignControl.UNKNOWN
    )
    control_basis = models.CharField(_("basis of that answer"), max_length=300, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    view_permission = "network.view_partner"
    scope_paths = {ScopeKind.CENTRE: Path("centre"), ScopeKind.PROVINCE: Path.all()}
    privacy = DATED_PRIVACY | {
        "centre": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "name": Privacy.VALUE,
        "credit_code": Privacy.VALUE,
        "place": Privacy.VALUE,
        "purpose": Privacy.VALUE,
        "foreign_control": Privacy.VALUE,
        "control_basis": Privacy.VALUE,
        "checked_on": Privacy.VALUE,
    }

    class Meta(Dated.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(foreign_control=ForeignControl.UNKNOWN, control_basis="", checked_on__isnull=True)
                | (~Q(foreign_control=ForeignControl.UNKNOWN) & ~Q(control_basis="") & Q(checked_on__isnull=False)),
                name="partner_control_has_its_basis",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The partner's page."""
        return reverse("network:partner", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"centre_id": self.centre_id}
