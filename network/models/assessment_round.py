"""A network's annual assessment of one year."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.assessment_enums import RoundState
from network.models.assessment_table import AssessmentTable
from network.models.network import Network
from network.queries.assessments import RoundQuerySet
from tools import clock


class AssessmentRound(Identified, ScopedModel):
    """The assessment of a network's members for one calendar year, by one version of the table.

    The centre's own work until the results are announced; from then on the province reads it, too.
    """

    network = models.ForeignKey(
        Network, models.PROTECT, related_name="assessment_rounds", verbose_name=_("disease network")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    table = models.ForeignKey(
        AssessmentTable, models.PROTECT, related_name="rounds", verbose_name=_("assessment table")
    )
    state = models.CharField(_("state"), max_length=20, choices=RoundState.choices, default=RoundState.OPEN)
    version = models.PositiveIntegerField(default=1, editable=False)
    due_on = models.DateField(_("to be announced by"))
    opened_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(_("opened at"), default=clock.now)
    announced_at = models.DateTimeField(_("announced at"), null=True)
    reason = models.TextField(_("why it was cancelled"), blank=True)

    objects = RoundQuerySet.as_manager()

    view_permission = "network.view_assessmentround"
    scope_paths = {
        ScopeKind.CENTRE: Path("network"),
        ScopeKind.PROVINCE: Path.all(when=Q(announced_at__isnull=False)),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "network": Privacy.VALUE,
        "year": Privacy.VALUE,
        "table": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "due_on": Privacy.VALUE,
        "opened_by": Privacy.VALUE,
        "opened_at": Privacy.VALUE,
        "announced_at": Privacy.VALUE,
        "reason": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("assessment round")
        verbose_name_plural = _("assessment rounds")
        constraints = [
            # A year whose round was cancelled can be opened anew.
            models.UniqueConstraint(
                fields=["network", "year"],
                condition=~Q(state=RoundState.CANCELLED),
                name="one_assessment_round_per_network_and_year",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(RoundState.OPEN, RoundState.CANCELLED), announced_at__isnull=True)
                | Q(state=RoundState.ANNOUNCED, announced_at__isnull=False),
                name="announced_round_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.CANCELLED) | ~Q(reason=""), name="cancelled_round_gives_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.year}"

    def get_absolute_url(self) -> str:
        """The round's page."""
        return reverse("network:assessment_round", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"network_id": self.network_id, "centre_id": self.network.centre_id}
