"""A campaign in which members of a network sign again: because of a new text, or because their terms end."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from access.queries.scoped import ScopedQuerySet
from network.models.agreement import AgreementTemplate
from network.models.network import Network
from network.version_enums import CampaignReason, CampaignState
from tools import clock


class SigningCampaignQuerySet(ScopedQuerySet):
    """Adjectives of campaigns."""

    def open(self):
        """Those under way."""
        return self.filter(state=CampaignState.OPEN)

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("network__centre", "template", "opened_by")


class SigningCampaign(Identified, ScopedModel):
    """Every member concerned gets an agreement with the template's text, sealed like the first one.

    A renewal (``months``: terms that end within so many; ``years``: by how many they go on) moves the last
    day of the membership; a new version keeps it. ``reminded_on``: when all who lag behind were reminded last.
    """

    network = models.ForeignKey(
        Network, models.PROTECT, related_name="signing_campaigns", verbose_name=_("disease network")
    )
    reason = models.CharField(_("reason"), max_length=20, choices=CampaignReason.choices)
    template = models.ForeignKey(
        AgreementTemplate, models.PROTECT, related_name="campaigns", verbose_name=_("text version")
    )
    months = models.PositiveSmallIntegerField(_("terms that end within so many months"), null=True, blank=True)
    years = models.PositiveSmallIntegerField(_("years by which terms go on"), null=True, blank=True)
    due_on = models.DateField(_("due"))
    state = models.CharField(_("state"), max_length=20, choices=CampaignState.choices, default=CampaignState.OPEN)
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened at"), default=clock.now)
    reminded_on = models.DateField(_("reminded on"), null=True)
    closed_at = models.DateTimeField(_("closed at"), null=True)

    objects = SigningCampaignQuerySet.as_manager()

    view_permission = "network.view_signingcampaign"
    scope_paths = {ScopeKind.CENTRE: Path("network"), ScopeKind.PROVINCE: Path.all()}
    privacy = {
        "uid": Privacy.VALUE,
        "network": Privacy.VALUE,
        "reason": Privacy.VALUE,
        "template": Privacy.VALUE,
        "months": Privacy.VALUE,
        "years": Privacy.VALUE,
        "due_on": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "opened_by": Privacy.VALUE,
        "opened_at": Privacy.VALUE,
        "reminded_on": Privacy.VALUE,
        "closed_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("signing campaign")
        verbose_name_plural = _("signing campaigns")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network"], condition=Q(state=CampaignState.OPEN), name="one_open_campaign_per_network"
            ),
            models.CheckConstraint(
                condition=Q(reason=CampaignReason.RENEWAL, months__isnull=False, years__gte=1)
                | Q(reason=CampaignReason.NEW_VERSION, months__isnull=True, years__isnull=True),
                name="renewal_names_months_and_years",
            ),
            models.CheckConstraint(
                condition=Q(state=CampaignState.OPEN, closed_at__isnull=True)
                | Q(state=CampaignState.CLOSED, closed_at__isnull=False),
                name="closed_campaign_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network} · {self.get_reason_display()} · {clock.local(self.opened_at):%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """The campaign's page."""
        return reverse("network:signing_campaign", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"network_id": self.network_id, "centre_id": self.network.centre_id}
