"""Feasibility rounds 可行性调查: sites that fit a planned study are asked whether they could take part."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models import Hospital, Network
from sites.enums.feasibility import InvitationState, RoundState
from sites.models.research_site import ResearchSite
from sites.models.scope import values
from sites.queries.feasibility import InvitationQuerySet, RoundQuerySet
from tools import clock


class FeasibilityRound(Identified, ScopedModel):
    """Questions of a hospital or a network to chosen research sites. ``criteria`` is the plain data of
    ``sites.feasibility.Criteria``, ``questions`` those of ``network.questions``."""

    hospital = models.ForeignKey(
        Hospital, models.PROTECT, null=True, related_name="feasibility_rounds", verbose_name=_("asking hospital")
    )
    network = models.ForeignKey(
        Network, models.PROTECT, null=True, related_name="feasibility_rounds", verbose_name=_("asking network")
    )
    title = models.CharField(_("title"), max_length=150)
    about = models.TextField(_("what the study is about"), max_length=2000, blank=True)
    criteria = models.JSONField(_("criteria"), default=dict)
    questions = models.JSONField(_("questions"), default=list)
    due_on = models.DateField(_("answers until"))
    state = models.CharField(_("state"), max_length=20, choices=RoundState.choices, default=RoundState.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("entered at"), default=clock.now)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    closed_at = models.DateTimeField(_("closed at"), null=True)

    objects = RoundQuerySet.as_manager()

    view_permission = "research_sites.view_feasibilityround"
    scope_paths = {ScopeKind.HOSPITAL: Path("hospital"), ScopeKind.CENTRE: Path("network")}
    privacy = values(
        "uid",
        "hospital",
        "network",
        "title",
        "about",
        "due_on",
        "state",
        "version",
        "opened_by",
        "created_at",
        "sent_at",
        "closed_at",
    ) | {"criteria": Privacy.CHANGED, "questions": Privacy.CHANGED}

    class Meta:
        verbose_name = _("feasibility round")
        verbose_name_plural = _("feasibility rounds")
        constraints = [
            models.CheckConstraint(
                condition=Q(hospital__isnull=False, network__isnull=True)
                | Q(hospital__isnull=True, network__isnull=False),
                name="feasibility_round_has_one_asker",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.DRAFT, sent_at__isnull=True)
                | (~Q(state=RoundState.DRAFT) & Q(sent_at__isnull=False)),
                name="sent_round_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.CLOSED, closed_at__isnull=False)
                | (~Q(state=RoundState.CLOSED) & Q(closed_at__isnull=True)),
                name="closed_round_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The round's page."""
        return reverse("sites:round", args=[self.uid])

    @property
    def asker(self):
        """The hospital or the network that asks."""
        return self.hospital or self.network

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        if self.network_id:
            return {"network_id": self.network_id, "centre_id": self.network.centre_id}
        return {"hospital_id": self.hospital_id}


class FeasibilityInvitation(Identified, ScopedModel):
    """A research site in a round and what it answered. The asked hospital sees it once the round is sent, its own
    only; the asking side sees all of its round."""

    round = models.ForeignKey(
        FeasibilityRound, models.PROTECT, related_name="invitations", verbose_name=_("feasibility round")
    )
    site = models.ForeignKey(ResearchSite, models.PROTECT, related_name="invitations", verbose_name=_("research site"))
    hospital = models.ForeignKey(
        Hospital, models.PROTECT, related_name="feasibility_invitations", verbose_name=_("hospital")
    )
    asking_hospital = models.ForeignKey(Hospital, models.PROTECT, null=True, related_name="+")
    asking_network = models.ForeignKey(Network, models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        _("state"), max_length=20, choices=InvitationState.choices, default=InvitationState.CHOSEN
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    answers = models.JSONField(_("answers"), default=dict)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)

    objects = InvitationQuerySet.as_manager()

    view_permission = "research_sites.view_feasibilityinvitation"
    scope_paths = {
        ScopeKind.HOSPITAL: (
            Path("hospital", when=~Q(state=InvitationState.CHOSEN)),
            Path("asking_hospital", of="hospital"),
        ),
        ScopeKind.CENTRE: Path("asking_network", of="network"),
    }
    privacy = values(
        "uid",
        "round",
        "site",
        "hospital",
        "asking_hospital",
        "asking_network",
        "state",
        "version",
        "reason",
        "answered_by",
        "answered_at",
    ) | {"answers": Privacy.CHANGED}

    class Meta:
        verbose_name = _("feasibility invitation")
        verbose_name_plural = _("feasibility invitations")
        constraints = [
            models.UniqueConstraint(fields=["round", "site"], name="a_site_is_asked_once_in_a_round"),
            models.CheckConstraint(
                condition=Q(state__in=(InvitationState.CHOSEN, InvitationState.INVITED), answered_at__isnull=True)
                | Q(state__in=(InvitationState.ANSWERED, InvitationState.DECLINED), answered_at__isnull=False),
                name="answered_invitation_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=InvitationState.DECLINED) | ~Q(reason=""), name="declined_invitation_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round.title} · {self.site}"

    def get_absolute_url(self) -> str:
        """The invitation's page."""
        return reverse("sites:invitation", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}
