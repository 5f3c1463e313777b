"""Site visits 现场考察: planned with a checklist in one version, reported item by item."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from access.queries.scoped import ScopedQuerySet
from network.exit_enums import Finding, VisitOutcome, VisitState
from network.models.application import MembershipApplication
from network.models.campus import Campus
from network.models.hospital import Hospital
from network.models.membership import Membership
from network.models.network import Network
from network.queries.named import NamedQuerySetMixin
from tools import clock


class VisitChecklistQuerySet(models.QuerySet):
    """Adjectives of checklists."""

    def in_force(self, network, on=None):
        """The one for a network on a day, today unless named: its own before the common one, the newest first."""
        rows = self.filter(valid_from__lte=on or clock.today()).order_by("-valid_from", "-version")
        return rows.filter(network=network).first() or rows.filter(network__isnull=True).first()


class VisitChecklist(Identified):
    """One version of what is looked at: the common one, or a network's own. Never changed: another is a new version.

    ``items`` holds ``{code, zh, en}`` in the order of the visit.
    """

    network = models.ForeignKey(
        Network, models.PROTECT, null=True, related_name="visit_checklists", verbose_name=_("disease network")
    )
    version = models.PositiveIntegerField(_("version"))
    valid_from = models.DateField(_("in force from"))
    items = models.JSONField(_("items"))
    written_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(_("written at"), default=clock.now)

    objects = VisitChecklistQuerySet.as_manager()

    class Meta:
        verbose_name = _("checklist of a visit")
        verbose_name_plural = _("checklists of visits")
        constraints = [
            models.UniqueConstraint(fields=["network", "version"], name="one_checklist_per_network_and_version"),
            models.UniqueConstraint(
                fields=["version"], condition=Q(network__isnull=True), name="one_common_checklist_per_version"
            ),
            models.UniqueConstraint(fields=["network", "valid_from"], name="one_checklist_per_network_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.network or _('all networks')} v{self.version}"


class SiteVisitQuerySet(NamedQuerySetMixin, ScopedQuerySet):
    """Adjectives of visits."""

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("hospital", "campus__region", "network__centre", "application", "membership")


class SiteVisit(Identified, ScopedModel):
    """A visit to a campus, about an application or about a member. What was found is not for the hospital; date,
    visitors and, once decided, the conclusion are."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    application = models.ForeignKey(MembershipApplication, models.PROTECT, null=True, related_name="visits")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="visits")
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="visits", verbose_name=_("hospital"))
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="visits", verbose_name=_("campus"))
    network = models.ForeignKey(Network, models.PROTECT, related_name="visits", verbose_name=_("disease network"))
    checklist = models.ForeignKey(VisitChecklist, models.PROTECT, related_name="visits", verbose_name=_("checklist"))
    state = models.CharField(_("state"), max_length=20, choices=VisitState.choices, default=VisitState.PLANNED)
    version = models.PositiveIntegerField(default=1, editable=False)
    planned_on = models.DateField(_("day of the visit"))
    visitors = models.CharField(_("visitors"), max_length=300)
    planned_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField(_("planned at"), default=clock.now)
    outcome = models.CharField(_("comes to"), max_length=20, choices=VisitOutcome.choices, blank=True)
    conclusion = models.TextField(_("conclusion"), blank=True)
    reported_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("reported by")
    )
    reported_at = models.DateTimeField(_("reported at"), null=True)

    objects = SiteVisitQuerySet.as_manager()

    view_permission = "network.view_sitevisit"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.CENTRE: Path("network"),
        ScopeKind.REGION: Path("campus"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "number": Privacy.VALUE,
        "application": Privacy.VALUE,
        "membership": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "campus": Privacy.VALUE,
        "network": Privacy.VALUE,
        "checklist": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "planned_on": Privacy.VALUE,
        "visitors": Privacy.VALUE,
        "planned_by": Privacy.VALUE,
        "planned_at": Privacy.VALUE,
        "outcome": Privacy.CHANGED,
        "conclusion": Privacy.CHANGED,
        "reported_by": Privacy.VALUE,
        "reported_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("site visit")
        verbose_name_plural = _("site visits")
        indexes = [models.Index(fields=["-planned_on", "-id"], name="visit_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(application__isnull=False, membership__isnull=True)
                | Q(application__isnull=True, membership__isnull=False),
                name="visit_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.REPORTED)
                | Q(reported_at__isnull=False, outcome__gt="", conclusion__gt=""),
                name="reported_visit_has_its_conclusion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.hospital}"

    def get_absolute_url(self) -> str:
        """The visit's page."""
        return reverse("network:visit", args=[self.uid])

    @property
    def about(self):
        """The application or the membership that it is about."""
        return self.application or self.membership

    @property
    def is_told(self) -> bool:
        """Whether the hospital reads the conclusion: for an applicant once the centre has decided."""
        about_decided = self.application.decided_at is not None if self.application else True
        return self.state == VisitState.REPORTED and about_decided

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {
            "hospital_id": self.hospital_id,
            "network_id": self.network_id,
            "centre_id": self.network.centre_id,
            "region_id": self.campus.region_id,
        }


class VisitFinding(models.Model):
    """How one item of the checklist was found at a visit."""

    visit = models.ForeignKey(SiteVisit, models.PROTECT, related_name="findings")
    item = models.CharField(max_length=40)
    finding = models.CharField(_("finding"), max_length=20, choices=Finding.choices)
    remark = models.CharField(_("remark"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("finding of a visit")
        verbose_name_plural = _("findings of visits")
        constraints = [models.UniqueConstraint(fields=["visit", "item"], name="one_finding_per_item")]

    def __str__(self) -> str:
        return f"{self.visit} {self.item}"
