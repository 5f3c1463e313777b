"""A study filed with one registry, and what the filing is told later."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models import Hospital
from studies.enums.filing import SHEETS, FilingEventKind, FilingState, FilingTarget, FilingTiming
from studies.models.study import READING, Study
from studies.queries.filings import FilingEventQuerySet, FilingQuerySet
from tools import clock


class Filing(Identified, ScopedModel):
    """One study at one registry. ``filed_values`` is the copy that stands there, as far as the lead site says it:
    a version of the record, or what was read from the registry's own file. Read by who reads the record."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="filings", verbose_name=_("study"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    target = models.CharField(_("registry"), max_length=20, choices=FilingTarget.choices)
    state = models.CharField(_("state"), max_length=20, choices=FilingState.choices, default=FilingState.PREPARING)
    version = models.PositiveIntegerField(default=1, editable=False)
    number = models.CharField(_("number of the registry"), max_length=40, blank=True)
    timing = models.CharField(
        _("time of the registration"), max_length=20, choices=FilingTiming.choices, default=FilingTiming.PROSPECTIVE
    )
    submitted_on = models.DateField(_("submitted on"), null=True)
    published_on = models.DateField(_("published on"), null=True)
    filed_version = models.PositiveIntegerField(_("filed as of version"), null=True)
    filed_values = models.JSONField(_("filed copy"), default=dict)
    created_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("begun at"), default=clock.now)

    objects = FilingQuerySet.as_manager()

    view_permission = "studies.read_study"
    scope_paths = {
        ScopeKind.HOSPITAL: (Path("hospital"), Path("study", only=READING)),
        ScopeKind.CENTRE: Path("study"),
        ScopeKind.REGION: Path("hospital"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "study": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "target": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "number": Privacy.VALUE,
        "timing": Privacy.VALUE,
        "submitted_on": Privacy.VALUE,
        "published_on": Privacy.VALUE,
        "filed_version": Privacy.VALUE,
        "filed_values": Privacy.CHANGED,
        "created_by": Privacy.VALUE,
        "created_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("filing of a study")
        verbose_name_plural = _("filings of studies")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "target"], condition=~Q(state="cancelled"), name="one_filing_per_study_and_registry"
            ),
            models.UniqueConstraint(
                fields=["target", "number"],
                condition=~Q(number="") & ~Q(state="cancelled"),
                name="filing_numbers_are_unique",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | (~Q(number="") & Q(published_on__isnull=False)),
                name="published_filing_has_number_and_day",
            ),
            models.CheckConstraint(
                condition=Q(timing="prospective") | Q(target="chictr"), name="only_chictr_registers_afterwards"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_target_display()} {self.number}".strip()

    def get_absolute_url(self) -> str:
        """The filing's page."""
        return reverse("studies:filing", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}

    @property
    def sheet(self) -> str:
        """The code of the sheet of fields that the registry asks for."""
        return SHEETS[FilingTarget(self.target)]

    @property
    def is_retrospective(self) -> bool:
        """Whether the registry took it after the first enrolment (补注册)."""
        return self.timing == FilingTiming.RETROSPECTIVE


class FilingEvent(Identified, ScopedModel):
    """Something that the registry is to be told until a day: the yearly report, a change, the completion."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="events", verbose_name=_("filing"))
    study = models.ForeignKey(Study, models.PROTECT, related_name="filing_events", verbose_name=_("study"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    kind = models.CharField(_("what is reported"), max_length=20, choices=FilingEventKind.choices)
    version = models.PositiveIntegerField(default=1, editable=False)
    due_on = models.DateField(_("due on"))
    record_version = models.PositiveIntegerField(_("version of the record"), null=True)
    reported_on = models.DateField(_("reported on"), null=True)
    note = models.TextField(_("note"), blank=True)
    reported_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("begun at"), default=clock.now)

    objects = FilingEventQuerySet.as_manager()

    view_permission = "studies.read_study"
    scope_paths = Filing.scope_paths
    privacy = {
        "uid": Privacy.VALUE,
        "filing": Privacy.VALUE,
        "study": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "version": Privacy.VALUE,
        "due_on": Privacy.VALUE,
        "record_version": Privacy.VALUE,
        "reported_on": Privacy.VALUE,
        "note": Privacy.VALUE,
        "reported_by": Privacy.VALUE,
        "created_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("report to a registry")
        verbose_name_plural = _("reports to registries")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "kind"],
                condition=Q(reported_on__isnull=True),
                name="one_waiting_report_per_filing_and_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.filing}"

    def get_absolute_url(self) -> str:
        """The filing's page, at its reports."""
        return f"{self.filing.get_absolute_url()}#reports"

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}

    @property
    def is_late(self) -> bool:
        """Whether the day has passed without the report."""
        return self.reported_on is None and self.due_on < clock.today()
