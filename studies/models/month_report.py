"""What a study site reports of one month, its versions, and the lead site's confirmation."""

from django.db import models
from django.db.models import Q
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models import Hospital
from studies.enums.enrolment import ReportSource
from studies.models.study import Study
from studies.models.study_site import StudySite
from studies.queries.enrolment import MonthConfirmationQuerySet, MonthReportQuerySet
from tools import clock

# The counts of one month in the order in which they are asked; "open queries" stands at the month's end.
COUNTS = (
    "screened",
    "screen_failures",
    "enrolled",
    "completed",
    "withdrawn",
    "lost",
    "serious_events",
    "deviations",
    "open_queries",
)


class DayOfMonth(models.Func):
    """The day of a date, by the database's own function: SQLite's other readers do not know Django's."""

    output_field = models.IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="CAST(strftime('%%%%d', %(expressions)s) AS integer)")

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="EXTRACT(DAY FROM %(expressions)s)::integer")


class MonthReport(Identified, ScopedModel):
    """One version of a site's month: counts of that month, never cumulative. A correction is the next version, and the
    one before it is kept. The site's hospital, the lead site and those above see it; other sites do not."""

    study_site = models.ForeignKey(StudySite, models.PROTECT, related_name="months", verbose_name=_("study site"))
    # The door's own columns, and what figures are grouped by.
    study = models.ForeignKey(Study, models.PROTECT, related_name="months", verbose_name=_("study"), db_index=False)
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    lead_hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    month = models.DateField(_("month"))
    version = models.PositiveIntegerField(_("version"), default=1)
    is_current = models.BooleanField(_("in force"), default=True)
    screened = models.PositiveIntegerField(_("screened"), default=0)
    screen_failures = models.PositiveIntegerField(_("screening failed"), default=0)
    enrolled = models.PositiveIntegerField(_("enrolled"), default=0)
    completed = models.PositiveIntegerField(pgettext_lazy("participants", "completed"), default=0)
    withdrawn = models.PositiveIntegerField(pgettext_lazy("participants", "withdrawn"), default=0)
    lost = models.PositiveIntegerField(_("lost to follow-up"), default=0)
    serious_events = models.PositiveIntegerField(_("serious adverse events"), default=0)
    deviations = models.PositiveIntegerField(_("protocol deviations"), default=0)
    open_queries = models.PositiveIntegerField(_("data queries open"), default=0)
    source = models.CharField(_("came in"), max_length=20, choices=ReportSource.choices, default=ReportSource.TYPED)
    reason = models.CharField(_("reason of the correction"), max_length=500, blank=True)
    written_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(_("reported at"), default=clock.now)

    objects = MonthReportQuerySet.as_manager()

    view_permission = "studies.view_monthreport"
    scope_paths = {
        ScopeKind.HOSPITAL: (Path("lead_hospital", of="hospital"), Path("hospital")),
        ScopeKind.CENTRE: Path("study"),
        ScopeKind.REGION: Path("hospital"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "study_site": Privacy.VALUE,
        "study": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "lead_hospital": Privacy.VALUE,
        "month": Privacy.VALUE,
        "version": Privacy.VALUE,
        "is_current": Privacy.VALUE,
        **dict.fromkeys(COUNTS, Privacy.VALUE),
        "source": Privacy.VALUE,
        "reason": Privacy.VALUE,
        "written_by": Privacy.VALUE,
        "written_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("monthly report")
        verbose_name_plural = _("monthly reports")
        ordering = ["month", "version"]
        indexes = [
            # Everything that boards and charts group: the heap need not be read.
            models.Index(
                fields=["study", "month"],
                name="month_study",
                condition=Q(is_current=True),
                include=["study_site", *COUNTS],
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["study_site", "month", "version"], name="month_versions_are_unique"),
            models.UniqueConstraint(
                fields=["study_site", "month"], condition=Q(is_current=True), name="one_month_in_force_per_site"
            ),
            models.CheckConstraint(condition=Exact(DayOfMonth("month"), 1), name="month_begins_on_its_first_day"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="corrected_month_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.study_site} · {self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        """The month of the site with its versions."""
        return reverse("studies:month", args=[self.study_site.uid, f"{self.month:%Y-%m}"])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}


class MonthConfirmation(Identified, ScopedModel):
    """The lead site stands for a month of all sites. A later report or correction of that month ends it."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="confirmations", verbose_name=_("study"))
    lead_hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    month = models.DateField(_("month"))
    reports = models.PositiveIntegerField(_("sites that had reported"))
    confirmed_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed at"), default=clock.now)
    lapsed_at = models.DateTimeField(_("no longer in force since"), null=True)

    objects = MonthConfirmationQuerySet.as_manager()

    view_permission = "studies.view_monthreport"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("lead_hospital", of="hospital"),
        ScopeKind.CENTRE: Path("study"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "study": Privacy.VALUE,
        "lead_hospital": Privacy.VALUE,
        "month": Privacy.VALUE,
        "reports": Privacy.VALUE,
        "confirmed_by": Privacy.VALUE,
        "confirmed_at": Privacy.VALUE,
        "lapsed_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("confirmation of a month")
        verbose_name_plural = _("confirmations of months")
        constraints = [
            models.UniqueConstraint(
                fields=["study", "month"], condition=Q(lapsed_at__isnull=True), name="one_confirmation_per_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study} · {self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        """The study's enrolment page."""
        return reverse("studies:enrolment", args=[self.study.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.lead_hospital_id}
