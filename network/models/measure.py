"""What the centre did about a member 处理: warned or suspended it, and what the hospital answered."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.exit_enums import MeasureKind
from network.models.campus import Campus
from network.models.hospital import Hospital
from network.models.membership import Membership
from network.models.network import Network
from tools import clock


class Measure(Identified, ScopedModel):
    """A warning or suspension with its reason, the day by which the hospital says what it did, and its answer."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="measures", verbose_name=_("membership"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="+", verbose_name=_("campus"))
    network = models.ForeignKey(Network, models.PROTECT, related_name="+", verbose_name=_("disease network"))
    kind = models.CharField(_("kind"), max_length=20, choices=MeasureKind.choices)
    version = models.PositiveIntegerField(default=1, editable=False)
    reason = models.TextField(_("reason"))
    taken_on = models.DateField(_("taken on"), default=clock.today)
    answer_due = models.DateField(_("answer due"))
    answer = models.TextField(_("the hospital's answer"), blank=True)
    answered_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)
    lifted_on = models.DateField(_("lifted on"), null=True)

    view_permission = "network.view_measure"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.CENTRE: Path("network"),
        ScopeKind.REGION: Path("campus"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "membership": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "campus": Privacy.VALUE,
        "network": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "version": Privacy.VALUE,
        "reason": Privacy.VALUE,
        "taken_on": Privacy.VALUE,
        "answer_due": Privacy.VALUE,
        "answer": Privacy.VALUE,
        "answered_by": Privacy.VALUE,
        "answered_at": Privacy.VALUE,
        "lifted_on": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("measure about a member")
        verbose_name_plural = _("measures about members")
        ordering = ["-taken_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | Q(answered_at__isnull=False, answer__gt=""),
                name="answered_measure_has_its_answer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.taken_on} {self.membership}"

    def get_absolute_url(self) -> str:
        """The measure's page."""
        return reverse("network:measure", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return self.membership.log_scope
