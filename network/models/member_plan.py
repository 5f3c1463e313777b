"""How many members a network plans to have at the end of a year."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from access.queries.scoped import ScopedQuerySet
from network.models.network import Network
from tools import clock

FIRST_YEAR, LAST_YEAR, MOST = 2000, 2999, 100_000


class MemberPlan(Identified, ScopedModel):
    """The plan of one network for one year: a figure from its task book, written by the centre's secretary."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="plans", verbose_name=_("disease network"))
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    members = models.PositiveIntegerField(_("planned members"), validators=[MaxValueValidator(MOST)])
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("entered at"), default=clock.now)

    objects = ScopedQuerySet.as_manager()

    view_permission = "network.view_memberplan"
    scope_paths = {ScopeKind.CENTRE: Path("network"), ScopeKind.PROVINCE: Path.all()}
    privacy = {
        "uid": Privacy.VALUE,
        "network": Privacy.VALUE,
        "year": Privacy.VALUE,
        "members": Privacy.VALUE,
        "version": Privacy.VALUE,
        "created_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("plan of members")
        verbose_name_plural = _("plans of members")
        constraints = [
            models.UniqueConstraint(fields=["network", "year"], name="one_member_plan_per_network_and_year"),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR, members__lte=MOST),
                name="member_plan_is_sensible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.year}"

    def get_absolute_url(self) -> str:
        """The overview of the centre, where it stands beside the members."""
        return reverse("network:centre_overview", args=[self.network.centre.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"network_id": self.network_id, "centre_id": self.network.centre_id}
