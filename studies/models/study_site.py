"""A hospital's part in a study 参与单位（分中心）."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models import Hospital
from studies.enums import SiteState
from studies.models.study import Study
from studies.queries.sites import StudySiteQuerySet
from tools import clock

SHOWN = Q(shown_at__isnull=False)
# What a hospital may do with its own part, and the study's other hospitals with it; the lead hospital does the rest.
SEEING = frozenset({"studies.view_studysite"})
OWN_PART = SEEING | {
    "studies.answer_studysite",
    "studies.run_studysite",
    "studies.sign_studysite",
    "studies.record_ethics",
    "studies.view_startup",
    "studies.report_month",
    "studies.take_slot",
}


class StudySite(Identified, ScopedModel):
    """One hospital in one study, with its target. The hospital itself, other hospitals of the study and the centres
    see it once the study was submitted (``shown_at``); until then it is a plan of the lead hospital.

    ``ethics_until`` is the last day on which its newest ethics decision permits research, written with each record;
    it is empty while nothing permits, and for an exemption without an end it is the day in ``UNLIMITED``.
    """

    study = models.ForeignKey(Study, models.PROTECT, related_name="sites", verbose_name=_("study"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="study_sites", verbose_name=_("hospital"))
    # The study's lead hospital: the door's own column.
    lead_hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    state = models.CharField(_("state"), max_length=20, choices=SiteState.choices, default=SiteState.INVITED)
    version = models.PositiveIntegerField(default=1, editable=False)
    target = models.PositiveIntegerField(_("target of participants"), null=True)
    invited_at = models.DateTimeField(_("invited at"), default=clock.now)
    shown_at = models.DateTimeField(_("known to the hospital since"), null=True)
    state_since = models.DateField(_("in this state since"), default=clock.today)
    investigator = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("investigator of the site")
    )
    ethics_until = models.DateField(_("ethics approval valid until"), null=True)
    filed_on = models.DateField(_("listed in the lead site's national filing on"), null=True)
    agreement_on = models.DateField(_("agreement signed on"), null=True)
    opened_on = models.DateField(_("first opened on"), null=True)
    closed_on = models.DateField(_("closed on"), null=True)

    objects = StudySiteQuerySet.as_manager()

    view_permission = "studies.view_studysite"
    scope_paths = {
        ScopeKind.HOSPITAL: (
            Path("lead_hospital", of="hospital"),
            Path("hospital", when=SHOWN, only=OWN_PART),
            Path("study", when=SHOWN, only=SEEING),
        ),
        ScopeKind.CENTRE: Path("study", when=SHOWN),
        ScopeKind.REGION: Path("hospital", when=SHOWN),
        ScopeKind.PROVINCE: Path.all(when=SHOWN),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "study": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "lead_hospital": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "target": Privacy.VALUE,
        "invited_at": Privacy.VALUE,
        "shown_at": Privacy.VALUE,
        "state_since": Privacy.VALUE,
        "investigator": Privacy.VALUE,
        "ethics_until": Privacy.VALUE,
        "filed_on": Privacy.VALUE,
        "agreement_on": Privacy.VALUE,
        "opened_on": Privacy.VALUE,
        "closed_on": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("study site")
        verbose_name_plural = _("study sites")
        indexes = [
            models.Index(fields=["hospital", "state"], name="studysite_hospital_state"),
            models.Index(fields=["state", "state_since"], name="studysite_state_since"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["study", "hospital"], name="one_site_per_study_and_hospital"),
            models.CheckConstraint(
                condition=~Q(state__in=(SiteState.OPEN, SiteState.PAUSED)) | Q(opened_on__isnull=False),
                name="open_study_site_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study} · {self.hospital}"

    def get_absolute_url(self) -> str:
        """The site's own page."""
        return reverse("studies:site", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}

    @property
    def is_of_lead(self) -> bool:
        """Whether it is the lead hospital's own part."""
        return self.hospital_id == self.lead_hospital_id


class SiteStep(models.Model):
    """One stay of a study site in a state: when it came, when it went on, and how many days that took.

    The medians by state and region are made from it; ``region`` is that of the hospital's main campus at the time.
    """

    site = models.ForeignKey(StudySite, models.PROTECT, related_name="steps")
    region = models.ForeignKey("network.Region", models.PROTECT, null=True, related_name="+")
    stood_in = models.CharField(_("state"), max_length=20, choices=SiteState.choices)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True)
    days = models.PositiveIntegerField(_("days"), null=True)

    class Meta:
        verbose_name = _("step of a study site")
        verbose_name_plural = _("steps of study sites")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site"], condition=Q(until__isnull=True), name="one_running_step_per_site"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, days__isnull=True)
                | Q(until__gte=models.F("since"), days__isnull=False),
                name="ended_step_has_its_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} · {self.get_stood_in_display()}"
