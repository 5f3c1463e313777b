"""The hospital's sign-off 医院签发: whatever leaves a hospital waits for its administrator."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.membership_enums import SignOffState
from network.models.hospital import Hospital
from tools import clock


class SignOff(Identified, ScopedModel):
    """One thing waiting to leave a hospital; ``kind`` says what happens with it once signed or returned."""

    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="signoffs", verbose_name=_("hospital"))
    kind = models.CharField(_("kind"), max_length=40)
    object_type = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    object_label = models.CharField(_("what leaves the hospital"), max_length=200)
    state = models.CharField(_("state"), max_length=20, choices=SignOffState.choices, default=SignOffState.WAITING)
    version = models.PositiveIntegerField(default=1, editable=False)
    requested_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField(_("asked for at"), default=clock.now)
    due_on = models.DateField(_("due on"))
    decided_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    reason = models.TextField(_("reason"), blank=True)

    view_permission = "network.view_signoff"
    scope_paths = {ScopeKind.HOSPITAL: Path("hospital")}
    privacy = {
        "uid": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "object_type": Privacy.VALUE,
        "object_id": Privacy.VALUE,
        "object_label": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "requested_by": Privacy.VALUE,
        "requested_at": Privacy.VALUE,
        "due_on": Privacy.VALUE,
        "decided_by": Privacy.VALUE,
        "decided_at": Privacy.VALUE,
        "reason": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        indexes = [models.Index(fields=["object_type", "object_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_id"],
                condition=Q(state=SignOffState.WAITING),
                name="one_waiting_signoff_per_object",
            ),
            models.CheckConstraint(
                condition=~Q(state=SignOffState.RETURNED) | ~Q(reason=""), name="returned_signoff_gives_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.object_label

    def get_absolute_url(self) -> str:
        """The sign-off's page, made for a phone."""
        return reverse("network:signoff", args=[self.uid])
