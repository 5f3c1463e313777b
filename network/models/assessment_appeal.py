"""A hospital's appeal 考核申诉 against the result of its assessment."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.assessment_enums import AppealState, Grade
from network.models.annual_assessment import AnnualAssessment
from network.models.campus import Campus
from network.models.hospital import Hospital
from network.models.network import Network
from network.queries.assessments import AppealQuerySet
from tools import clock

SUBMITTED = Q(submitted_at__isnull=False)
BEFORE_SUBMISSION = (AppealState.DRAFT, AppealState.AWAITING_SIGNOFF)
WITH_REASON = (AppealState.UPHELD, AppealState.CHANGED)


class AssessmentAppeal(Identified, ScopedModel):
    """One appeal: the hospital's own until its administrator has signed; then the centre, the region's supervisor and
    the province see it, too."""

    assessment = models.OneToOneField(AnnualAssessment, models.PROTECT, related_name="appeal")
    number = models.CharField(_("number"), max_length=40, unique=True)
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="+", verbose_name=_("campus"))
    network = models.ForeignKey(Network, models.PROTECT, related_name="+", verbose_name=_("disease network"))
    state = models.CharField(_("state"), max_length=20, choices=AppealState.choices, default=AppealState.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    grounds = models.TextField(_("grounds"), blank=True)
    created_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("begun at"), default=clock.now)
    submitted_at = models.DateTimeField(_("submitted at"), null=True)
    answered_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True)
    answer = models.TextField(_("answer"), blank=True)
    former_grade = models.CharField(_("result before the appeal"), max_length=20, choices=Grade.choices, blank=True)

    objects = AppealQuerySet.as_manager()

    view_permission = "network.view_assessmentappeal"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.CENTRE: Path("network", when=SUBMITTED),
        ScopeKind.REGION: Path("campus", when=SUBMITTED),
        ScopeKind.PROVINCE: Path.all(when=SUBMITTED),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "assessment": Privacy.VALUE,
        "number": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "campus": Privacy.VALUE,
        "network": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "grounds": Privacy.CHANGED,
        "created_by": Privacy.VALUE,
        "created_at": Privacy.VALUE,
        "submitted_at": Privacy.VALUE,
        "answered_by": Privacy.VALUE,
        "answered_at": Privacy.VALUE,
        "answer": Privacy.VALUE,
        "former_grade": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("appeal against an assessment")
        verbose_name_plural = _("appeals against assessments")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=BEFORE_SUBMISSION) | SUBMITTED, name="submitted_appeal_has_its_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITH_REASON) | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="answered_appeal_gives_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.hospital}"

    def get_absolute_url(self) -> str:
        """The appeal's page."""
        return reverse("network:assessment_appeal", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {
            "hospital_id": self.hospital_id,
            "network_id": self.network_id,
            "centre_id": self.network.centre_id,
            "region_id": self.campus.region_id,
        }
