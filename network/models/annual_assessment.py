"""The annual assessment 年度考核 of one member."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.assessment_enums import AssessmentState, Grade
from network.models.assessment_round import AssessmentRound
from network.models.campus import Campus
from network.models.hospital import Hospital
from network.models.membership import Membership
from network.models.network import Network
from network.models.tier import Tier
from network.queries.assessments import AssessmentQuerySet, effective_state
from tools import clock

ANNOUNCED = Q(announced_at__isnull=False)


class AnnualAssessment(Identified, ScopedModel):
    """One member in one round. Until the results are announced it is the centre's own; then the hospital sees it, the
    region's supervisor and the province, too; other hospitals never.

    ``scores`` maps an indicator's code to ``{value, points, reason}``, ``vetoes`` an item's code to its reason.
    """

    number = models.CharField(_("number"), max_length=40, unique=True)
    round = models.ForeignKey(
        AssessmentRound, models.PROTECT, related_name="assessments", verbose_name=_("assessment round")
    )
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="assessments", verbose_name=_("membership")
    )
    hospital = models.ForeignKey(
        Hospital, models.PROTECT, related_name="assessments", verbose_name=_("hospital"), db_index=False
    )
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="+", verbose_name=_("campus"))
    network = models.ForeignKey(
        Network, models.PROTECT, related_name="assessments", verbose_name=_("disease network"), db_index=False
    )
    tier = models.ForeignKey(Tier, models.PROTECT, related_name="+", verbose_name=_("tier"))
    year = models.PositiveSmallIntegerField(_("year"))
    days_active = models.PositiveSmallIntegerField(_("days of membership in the year"))
    state = models.CharField(
        _("state"), max_length=20, choices=AssessmentState.choices, default=AssessmentState.FILLING
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    scores = models.JSONField(_("points"), default=dict)
    vetoes = models.JSONField(_("items of veto"), default=dict)
    total = models.DecimalField(_("sum of the points"), max_digits=5, decimal_places=1, null=True)
    grade = models.CharField(_("result"), max_length=20, choices=Grade.choices, blank=True)
    proposed_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    announced_at = models.DateTimeField(_("announced at"), null=True)
    appeal_until = models.DateField(_("may be appealed until"), null=True)
    created_at = models.DateTimeField(_("begun at"), default=clock.now)

    objects = AssessmentQuerySet.as_manager()

    view_permission = "network.view_annualassessment"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital", when=ANNOUNCED),
        ScopeKind.CENTRE: Path("network"),
        ScopeKind.REGION: Path("campus", when=ANNOUNCED),
        ScopeKind.PROVINCE: Path.all(when=ANNOUNCED),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "number": Privacy.VALUE,
        "round": Privacy.VALUE,
        "membership": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "campus": Privacy.VALUE,
        "network": Privacy.VALUE,
        "tier": Privacy.VALUE,
        "year": Privacy.VALUE,
        "days_active": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "scores": Privacy.CHANGED,
        "vetoes": Privacy.CHANGED,
        "total": Privacy.VALUE,
        "grade": Privacy.VALUE,
        "proposed_by": Privacy.VALUE,
        "decided_by": Privacy.VALUE,
        "decided_at": Privacy.VALUE,
        "announced_at": Privacy.VALUE,
        "appeal_until": Privacy.VALUE,
        "created_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("annual assessment")
        verbose_name_plural = _("annual assessments")
        indexes = [
            models.Index(fields=["hospital", "-year", "-id"], name="assessment_hospital_newest"),
            models.Index(fields=["network", "-year", "-id"], name="assessment_network_newest"),
            models.Index(fields=["announced_at"], name="assessment_announced"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["round", "membership"], name="one_assessment_per_round_and_member"),
            models.CheckConstraint(
                condition=~Q(state__in=(AssessmentState.DECIDED, AssessmentState.ANNOUNCED))
                | (Q(decided_at__isnull=False, total__isnull=False) & ~Q(grade="")),
                name="decided_assessment_has_its_result",
            ),
            models.CheckConstraint(
                condition=Q(state=AssessmentState.ANNOUNCED, announced_at__isnull=False, appeal_until__isnull=False)
                | (~Q(state=AssessmentState.ANNOUNCED) & Q(announced_at__isnull=True, appeal_until__isnull=True)),
                name="announced_assessment_has_its_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.hospital}"

    def get_absolute_url(self) -> str:
        """The assessment's page."""
        return reverse("network:assessment", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {
            "hospital_id": self.hospital_id,
            "network_id": self.network_id,
            "centre_id": self.network.centre_id,
            "region_id": self.campus.region_id,
        }

    @property
    def appeal_or_none(self):
        """The hospital's appeal, or None."""
        return getattr(self, "appeal", None)

    def effective_state(self, on: date | None = None) -> str:
        """What holds on a day, today unless named; the twin of ``with_effective_state()``."""
        appeal = self.appeal_or_none
        return effective_state(self.state, self.appeal_until, appeal.state if appeal else "", on or clock.today())
