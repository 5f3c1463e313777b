"""The figures of a study's enrolment board and charts: a fixed number of grouped queries, however many sites."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, Q, Sum

from studies.enrolment import months, projection
from studies.enums.site import HAS_OPENED
from studies.models import EnrolmentPlan, MonthConfirmation, MonthReport, Study, StudySite
from tools import clock

# How many months the heat table shows.
HEAT_MONTHS = 12


@dataclass
class MonthRow:
    """One month of all sites together; ``total`` is cumulative, ``planned`` what the plan says for its end."""

    month: date
    reports: int = 0
    figures: dict = field(default_factory=dict)
    total: int = 0
    planned: int | None = None
    is_confirmed: bool = False

    enrolled = property(lambda self: self.figures.get("enrolled", 0))
    screened = property(lambda self: self.figures.get("screened", 0))


@dataclass
class SiteRow:
    """One site with its sums, and its enrolled of each of the last months (None: not reported)."""

    site: StudySite
    figures: dict
    cells: list

    enrolled = property(lambda self: self.figures.get("enrolled") or 0)

    @property
    def share(self) -> int | None:
        """Enrolled of the target, in percent."""
        return round(100 * self.enrolled / self.site.target) if self.site.target else None


@dataclass
class Board:
    """Everything on a study's enrolment page."""

    study: Study
    plan: EnrolmentPlan | None
    months: list[MonthRow]
    heat_months: list[date]
    sites: list[SiteRow]
    projection: projection.Projection | None

    enrolled = property(lambda self: self.months[-1].total if self.months else 0)

    @property
    def target(self) -> int | None:
        """How many participants are wanted."""
        return self.plan.target if self.plan else self.study.target_size

    @property
    def unconfirmed(self) -> list[date]:
        """Months with reports that the lead site has not confirmed."""
        return [row.month for row in self.months if row.reports and not row.is_confirmed]


SUMS = ("screened", "screen_failures", "enrolled", "completed", "withdrawn", "lost", "serious_events", "deviations")
NOTHING = {"enrolled": 0, "screened": 0, "newest": None}


def board(study: Study, sites) -> Board:
    """The board of a study. ``sites`` are those whose rows the reader sees, as a queryset; the months are of all."""
    plan = EnrolmentPlan.objects.filter(study=study).first()
    rows = _month_rows(study, plan)
    heat = months.between(months.after(months.last_full(), 1 - HEAT_MONTHS), months.last_full())
    target = plan.target if plan else study.target_size
    return Board(study, plan, rows, heat, _site_rows(study, sites, heat), _projection(rows, target))


def _month_rows(study: Study, plan: EnrolmentPlan | None) -> list[MonthRow]:
    found = {row["month"]: row for row in MonthReport.objects.current().filter(study=study).by_month(*SUMS)}
    if not found:
        return []
    confirmed = MonthConfirmation.objects.in_force().filter(study=study).values_list("month", flat=True)
    confirmed, rows, total = set(confirmed), [], 0
    for month in months.between(min(found), max(max(found), months.last_full())):
        sums = dict(found.get(month, {}))
        sums.pop("month", None)
        reports = sums.pop("reports", 0)
        total += sums.get("enrolled", 0)
        rows.append(MonthRow(month, reports, sums, total, _planned(plan, month), month in confirmed))
    return rows


def _planned(plan: EnrolmentPlan | None, month: date) -> int | None:
    if plan is None:
        return None
    last = date.fromordinal(months.after(month).toordinal() - 1)
    return projection.planned(plan.curve, plan.begins_on, plan.ends_on, plan.target, last)


def _projection(rows: list[MonthRow], target: int | None) -> projection.Projection | None:
    over = [row for row in rows if months.after(row.month) <= clock.today()]
    if not over or not target:
        return None
    return projection.project([row.enrolled for row in over], over[-1].month, target)


def _site_rows(study: Study, sites, heat: list[date]) -> list[SiteRow]:
    reports = MonthReport.objects.current().filter(study=study)
    sums = {row.pop("study_site"): row for row in reports.by_site(*SUMS)}
    recent = reports.filter(month__gte=heat[0], month__lte=heat[-1]).order_by()
    cells = {(site, month): count for site, month, count in recent.values_list("study_site", "month", "enrolled")}
    return [SiteRow(site, sums.get(site.pk, {}), [cells.get((site.pk, month)) for month in heat]) for site in sites]


def counts(studies: dict) -> dict:
    """What the live boards of studies say, in two queries: ``{uid: payload}``; ``studies`` maps uid → primary key.

    ``sites`` holds ``[enrolled, enrolled in the newest full month or -1]`` of each site in the order of their keys:
    some bytes a site, so that 300 sites stay far below 20 kB.
    """
    of_site = {"enrolled": Sum("enrolled"), "screened": Sum("screened")}
    newest = Max("enrolled", filter=Q(month=months.last_full()))
    rows = MonthReport.objects.current().filter(study__in=studies.values()).order_by()
    sums = {row["study_site"]: row for row in rows.values("study_site").annotate(newest=newest, **of_site)}
    sites: dict[int, list] = {}
    for pk, study in (
        StudySite.objects.filter(study__in=studies.values(), state__in=HAS_OPENED)
        .order_by("pk")
        .values_list("pk", "study")
    ):
        sites.setdefault(study, []).append(sums.get(pk, NOTHING))
    return {uid: _payload(sites.get(pk, [])) for uid, pk in studies.items()}


def _payload(rows: list[dict]) -> dict:
    return {
        "enrolled": sum(row["enrolled"] for row in rows),
        "screened": sum(row["screened"] for row in rows),
        "reported": sum(row["newest"] is not None for row in rows),
        "sites": [[row["enrolled"], -1 if row["newest"] is None else row["newest"]] for row in rows],
    }
