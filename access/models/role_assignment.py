"""A role held by a person within a scope between two days."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import permissions
from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models.base import Identified, ScopedModel, log_scope_of
from access.queries.role_assignments import RoleAssignmentQuerySet
from access.roles import ROLES
from tools import clock


def _of(kind: ScopeKind) -> Path:
    return Path("scope_id", of=kind.value, when=Q(scope_kind=kind.value))


class RoleAssignment(Identified, ScopedModel):
    """User × role × scope × days × giver × reason. Whether it is valid is asked of the dates, not of a job."""

    user = models.ForeignKey("access.User", models.PROTECT, related_name="assignments", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=40)
    scope_kind = models.CharField(_("scope"), max_length=20, choices=ScopeKind.choices)
    scope_id = models.PositiveBigIntegerField(default=0)
    valid_from = models.DateField(_("from"), default=clock.today)
    valid_to = models.DateField(_("until"), null=True, blank=True)
    # When it was ended before its first day was over: it is valid on no day, and the days stay as they were given.
    stopped_at = models.DateTimeField(_("stopped at"), null=True, editable=False)
    granted_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="granted_assignments", verbose_name=_("given by")
    )
    reason = models.CharField(_("reason"), max_length=200)

    view_permission = permissions.VIEW_PEOPLE
    scope_paths = {
        ScopeKind.SELF: Path("user"),
        ScopeKind.HOSPITAL: _of(ScopeKind.HOSPITAL),
        ScopeKind.CENTRE: _of(ScopeKind.CENTRE),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "user": Privacy.VALUE,
        "role": Privacy.VALUE,
        "scope_kind": Privacy.VALUE,
        "scope_id": Privacy.VALUE,
        "valid_from": Privacy.VALUE,
        "valid_to": Privacy.VALUE,
        "stopped_at": Privacy.VALUE,
        "granted_by": Privacy.VALUE,
        "reason": Privacy.VALUE,
    }

    objects = RoleAssignmentQuerySet.as_manager()

    # Set by ``held_by`` on a role that its reader holds as somebody's deputy: whose, and for which kind of acts.
    acting_for = ""
    acting_kind = ""

    class Meta:
        verbose_name = _("role assignment")
        verbose_name_plural = _("role assignments")
        indexes = [models.Index(fields=["scope_kind", "scope_id", "role"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="role_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.role_title}"

    def get_absolute_url(self) -> str:
        """The page of the assignment."""
        return reverse("access:role_assignment", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The organisation whose logbook entries it belongs to."""
        return log_scope_of(self.scope_kind, self.scope_id)

    @property
    def role_title(self) -> str:
        """The role's name in the reader's language; its code when the catalogue no longer has it."""
        return str(ROLES[self.role]) if self.role in ROLES else self.role

    def is_valid(self, on=None) -> bool:
        """Whether the assignment is valid on a day, today unless named; the twin of ``valid()``."""
        day = on or clock.today()
        in_its_days = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return in_its_days and self.stopped_at is None
