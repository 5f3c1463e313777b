"""Committees of a centre 学术委员会 and others: their terms, members and meetings."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models.centre import Centre
from network.models.dated import DATED_PRIVACY, Dated
from network.queries.committees import CommitteeQuerySet
from network.queries.structure import StandingQuerySet
from network.structure_enums import CommitteeKind, CommitteeRole
from tools import clock

# A region reaches the centres whose hosts lie in it.
OF_CENTRE = {
    ScopeKind.CENTRE: Path("centre"),
    ScopeKind.REGION: Path("centre"),
    ScopeKind.PROVINCE: Path.all(),
}


class Committee(Dated):
    """A committee for one term, both days counted. The next term is a row of its own, which ``follows`` it."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="committees", verbose_name=_("centre"))
    kind = models.CharField(_("kind"), max_length=20, choices=CommitteeKind.choices)
    name = models.CharField(_("name"), max_length=100)
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="followed_by")

    objects = CommitteeQuerySet.as_manager()

    view_permission = "network.view_committee"
    scope_paths = OF_CENTRE
    privacy = DATED_PRIVACY | {
        "centre": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "name": Privacy.VALUE,
        "follows": Privacy.VALUE,
    }

    class Meta(Dated.Meta):
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(valid_to__isnull=False), name="committee_has_a_term"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The committee's page."""
        return reverse("network:committee", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"centre_id": self.centre_id}


class CommitteeMember(Dated):
    """A person in a committee between two days of its term."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="members", verbose_name=_("committee"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name=_("centre"))
    name = models.CharField(_("name"), max_length=60)
    organisation = models.CharField(_("organisation"), max_length=100)
    title = models.CharField(_("title or post"), max_length=60, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=CommitteeRole.choices, default=CommitteeRole.MEMBER)

    objects = StandingQuerySet.as_manager()

    view_permission = "network.view_committee"
    scope_paths = OF_CENTRE
    privacy = DATED_PRIVACY | {
        "committee": Privacy.VALUE,
        "centre": Privacy.VALUE,
        "name": Privacy.VALUE,
        "organisation": Privacy.VALUE,
        "title": Privacy.VALUE,
        "role": Privacy.VALUE,
    }

    class Meta(Dated.Meta):
        verbose_name = _("committee member")
        verbose_name_plural = _("committee members")

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"

    def get_absolute_url(self) -> str:
        """A member is shown on the committee's page."""
        return self.committee.get_absolute_url()

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"centre_id": self.centre_id}


class CommitteeMeeting(Identified, ScopedModel):
    """A meeting of a committee; its minutes are papers of it."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings", verbose_name=_("committee"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name=_("centre"))
    held_on = models.DateField(_("day"), default=clock.today)
    subject = models.CharField(_("subject"), max_length=200)

    view_permission = "network.view_committee"
    scope_paths = OF_CENTRE
    privacy = {
        "uid": Privacy.VALUE,
        "committee": Privacy.VALUE,
        "centre": Privacy.VALUE,
        "held_on": Privacy.VALUE,
        "subject": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("committee meeting")
        verbose_name_plural = _("committee meetings")
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.held_on} {self.subject}"

    def get_absolute_url(self) -> str:
        """A meeting is shown on the committee's page."""
        return self.committee.get_absolute_url()

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"centre_id": self.centre_id}
