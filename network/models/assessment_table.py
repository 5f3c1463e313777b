"""By what members are assessed, as data."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models.network import Network
from network.queries.assessments import TableQuerySet
from tools import clock


class AssessmentTable(Identified, ScopedModel):
    """One version of the table for one network, or for all that have none of their own. Never changed: another table
    is another version. ``content`` is checked by ``network.assessment_scoring``: indicators with their points, results
    with their thresholds, items of veto. Public, so that every hospital knows by what it is assessed.
    """

    network = models.ForeignKey(
        Network,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assessment_tables",
        verbose_name=_("disease network"),
    )
    version = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("from"))
    content = models.JSONField(_("content"), default=dict)
    # A member is assessed when it was active for so many days of the year.
    min_days = models.PositiveSmallIntegerField(_("least days of membership in the year"), default=180)
    # Working days within which a hospital may appeal.
    appeal_days = models.PositiveSmallIntegerField(_("working days to appeal"), default=15)
    saved_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(_("saved at"), default=clock.now)

    objects = TableQuerySet.as_manager()

    view_permission = "network.view_assessmenttable"
    public = Q()
    scope_paths = {ScopeKind.CENTRE: Path("network"), ScopeKind.PROVINCE: Path.all()}
    privacy = {
        "uid": Privacy.VALUE,
        "network": Privacy.VALUE,
        "version": Privacy.VALUE,
        "valid_from": Privacy.VALUE,
        "content": Privacy.CHANGED,
        "min_days": Privacy.VALUE,
        "appeal_days": Privacy.VALUE,
        "saved_by": Privacy.VALUE,
        "saved_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("assessment table")
        verbose_name_plural = _("assessment tables")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "version"],
                condition=Q(network__isnull=False),
                name="one_assessment_table_per_network_and_version",
            ),
            models.UniqueConstraint(
                fields=["version"], condition=Q(network__isnull=True), name="one_common_assessment_table_per_version"
            ),
            # A version holds until the next one's first day: two never begin on the same.
            models.UniqueConstraint(
                fields=["network", "valid_from"],
                condition=Q(network__isnull=False),
                name="one_assessment_table_per_network_and_day",
            ),
            models.UniqueConstraint(
                fields=["valid_from"], condition=Q(network__isnull=True), name="one_common_assessment_table_per_day"
            ),
            models.CheckConstraint(
                condition=Q(min_days__gte=1, min_days__lte=366), name="assessed_after_some_days_of_a_year"
            ),
            models.CheckConstraint(
                condition=Q(appeal_days__gte=1, appeal_days__lte=60), name="appeal_takes_some_working_days"
            ),
        ]

    def __str__(self) -> str:
        owner = str(self.network) if self.network_id else str(_("all networks"))
        return f"{owner} v{self.version}"

    def get_absolute_url(self) -> str:
        """The version's page."""
        return reverse("network:assessment_table", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"network_id": self.network_id, "centre_id": self.network.centre_id} if self.network_id else {}
