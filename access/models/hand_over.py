"""That a role goes to a successor from a day."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import people_permissions
from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models.base import Identified, ScopedModel, log_scope_of
from access.people_enums import HandOverState
from tools import clock


class HandOver(Identified, ScopedModel):
    """One role of one person, the successor, the successor's first day. The state is the last decision.

    ``leaver``, ``scope_kind`` and ``scope_id`` repeat what the role says: the door asks a row's own columns.
    ``carried_at`` is when the drafts followed, on the day itself or later.
    """

    assignment = models.ForeignKey(
        "access.RoleAssignment", models.PROTECT, related_name="hand_overs", verbose_name=_("role")
    )
    leaver = models.ForeignKey("access.User", models.PROTECT, related_name="given_hand_overs", verbose_name=_("from"))
    successor = models.ForeignKey(
        "access.User", models.PROTECT, related_name="received_hand_overs", verbose_name=_("successor")
    )
    scope_kind = models.CharField(_("scope"), max_length=20, choices=ScopeKind.choices)
    scope_id = models.PositiveBigIntegerField(default=0)
    first_day = models.DateField(_("first day of the successor"))
    reason = models.CharField(_("reason"), max_length=200)
    proposed_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(_("proposed at"), default=clock.now)
    state = models.CharField(_("state"), max_length=10, choices=HandOverState.choices, default=HandOverState.PROPOSED)
    version = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True)
    carried_at = models.DateTimeField(_("drafts moved at"), null=True)

    view_permission = people_permissions.VIEW_HAND_OVERS
    scope_paths = {
        ScopeKind.SELF: (Path("leaver", of="user"), Path("successor", of="user")),
        ScopeKind.HOSPITAL: Path("scope_id", of="hospital", when=Q(scope_kind="hospital")),
        ScopeKind.CENTRE: Path("scope_id", of="centre", when=Q(scope_kind="centre")),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "assignment": Privacy.VALUE,
        "leaver": Privacy.VALUE,
        "successor": Privacy.VALUE,
        "scope_kind": Privacy.VALUE,
        "scope_id": Privacy.VALUE,
        "first_day": Privacy.VALUE,
        "reason": Privacy.CHANGED,
        "proposed_by": Privacy.VALUE,
        "proposed_at": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "decided_by": Privacy.VALUE,
        "decided_at": Privacy.VALUE,
        "carried_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        indexes = [models.Index(fields=["scope_id", "scope_kind"], name="hand_over_scope")]
        constraints = [
            models.CheckConstraint(condition=~Q(leaver=F("successor")), name="nobody_is_the_own_successor"),
            models.CheckConstraint(
                condition=Q(state=HandOverState.PROPOSED) | Q(decided_at__isnull=False),
                name="decided_hand_over_says_when",
            ),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state=HandOverState.PROPOSED), name="one_open_hand_over_per_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaver} → {self.successor}"

    def get_absolute_url(self) -> str:
        """The page of the hand-over."""
        return reverse("access:hand_over", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The organisation whose logbook entries it belongs to."""
        return log_scope_of(self.scope_kind, self.scope_id)
