"""A new version of a rule or text, as one person wrote it, until a second person publishes it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from access.queries.scoped import ScopedQuerySet
from network.models.network import Network
from network.models.tier import Tier
from network.version_enums import ProposalKind, ProposalState
from tools import clock


class VersionProposalQuerySet(ScopedQuerySet):
    """Adjectives of proposed versions."""

    def waiting(self):
        """Those that nobody has decided yet."""
        return self.filter(state=ProposalState.PROPOSED)

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("network__centre", "tier", "proposed_by")


class VersionProposal(Identified, ScopedModel):
    """One proposed version: of a network's own rule or text, which its centre publishes, or of a common one
    (``network`` empty), which the department does. ``content`` is what will stand in the published row.

    ``based_on`` is the number of the newest version when it was begun, 0 without one: a proposal that another version
    has overtaken is not published.
    """

    kind = models.CharField(_("of"), max_length=20, choices=ProposalKind.choices)
    network = models.ForeignKey(
        Network,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="version_proposals",
        verbose_name=_("disease network"),
    )
    tier = models.ForeignKey(Tier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tier"))
    based_on = models.PositiveSmallIntegerField(_("begun from version"), default=0)
    content = models.JSONField(_("content"), default=dict)
    valid_from = models.DateField(_("from"))
    state = models.CharField(_("state"), max_length=20, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    version = models.PositiveIntegerField(default=1, editable=False)
    proposed_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"), default=clock.now)
    published_at = models.DateTimeField(_("published at"), null=True)

    objects = VersionProposalQuerySet.as_manager()

    view_permission = "network.view_versionproposal"
    scope_paths = {
        ScopeKind.CENTRE: Path("network"),
        ScopeKind.PROVINCE: Path.all(when=Q(network__isnull=True)),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "network": Privacy.VALUE,
        "tier": Privacy.VALUE,
        "based_on": Privacy.VALUE,
        "content": Privacy.CHANGED,
        "valid_from": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "proposed_by": Privacy.VALUE,
        "proposed_at": Privacy.VALUE,
        "published_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("proposed version")
        verbose_name_plural = _("proposed versions")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                F("kind"),
                Coalesce("network", 0),
                Coalesce("tier", 0),
                condition=Q(state=ProposalState.PROPOSED),
                name="one_waiting_proposal_for_a_rule_or_text",
            ),
            models.CheckConstraint(
                condition=Q(kind=ProposalKind.ELIGIBILITY, tier__isnull=False)
                | Q(kind__in=(ProposalKind.AGREEMENT, ProposalKind.SEASON), tier__isnull=True)
                | Q(kind=ProposalKind.TIER),
                name="proposed_rule_names_its_tier",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=(ProposalKind.AGREEMENT, ProposalKind.ELIGIBILITY)) | Q(network__isnull=True),
                name="proposed_rule_of_the_province_names_no_network",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.PUBLISHED) | Q(published_at__isnull=False),
                name="published_proposal_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        owner = str(self.network) if self.network_id else str(_("all networks"))
        tier = f" · {self.tier}" if self.tier_id else self._new_tier
        return f"{self.get_kind_display()} · {owner}{tier} · v{self.based_on + 1}"

    @property
    def _new_tier(self) -> str:
        """The name of a tier that there is not yet."""
        return f" · {self.content.get('name_zh', '')}" if self.kind == ProposalKind.TIER else ""

    def get_absolute_url(self) -> str:
        """The proposal's page."""
        return reverse("network:version_proposal", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"network_id": self.network_id, "centre_id": self.network.centre_id} if self.network_id else {}
