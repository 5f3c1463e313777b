"""A hospital's part in a study 参与单位（分中心）."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models import Hospital
from studies.enums import SiteState
from studies.models.study import Study
from tools import clock

SHOWN = Q(shown_at__isnull=False)
# What a hospital may do with its own part, and the study's other hospitals with it; the lead hospital does the rest.
SEEING = frozenset({"studies.view_studysite"})
OWN_PART = SEEING | {"studies.answer_studysite", "studies.report_month", "studies.take_slot"}


class StudySite(Identified, ScopedModel):
    """One hospital in one study, with its target. The hospital itself, other hospitals of the study and the centres
    see it once the study was submitted (``shown_at``); until then it is a plan of the lead hospital."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="sites", verbose_name=_("study"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="study_sites", verbose_name=_("hospital"))
    # The study's lead hospital: the door's own column.
    lead_hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    state = models.CharField(_("state"), max_length=20, choices=SiteState.choices, default=SiteState.INVITED)
    version = models.PositiveIntegerField(default=1, editable=False)
    target = models.PositiveIntegerField(_("target of participants"), null=True)
    invited_at = models.DateTimeField(_("invited at"), default=clock.now)
    shown_at = models.DateTimeField(_("known to the hospital since"), null=True)
    opened_on = models.DateField(_("first opened on"), null=True)
    closed_on = models.DateField(_("closed on"), null=True)

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
        "opened_on": Privacy.VALUE,
        "closed_on": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("study site")
        verbose_name_plural = _("study sites")
        indexes = [models.Index(fields=["hospital", "state"], name="studysite_hospital_state")]
        constraints = [models.UniqueConstraint(fields=["study", "hospital"], name="one_site_per_study_and_hospital")]

    def __str__(self) -> str:
        return f"{self.study} · {self.hospital}"

    def get_absolute_url(self) -> str:
        """The study's page, at its sites."""
        return f"{self.study.get_absolute_url()}#sites"

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}
