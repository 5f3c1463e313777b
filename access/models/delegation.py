"""That a colleague acts for somebody who is away."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import delegation_kinds, people_permissions
from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models.base import Identified, ScopedModel, log_scope_of
from access.queries.delegations import DelegationQuerySet
from tools import clock


class Delegation(Identified, ScopedModel):
    """One role, a deputy, a kind of acts, and two days. It gives what the person holds on the day, and no more.

    ``delegator``, ``scope_kind`` and ``scope_id`` repeat what the role says and never change: the door asks a row's
    own columns.
    """

    assignment = models.ForeignKey(
        "access.RoleAssignment", models.PROTECT, related_name="delegations", verbose_name=_("role")
    )
    delegator = models.ForeignKey(
        "access.User", models.PROTECT, related_name="given_delegations", verbose_name=_("person away")
    )
    deputy = models.ForeignKey(
        "access.User", models.PROTECT, related_name="received_delegations", verbose_name=_("deputy")
    )
    scope_kind = models.CharField(_("scope"), max_length=20, choices=ScopeKind.choices)
    scope_id = models.PositiveBigIntegerField(default=0)
    kind = models.CharField(_("kind of acts"), max_length=20, default=delegation_kinds.ALL)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=200)
    made_at = models.DateTimeField(_("made at"), default=clock.now)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    ended_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")

    objects = DelegationQuerySet.as_manager()

    view_permission = people_permissions.VIEW_DELEGATIONS
    scope_paths = {
        ScopeKind.SELF: (Path("delegator", of="user"), Path("deputy", of="user")),
        ScopeKind.HOSPITAL: Path("scope_id", of="hospital", when=Q(scope_kind="hospital")),
        ScopeKind.CENTRE: Path("scope_id", of="centre", when=Q(scope_kind="centre")),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "assignment": Privacy.VALUE,
        "delegator": Privacy.VALUE,
        "deputy": Privacy.VALUE,
        "scope_kind": Privacy.VALUE,
        "scope_id": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "valid_from": Privacy.VALUE,
        "valid_to": Privacy.VALUE,
        "reason": Privacy.CHANGED,
        "made_at": Privacy.VALUE,
        "ended_at": Privacy.VALUE,
        "ended_by": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        indexes = [models.Index(fields=["scope_id", "scope_kind"], name="delegation_scope")]
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="delegation_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(delegator=F("deputy")), name="nobody_is_the_own_deputy"),
        ]

    def __str__(self) -> str:
        return f"{self.delegator} → {self.deputy}"

    def get_absolute_url(self) -> str:
        """The list of delegations: a delegation has no page of its own."""
        return reverse("access:delegations")

    @property
    def log_scope(self) -> dict[str, int]:
        """The organisation whose logbook entries it belongs to."""
        return log_scope_of(self.scope_kind, self.scope_id)

    @property
    def kind_title(self) -> str:
        """For which acts, in the reader's language."""
        return delegation_kinds.title_of(self.kind)

    @property
    def status(self) -> str:
        """ended, over, coming or in_force, computed from the dates."""
        if self.ended_at:
            return "ended"
        if self.valid_to < clock.today():
            return "over"
        return "coming" if clock.today() < self.valid_from else "in_force"
