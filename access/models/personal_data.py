"""What people ask about their own data: another e-mail address, or that everything be deleted."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import people_permissions
from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models.base import Identified, ScopedModel
from access.people_enums import DeletionState
from tools import clock


class EmailChange(Identified):
    """A new address that does not count until the link sent to it was opened. The link is kept nowhere."""

    user = models.ForeignKey("access.User", models.CASCADE, related_name="email_changes")
    email = models.EmailField(_("e-mail"))
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    # Asked again with another address, or taken back.
    void_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("change of an e-mail address")
        verbose_name_plural = _("changes of e-mail addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(confirmed_at__isnull=True, void_at__isnull=True),
                name="one_open_email_change_per_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        """Whether the link would still count."""
        return self.confirmed_at is None and self.void_at is None and clock.now() < self.expires_at


class DeletionRequest(Identified, ScopedModel):
    """That a person wants the account and what is known of them deleted (PIPL art. 47), and what came of it."""

    user = models.ForeignKey("access.User", models.PROTECT, related_name="deletion_requests", verbose_name=_("person"))
    wish = models.CharField(_("reason"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=DeletionState.choices, default=DeletionState.ASKED)
    version = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField(_("asked at"), default=clock.now)
    due_on = models.DateField(_("to be answered by"))
    answer = models.CharField(_("answer"), max_length=400, blank=True)
    answered_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True)

    view_permission = people_permissions.VIEW_DATA_REQUESTS
    scope_paths = {ScopeKind.SELF: Path("user"), ScopeKind.PROVINCE: Path.all()}
    privacy = {
        "uid": Privacy.VALUE,
        "user": Privacy.VALUE,
        "wish": Privacy.CHANGED,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "asked_at": Privacy.VALUE,
        "due_on": Privacy.VALUE,
        "answer": Privacy.CHANGED,
        "answered_by": Privacy.VALUE,
        "answered_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("deletion request")
        verbose_name_plural = _("deletion requests")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state__in=[DeletionState.ASKED, DeletionState.GRANTED]),
                name="one_open_deletion_request_per_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[DeletionState.ASKED, DeletionState.WITHDRAWN]) | Q(answered_at__isnull=False),
                name="answered_deletion_request_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.asked_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """The page of the request."""
        return reverse("access:deletion_request", args=[self.uid])
