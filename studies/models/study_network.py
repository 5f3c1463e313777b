"""A study in a disease network: proposed by the lead hospital, taken up or not by the network's centre."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models import Hospital, Network
from studies.enums import NetworkRole, NetworkState
from studies.models.study import Study
from studies.queries.studies import StudyNetworkQuerySet
from tools import clock

SHOWN = Q(shown_at__isnull=False)


class StudyNetwork(Identified, ScopedModel):
    """One network of a study; one at most leads it. The centre sees it once the study was submitted (``shown_at``)."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="networks", verbose_name=_("study"))
    network = models.ForeignKey(Network, models.PROTECT, related_name="studies", verbose_name=_("disease network"))
    # The study's lead hospital: the door's own column.
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    role = models.CharField(_("part of the network"), max_length=10, choices=NetworkRole.choices)
    state = models.CharField(_("state"), max_length=20, choices=NetworkState.choices, default=NetworkState.PROPOSED)
    version = models.PositiveIntegerField(default=1, editable=False)
    proposed_at = models.DateTimeField(_("proposed at"), default=clock.now)
    shown_at = models.DateTimeField(_("with the centre since"), null=True)
    decided_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    valid_from = models.DateField(_("from"), null=True)
    valid_to = models.DateField(_("until"), null=True)

    objects = StudyNetworkQuerySet.as_manager()

    view_permission = "studies.view_studynetwork"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.CENTRE: Path("network", when=SHOWN),
        ScopeKind.PROVINCE: Path.all(when=SHOWN),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "study": Privacy.VALUE,
        "network": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "role": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "proposed_at": Privacy.VALUE,
        "shown_at": Privacy.VALUE,
        "decided_by": Privacy.VALUE,
        "decided_at": Privacy.VALUE,
        "reason": Privacy.VALUE,
        "valid_from": Privacy.VALUE,
        "valid_to": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("study in a network")
        verbose_name_plural = _("studies in networks")
        constraints = [
            models.UniqueConstraint(
                fields=["study"],
                condition=Q(role=NetworkRole.LED, state__in=(NetworkState.PROPOSED, NetworkState.ACCEPTED)),
                name="one_leading_network_per_study",
            ),
            models.UniqueConstraint(
                fields=["study", "network"],
                condition=Q(state__in=(NetworkState.PROPOSED, NetworkState.ACCEPTED)),
                name="one_current_row_per_study_and_network",
            ),
            models.CheckConstraint(
                condition=~Q(state=NetworkState.ACCEPTED) | Q(valid_from__isnull=False),
                name="network_study_has_its_first_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study} · {self.network}"

    def get_absolute_url(self) -> str:
        """The centre's page about it."""
        return reverse("studies:study_network", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {
            "hospital_id": self.hospital_id,
            "network_id": self.network_id,
            "centre_id": self.network.centre_id,
        }
