"""Memberships: dated, tiered, signed relations between a campus and a network."""

from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import F, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network import seasons
from network.membership_enums import COUNTED, ExitKind, MembershipState
from network.models.agreement import Agreement
from network.models.campus import Campus
from network.models.hospital import Hospital
from network.models.network import Network
from network.models.tier import Tier
from network.queries import seasons as kept
from network.queries.memberships import MembershipQuerySet, effective_state
from tools import clock


class Membership(Identified, ScopedModel):
    """A campus at one tier of a network between two days, both counted. A change of tier ends one row and begins the
    next, which ``follows`` it. ``state`` is the last human decision; what holds on a day is computed."""

    number = models.CharField(_("member number"), max_length=30)
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="memberships", verbose_name=_("hospital"))
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="memberships", verbose_name=_("campus"))
    network = models.ForeignKey(Network, models.PROTECT, related_name="memberships", verbose_name=_("disease network"))
    tier = models.ForeignKey(Tier, models.PROTECT, related_name="memberships", verbose_name=_("tier"))
    agreement = models.OneToOneField(Agreement, models.PROTECT, null=True, related_name="membership")
    basis = models.CharField(
        _("basis document"),
        max_length=200,
        blank=True,
        help_text=_("The paper by which an imported member belongs to the network; empty where an agreement is here."),
    )
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="followed_by")
    state = models.CharField(
        _("state"), max_length=20, choices=MembershipState.choices, default=MembershipState.ACTIVE
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    valid_from = models.DateField(_("from"), default=clock.today)
    valid_to = models.DateField(_("until"))
    exit_kind = models.CharField(_("kind of exit"), max_length=20, choices=ExitKind.choices, blank=True)
    created_at = models.DateTimeField(_("entered at"), default=clock.now)

    objects = MembershipQuerySet.as_manager()

    view_permission = "network.view_membership"
    public = Q(state__in=COUNTED)
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.CENTRE: Path("network"),
        ScopeKind.REGION: Path("campus"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "number": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "campus": Privacy.VALUE,
        "network": Privacy.VALUE,
        "tier": Privacy.VALUE,
        "agreement": Privacy.VALUE,
        "basis": Privacy.VALUE,
        "follows": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "valid_from": Privacy.VALUE,
        "valid_to": Privacy.VALUE,
        "exit_kind": Privacy.VALUE,
        "created_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        indexes = [
            models.Index(fields=["network", "state", "valid_from", "valid_to"]),
            models.Index(fields=["number"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "number", "valid_from"], name="member_number_belongs_to_one_member"
            ),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="membership_runs_forward"),
            models.CheckConstraint(
                condition=Q(state=MembershipState.EXITED, exit_kind__gt="")
                | (~Q(state=MembershipState.EXITED) & Q(exit_kind="")),
                name="exit_names_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.hospital}"

    def get_absolute_url(self) -> str:
        """The membership's page."""
        return reverse("network:membership", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {
            "hospital_id": self.hospital_id,
            "network_id": self.network_id,
            "centre_id": self.network.centre_id,
            "region_id": self.campus.region_id,
        }

    def effective_state(self, on: date | None = None) -> str:
        """What holds on a day, today unless named; the twin of ``with_effective_state()``."""
        day = on or clock.today()
        running = Q(last_day__isnull=True) | Q(last_day__gte=day)
        suspended = self.suspensions.filter(running, first_day__lte=day).exists()
        gap = seasons.gap(self.began, self.confirmed_years(), day, kept.rules())
        return effective_state(self.state, self.valid_from, self.valid_to, day, suspended=suspended, gap=gap)

    @property
    def began(self) -> date:
        """The member's first day under its number, whatever its tier was then."""
        rows = type(self).objects.filter(network=self.network_id, number=self.number)
        return rows.aggregate(first=Min("valid_from"))["first"]

    def confirmed_years(self) -> list[tuple[int, date]]:
        """The years that the member has confirmed, each with the day on which it did."""
        rows = apps.get_model("network.MembershipConfirmation").objects.filter(network=self.network_id)
        return list(rows.filter(number=self.number).values_list("year", "confirmed_on"))
