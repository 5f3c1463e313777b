"""Agreements: versioned templates, and the printed copies that both sides seal."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind, SensitiveReads
from access.models import Identified, ScopedModel
from network.membership_enums import AgreementState
from network.models.application import MembershipApplication
from network.models.campus import Campus
from network.models.hospital import Hospital
from network.models.network import Network
from network.models.tier import Tier
from network.models.version_proposal import VersionProposal
from network.queries.agreements import AgreementQuerySet, TemplateQuerySet
from network.version_enums import CampaignReason
from tools import clock


class AgreementTemplate(models.Model):
    """One version of an agreement's text, for one network or for all that have none of their own.

    ``body`` holds facts (label, value) and clauses with merge fields such as ``{hospital}``: network.agreement_text.
    """

    network = models.ForeignKey(Network, models.PROTECT, null=True, blank=True, related_name="agreement_templates")
    code = models.CharField(_("code"), max_length=20)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=100)
    body = models.JSONField(_("text"), default=dict)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)
    # The proposal that was published; empty for what the province's file brought.
    proposal = models.OneToOneField(
        VersionProposal, models.PROTECT, null=True, blank=True, editable=False, related_name="template"
    )

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement template")
        verbose_name_plural = _("agreement templates")
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="one_template_per_code_and_version")]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    def get_absolute_url(self) -> str:
        """The version's page."""
        return reverse("network:agreement_template", args=[self.name])

    @property
    def name(self) -> str:
        """Code and version as they stand in an address."""
        return f"{self.code}-{self.version}"


class Agreement(Identified, ScopedModel):
    """The agreement of one application, or of a member who signs again in a campaign (``campaign``, ``member``).
    ``content`` and its hash are frozen when it is issued.

    The hash is printed on every page: whoever holds a sealed copy can compare it. No electronic signature is claimed;
    what counts are the seals on paper, of which scans are attached.
    """

    application = models.OneToOneField(
        MembershipApplication, models.PROTECT, null=True, blank=True, related_name="agreement"
    )
    campaign = models.ForeignKey(
        "network.SigningCampaign",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("signing campaign"),
    )
    member = models.ForeignKey(
        "network.Membership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signed_again",
        verbose_name=_("membership"),
    )
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="agreements", verbose_name=_("hospital"))
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="+", verbose_name=_("campus"))
    network = models.ForeignKey(Network, models.PROTECT, related_name="agreements", verbose_name=_("disease network"))
    tier = models.ForeignKey(Tier, models.PROTECT, related_name="+", verbose_name=_("tier"))
    template = models.ForeignKey(
        AgreementTemplate, models.PROTECT, related_name="agreements", verbose_name=_("text version")
    )
    number = models.CharField(_("number"), max_length=30, unique=True)
    term_from = models.DateField(_("term from"))
    term_to = models.DateField(_("term until"))
    content = models.JSONField(default=dict)
    sha256 = models.CharField(_("hash"), max_length=64)
    state = models.CharField(_("state"), max_length=20, choices=AgreementState.choices, default=AgreementState.ISSUED)
    version = models.PositiveIntegerField(default=1, editable=False)
    issued_at = models.DateTimeField(_("issued at"), default=clock.now)
    issued_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    hospital_sealed_at = models.DateTimeField(_("first sealed by the hospital at"), null=True)
    completed_at = models.DateTimeField(_("completed at"), null=True)

    objects = AgreementQuerySet.as_manager()

    view_permission = "network.view_agreement"
    sensitive_reads = SensitiveReads.OTHERS
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.CENTRE: Path("network"),
        ScopeKind.REGION: Path("campus"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "application": Privacy.VALUE,
        "campaign": Privacy.VALUE,
        "member": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "campus": Privacy.VALUE,
        "network": Privacy.VALUE,
        "tier": Privacy.VALUE,
        "template": Privacy.VALUE,
        "number": Privacy.VALUE,
        "term_from": Privacy.VALUE,
        "term_to": Privacy.VALUE,
        "content": Privacy.CHANGED,
        "sha256": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "issued_at": Privacy.VALUE,
        "issued_by": Privacy.VALUE,
        "hospital_sealed_at": Privacy.VALUE,
        "completed_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(application__isnull=False, campaign__isnull=True, member__isnull=True)
                | Q(application__isnull=True, campaign__isnull=False, member__isnull=False),
                name="agreement_of_an_application_or_of_a_campaign",
            ),
            models.UniqueConstraint(fields=["campaign", "member"], name="one_agreement_per_campaign_and_member"),
            models.CheckConstraint(condition=Q(term_to__gt=F("term_from")), name="agreement_term_runs_forward"),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.COMPLETE) | Q(completed_at__isnull=False),
                name="complete_agreement_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.hospital}"

    def get_absolute_url(self) -> str:
        """The agreement's page."""
        return reverse("network:agreement", args=[self.uid])

    @property
    def renews(self) -> bool:
        """Whether its completion moves the last day of the membership."""
        return self.campaign_id is not None and self.campaign.reason == CampaignReason.RENEWAL

    @property
    def check_code(self) -> str:
        """The start of the hash as it is printed on every page, in groups of four."""
        return " ".join(self.sha256[i : i + 4] for i in range(0, 16, 4))
