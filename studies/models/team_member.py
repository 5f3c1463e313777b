"""People of a study at one of its hospitals, with what is delegated to them: the delegation log."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models import Hospital
from studies.enums import TeamFunction, TeamState, TeamTask
from studies.models.study_site import StudySite
from studies.queries.startup import TeamQuerySet
from tools import clock


class TeamMember(Identified, ScopedModel):
    """One person with a function at one site between two days. The person confirms it and reads the study through a
    grant on it until it ends; the row stays: the log says who did what when."""

    site = models.ForeignKey(StudySite, models.PROTECT, related_name="team", verbose_name=_("study site"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    lead_hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    person = models.ForeignKey("access.User", models.PROTECT, related_name="+", verbose_name=_("person"))
    function = models.CharField(_("function"), max_length=30, choices=TeamFunction.choices)
    tasks = models.JSONField(_("delegated tasks"), default=list)
    state = models.CharField(_("state"), max_length=20, choices=TeamState.choices, default=TeamState.INVITED)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True)
    invited_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField(_("invited at"), default=clock.now)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TeamQuerySet.as_manager()

    view_permission = "studies.view_startup"
    scope_paths = {
        ScopeKind.SELF: Path("person"),
        ScopeKind.HOSPITAL: (
            Path("hospital"),
            Path("lead_hospital", of="hospital", only=frozenset({"studies.view_startup"})),
        ),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "site": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "lead_hospital": Privacy.VALUE,
        "person": Privacy.VALUE,
        "function": Privacy.VALUE,
        "tasks": Privacy.VALUE,
        "state": Privacy.VALUE,
        "valid_from": Privacy.VALUE,
        "valid_to": Privacy.VALUE,
        "invited_by": Privacy.VALUE,
        "invited_at": Privacy.VALUE,
        "confirmed_at": Privacy.VALUE,
        "version": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("member of a study team")
        verbose_name_plural = _("members of study teams")
        ordering = ["valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "person", "function"],
                condition=Q(state__in=(TeamState.INVITED, TeamState.ACTIVE)),
                name="one_function_per_person_and_site",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="team_member_ends_after_the_beginning",
            ),
            models.CheckConstraint(
                condition=~Q(state=TeamState.ACTIVE) | Q(confirmed_at__isnull=False),
                name="active_team_member_has_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.name} · {self.site}"

    def get_absolute_url(self) -> str:
        """The person's own page of the delegation."""
        return reverse("studies:team_member", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}

    @property
    def task_titles(self) -> list[str]:
        """What is delegated, in words and in the order of the list."""
        return [str(task.label) for task in TeamTask if task.value in self.tasks]
