"""The checklist of a study's start-up: lines of the study, and one item of each for every site."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.enums import Privacy
from access.models import Identified, ScopedModel
from network.models import Hospital
from studies.enums import STARTING, SiteState
from studies.models.startup_paths import own_and_lead
from studies.models.study import Study
from studies.models.study_site import StudySite
from studies.queries.startup import ItemQuerySet

# Before which step a line may have to be done: from taking part to the opening.
BEFORE = [(state.value, state.label) for state in (*STARTING[2:], SiteState.OPEN)]


class ChecklistLine(Identified, models.Model):
    """One line of a study's checklist: what has to be there before which step, within how many days."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="checklist", verbose_name=_("study"))
    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("what has to be there"), max_length=200)
    before = models.CharField(_("before the site is"), max_length=20, choices=BEFORE)
    days = models.PositiveSmallIntegerField(_("days from the invitation"), default=30)
    needs_file = models.BooleanField(_("with a paper as evidence"), default=False)
    place = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    class Meta:
        verbose_name = _("line of a start-up checklist")
        verbose_name_plural = _("lines of start-up checklists")
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["study", "code"], name="one_checklist_line_per_code")]

    def __str__(self) -> str:
        return self.title


class StartupItem(Identified, ScopedModel):
    """A line at one site: who sees to it until when, and when it was done."""

    line = models.ForeignKey(ChecklistLine, models.PROTECT, related_name="items", verbose_name=_("line"))
    site = models.ForeignKey(StudySite, models.PROTECT, related_name="items", verbose_name=_("study site"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    lead_hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    responsible = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("responsible person")
    )
    due_on = models.DateField(_("due on"), null=True)
    done_on = models.DateField(_("done on"), null=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ItemQuerySet.as_manager()

    view_permission = "studies.view_startup"
    scope_paths = own_and_lead("studies.view_startup")
    privacy = {
        "uid": Privacy.VALUE,
        "line": Privacy.VALUE,
        "site": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "lead_hospital": Privacy.VALUE,
        "responsible": Privacy.VALUE,
        "due_on": Privacy.VALUE,
        "done_on": Privacy.VALUE,
        "note": Privacy.VALUE,
        "version": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("item of a start-up checklist")
        verbose_name_plural = _("items of start-up checklists")
        ordering = ["line__place", "line_id"]
        indexes = [models.Index(fields=["due_on"], condition=Q(done_on__isnull=True), name="startup_item_due")]
        constraints = [models.UniqueConstraint(fields=["site", "line"], name="one_item_per_site_and_line")]

    def __str__(self) -> str:
        return f"{self.line} · {self.site}"

    def get_absolute_url(self) -> str:
        """The site's page, at its checklist."""
        return f"{self.site.get_absolute_url()}#checklist"

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}
