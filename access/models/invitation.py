"""An invitation of a person who has no account yet, by one-time link, code and QR."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import permissions
from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models.base import Identified, ScopedModel, log_scope_of
from access.roles import ROLES
from tools import clock


class Invitation(Identified, ScopedModel):
    """Offers one role within one scope. Only a keyed hash of the secret is kept; it works once and until a day."""

    name = models.CharField(_("name of the person"), max_length=60)
    email = models.EmailField(_("e-mail"), blank=True)
    role = models.CharField(_("role"), max_length=40)
    scope_kind = models.CharField(_("scope"), max_length=20, choices=ScopeKind.choices)
    scope_id = models.PositiveBigIntegerField(default=0)
    role_valid_to = models.DateField(_("role held until"), null=True, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    # Empty only for the first person of a deployment, whom the command line invites.
    invited_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="sent_invitations")
    invited_at = models.DateTimeField(_("invited at"), default=clock.now)
    expires_on = models.DateField(_("usable until"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True)
    accepted_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="accepted_invitations")
    needs_confirmation = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    revoked_at = models.DateTimeField(_("taken back at"), null=True)

    view_permission = permissions.VIEW_INVITATIONS
    scope_paths = {
        ScopeKind.HOSPITAL: Path("scope_id", of="hospital", when=Q(scope_kind="hospital")),
        ScopeKind.CENTRE: Path("scope_id", of="centre", when=Q(scope_kind="centre")),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "name": Privacy.VALUE,
        "email": Privacy.CHANGED,
        "role": Privacy.VALUE,
        "scope_kind": Privacy.VALUE,
        "scope_id": Privacy.VALUE,
        "role_valid_to": Privacy.VALUE,
        "secret_hash": Privacy.HASHED,
        "invited_by": Privacy.VALUE,
        "invited_at": Privacy.VALUE,
        "expires_on": Privacy.VALUE,
        "accepted_at": Privacy.VALUE,
        "accepted_by": Privacy.VALUE,
        "needs_confirmation": Privacy.VALUE,
        "confirmed_by": Privacy.VALUE,
        "confirmed_at": Privacy.VALUE,
        "revoked_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="accepted_invitation_names_its_person",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(needs_confirmation=False) | Q(confirmed_at__isnull=False),
                name="appointed_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {ROLES[self.role]}"

    def get_absolute_url(self) -> str:
        """The list of invitations: an invitation has no page of its own."""
        return reverse("access:invitations")

    @property
    def log_scope(self) -> dict[str, int]:
        """The organisation whose logbook entries it belongs to."""
        return log_scope_of(self.scope_kind, self.scope_id)

    @property
    def status(self) -> str:
        """open, accepted, revoked or expired, computed from the dates."""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_on < clock.today() else "open"
