"""A hospital's application to join a network, or to change its tier in it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.grants import ObjectGrant
from access.models import Identified, ScopedModel
from network.membership_enums import EDITABLE, ENDED, OPEN, ApplicationKind, ApplicationState
from network.models.campus import Campus
from network.models.hospital import Hospital
from network.models.network import Network
from network.models.question_set import QuestionSet
from network.models.region import Region
from network.models.tier import Tier
from network.queries.applications import ApplicationQuerySet
from tools import clock

SUBMITTED = Q(submitted_at__isnull=False)
BEFORE_SUBMISSION = (ApplicationState.DRAFT, ApplicationState.AWAITING_SIGNOFF, ApplicationState.WITHDRAWN)


class MembershipApplication(Identified, ScopedModel):
    """One application. The hospital sees its own, drafts included; the centre, the region's supervisor and the
    province see it from its first submission on; other hospitals never."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=ApplicationKind.choices, default=ApplicationKind.JOIN)
    hospital = models.ForeignKey(
        Hospital, models.PROTECT, related_name="applications", verbose_name=_("hospital"), db_index=False
    )
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="applications", verbose_name=_("campus"))
    # The campus's region on the day the application is begun: the door's own column for supervisors.
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("reporting region"))
    network = models.ForeignKey(
        Network, models.PROTECT, related_name="applications", verbose_name=_("disease network")
    )
    tier = models.ForeignKey(Tier, models.PROTECT, related_name="+", verbose_name=_("tier applied for"))
    state = models.CharField(
        _("state"), max_length=20, choices=ApplicationState.choices, default=ApplicationState.DRAFT
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    # What the network asks beside the sections, as it was when the application was begun; empty when it asks nothing.
    question_set = models.ForeignKey(
        QuestionSet, models.PROTECT, null=True, related_name="+", verbose_name=_("questions of the network")
    )
    waiver_reason = models.TextField(_("why a condition should be waived"), blank=True)
    created_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("begun at"), default=clock.now)
    # The first time that each step was taken: the days per step add up to the whole (network.indicators.times).
    handed_in_at = models.DateTimeField(_("first handed in at"), null=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True)
    resubmitted_at = models.DateTimeField(_("last submitted at"), null=True)
    formal_check_at = models.DateTimeField(_("formal check passed at"), null=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_tier = models.ForeignKey(
        Tier, models.PROTECT, null=True, related_name="+", verbose_name=_("tier decided on")
    )
    decision_reason = models.TextField(_("reason of the decision"), blank=True)

    objects = ApplicationQuerySet.as_manager()

    view_permission = "network.view_membershipapplication"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.CENTRE: Path("network", when=SUBMITTED),
        ScopeKind.REGION: Path("region", when=SUBMITTED),
        ScopeKind.PROVINCE: Path.all(when=SUBMITTED),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "number": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "campus": Privacy.VALUE,
        "region": Privacy.VALUE,
        "network": Privacy.VALUE,
        "tier": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "question_set": Privacy.VALUE,
        "waiver_reason": Privacy.VALUE,
        "created_by": Privacy.VALUE,
        "created_at": Privacy.VALUE,
        "handed_in_at": Privacy.VALUE,
        "submitted_at": Privacy.VALUE,
        "resubmitted_at": Privacy.VALUE,
        "formal_check_at": Privacy.VALUE,
        "decided_at": Privacy.VALUE,
        "decided_by": Privacy.VALUE,
        "decided_tier": Privacy.VALUE,
        "decision_reason": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("membership application")
        verbose_name_plural = _("membership applications")
        indexes = [
            models.Index(fields=["state", "-submitted_at"]),
            models.Index(fields=["-submitted_at"]),
            # The order of the list: without it every page sorts the whole table.
            models.Index(fields=["-created_at", "-id"]),
            # The door's paths: a hospital's page and the counts of centres and regions are read from the index alone.
            models.Index(fields=["hospital", "-created_at", "-id"], name="application_hospital_newest"),
            models.Index(fields=["network"], condition=SUBMITTED, name="application_network_submitted"),
            models.Index(fields=["region"], condition=SUBMITTED, name="application_region_submitted"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "network"],
                condition=Q(state__in=OPEN),
                name="one_open_application_per_hospital_and_network",
            ),
            models.CheckConstraint(
                condition=Q(state__in=BEFORE_SUBMISSION) | SUBMITTED, name="submitted_application_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True) | Q(decided_at__isnull=False),
                name="decision_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(ApplicationState.ADMITTED, ApplicationState.COMPLETED))
                | Q(decided_tier__isnull=False),
                name="admission_names_its_tier",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApplicationState.DECLINED) | ~Q(decision_reason=""), name="decline_gives_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.hospital} → {self.network}"

    def get_absolute_url(self) -> str:
        """The application's page."""
        return reverse("network:application", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {
            "hospital_id": self.hospital_id,
            "network_id": self.network_id,
            "centre_id": self.network.centre_id,
            "region_id": self.region_id,
        }

    @property
    def is_editable(self) -> bool:
        """Whether the hospital may fill in sections now."""
        return self.state in EDITABLE

    @property
    def is_ended(self) -> bool:
        """Whether nothing more can happen to it."""
        return self.state in ENDED


class ApplicationGrant(ObjectGrant):
    """An application shared with a named colleague, who may have no role at the hospital."""

    content_object = models.ForeignKey(MembershipApplication, models.CASCADE, related_name="grants")

    allowed = frozenset({"network.view_membershipapplication", "network.change_membershipapplication"})

    class Meta(ObjectGrant.Meta):
        abstract = False


MembershipApplication.grant_model = ApplicationGrant
