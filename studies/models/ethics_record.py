"""What an ethics committee decided about a hospital's part in a study."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.enums import Privacy
from access.models import Identified, ScopedModel
from network.models import Hospital
from studies.enums import PERMITTING, EthicsDecision, EthicsKind, EthicsRoute
from studies.models.startup_paths import own_and_lead
from studies.models.study_site import StudySite
from studies.queries.startup import EthicsQuerySet
from tools import clock

# The last day of an exemption that names none.
UNLIMITED = date(9999, 12, 31)


class EthicsRecord(Identified, ScopedModel):
    """One decision, never changed: what comes later is a further record, a slip is withdrawn with its reason."""

    site = models.ForeignKey(StudySite, models.PROTECT, related_name="ethics", verbose_name=_("study site"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    lead_hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    kind = models.CharField(_("kind of review"), max_length=20, choices=EthicsKind.choices)
    route = models.CharField(_("way to the decision"), max_length=20, choices=EthicsRoute.choices)
    decision = models.CharField(_("decision"), max_length=30, choices=EthicsDecision.choices)
    committee = models.CharField(_("ethics committee"), max_length=200)
    number = models.CharField(_("number of the opinion"), max_length=80, blank=True)
    decided_on = models.DateField(_("decided on"))
    valid_to = models.DateField(_("valid until"), null=True)
    next_due_on = models.DateField(_("next follow-up review due on"), null=True)
    ground = models.TextField(_("ground of the exemption"), blank=True)
    summary = models.TextField(_("what it came to"), blank=True)
    recorded_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), default=clock.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EthicsQuerySet.as_manager()

    view_permission = "studies.view_startup"
    scope_paths = own_and_lead("studies.view_startup")
    privacy = {
        "uid": Privacy.VALUE,
        "site": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "lead_hospital": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "route": Privacy.VALUE,
        "decision": Privacy.VALUE,
        "committee": Privacy.VALUE,
        "number": Privacy.VALUE,
        "decided_on": Privacy.VALUE,
        "valid_to": Privacy.VALUE,
        "next_due_on": Privacy.VALUE,
        "ground": Privacy.CHANGED,
        "summary": Privacy.CHANGED,
        "recorded_by": Privacy.VALUE,
        "recorded_at": Privacy.VALUE,
        "withdrawn_at": Privacy.VALUE,
        "withdrawn_reason": Privacy.VALUE,
        "version": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("ethics record")
        verbose_name_plural = _("ethics records")
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("decided_on")),
                name="ethics_record_ends_after_its_decision",
            ),
            models.CheckConstraint(
                condition=~Q(route=EthicsRoute.EXEMPT) | ~Q(ground=""), name="ethics_exemption_has_its_ground"
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=PERMITTING)
                | Q(route=EthicsRoute.EXEMPT)
                | Q(valid_to__isnull=False)
                | Q(next_due_on__isnull=False),
                name="ethics_permission_has_its_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.site}"

    def get_absolute_url(self) -> str:
        """The site's page, at its ethics records."""
        return f"{self.site.get_absolute_url()}#ethics"

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}

    @property
    def last_day(self) -> date:
        """The last day on which it permits: as stated, or else when the next follow-up review is due."""
        return self.valid_to or self.next_due_on or UNLIMITED
