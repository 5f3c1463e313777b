"""The exit of a member 退出: asked for, settled with every house, and decided, as one dated record."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from access.queries.scoped import ScopedQuerySet
from network.exit_enums import EXIT_OPEN, ExitState
from network.membership_enums import ExitKind
from network.models.campus import Campus
from network.models.hospital import Hospital
from network.models.membership import Membership
from network.models.network import Network
from network.queries.named import NamedQuerySetMixin
from tools import clock

LEFT_HOSPITAL = Q(submitted_at__isnull=False)


class MembershipExitQuerySet(NamedQuerySetMixin, ScopedQuerySet):
    """Adjectives of exits."""

    def open(self):
        """Exits that are neither completed nor given up."""
        return self.filter(state__in=EXIT_OPEN)

    def blocking(self, on=None):
        """Exits after which the hospital may not apply again yet on a day, today unless named."""
        return self.filter(
            state=ExitState.COMPLETED, blocked_until__gte=on or clock.today(), block_lifted_at__isnull=True
        )

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("membership__tier", "hospital", "campus__region", "network__centre")


class MembershipExit(Identified, ScopedModel):
    """One exit of one membership. A hospital's wish is its own until its administrator has signed it.

    ``blocked_until`` is the last day on which the hospital may not apply to the network again.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="exits", verbose_name=_("membership"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="exits", verbose_name=_("hospital"))
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="exits", verbose_name=_("campus"))
    network = models.ForeignKey(Network, models.PROTECT, related_name="exits", verbose_name=_("disease network"))
    kind = models.CharField(_("kind of exit"), max_length=20, choices=ExitKind.choices)
    state = models.CharField(_("state"), max_length=20, choices=ExitState.choices, default=ExitState.AWAITING_SIGNOFF)
    version = models.PositiveIntegerField(default=1, editable=False)
    reason = models.TextField(_("reason"))
    last_day = models.DateField(_("last day"))
    requested_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("asked for by")
    )
    requested_at = models.DateTimeField(_("asked for at"), default=clock.now)
    submitted_at = models.DateTimeField(_("with the centre since"), null=True)
    decided_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    blocked_until = models.DateField(_("no new application until"), null=True)
    block_lifted_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    block_lifted_at = models.DateTimeField(_("block lifted at"), null=True)
    block_lift_reason = models.TextField(_("why the block was lifted"), blank=True)

    objects = MembershipExitQuerySet.as_manager()

    view_permission = "network.view_membershipexit"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.CENTRE: Path("network", when=LEFT_HOSPITAL),
        ScopeKind.REGION: Path("campus", when=LEFT_HOSPITAL),
        ScopeKind.PROVINCE: Path.all(when=LEFT_HOSPITAL),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "number": Privacy.VALUE,
        "membership": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "campus": Privacy.VALUE,
        "network": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "reason": Privacy.VALUE,
        "last_day": Privacy.VALUE,
        "requested_by": Privacy.VALUE,
        "requested_at": Privacy.VALUE,
        "submitted_at": Privacy.VALUE,
        "decided_by": Privacy.VALUE,
        "decided_at": Privacy.VALUE,
        "blocked_until": Privacy.VALUE,
        "block_lifted_by": Privacy.VALUE,
        "block_lifted_at": Privacy.VALUE,
        "block_lift_reason": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("exit of a member")
        verbose_name_plural = _("exits of members")
        indexes = [
            models.Index(fields=["-requested_at", "-id"], name="exit_newest"),
            models.Index(fields=["hospital", "network", "blocked_until"], name="exit_blocking"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(state__in=EXIT_OPEN), name="one_open_exit_per_membership"
            ),
            models.UniqueConstraint(
                fields=["membership"], condition=Q(state=ExitState.COMPLETED), name="a_membership_ends_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="exit_gives_its_reason"),
            models.CheckConstraint(
                condition=~Q(state__in=(ExitState.SETTLING, ExitState.COMPLETED)) | LEFT_HOSPITAL,
                name="exit_before_the_centre_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExitState.COMPLETED) | Q(decided_at__isnull=False),
                name="completed_exit_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(block_lifted_at__isnull=True, block_lift_reason="")
                | Q(block_lifted_at__isnull=False, block_lift_reason__gt="", blocked_until__isnull=False),
                name="lifted_block_gives_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.hospital} ← {self.network}"

    def get_absolute_url(self) -> str:
        """The exit's page."""
        return reverse("network:exit", args=[self.uid])

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
    def is_open(self) -> bool:
        """Whether it is neither completed nor given up."""
        return self.state in EXIT_OPEN

    @property
    def blocks_today(self) -> bool:
        """Whether the hospital may not apply again yet."""
        return bool(self.blocked_until and self.blocked_until >= clock.today() and not self.block_lifted_at)


class ExitDisposition(models.Model):
    """What becomes of one open matter of a house when the member leaves: frozen with the exit."""

    exit = models.ForeignKey(MembershipExit, models.PROTECT, related_name="dispositions")
    source = models.CharField(max_length=40)
    item = models.CharField(max_length=60)
    title = models.CharField(_("open matter"), max_length=300)
    choice = models.CharField(max_length=40)
    note = models.CharField(_("note"), max_length=500, blank=True)
    settled_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("settled at"), default=clock.now)
    applied_at = models.DateTimeField(_("carried out at"), null=True)

    class Meta:
        verbose_name = _("disposition of an open matter")
        verbose_name_plural = _("dispositions of open matters")
        constraints = [
            models.UniqueConstraint(fields=["exit", "source", "item"], name="one_disposition_per_open_matter")
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.choice}"
