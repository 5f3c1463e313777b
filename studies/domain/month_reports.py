"""Months of study sites: reported, corrected as new versions with reasons, confirmed by the lead site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import inbox, live, logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, Stale, refusal
from access.texts import text
from access.verbs import verb
from network.models import Hospital
from studies import permissions
from studies.enrolment import checks, months
from studies.enrolment.checks import NAMES, Counts
from studies.enums.enrolment import ReportSource
from studies.enums.site import HAS_OPENED, SiteState
from studies.models import EnrolmentSlot, MonthConfirmation, MonthReport, Study, StudySite
from studies.news import enrolment as news
from tools import clock

UNFIT = text(
    "studies.month.unfit", _("%(count)s cells need a look: read the sentences beside them. Nothing is saved.")
)
NEEDS_REASON = text("studies.month.needs_reason", _("This month is reported already: say why it is corrected."))
FOREIGN = text("studies.month.foreign", _("%(site)s is not a site of %(hospital)s."))
CHANGED = text(
    "studies.month.changed", _("%(month)s of %(site)s has been reported anew meanwhile: look at the new figures.")
)
NOTHING = text("studies.month.nothing_to_confirm", _("No site has reported %(month)s: there is nothing to confirm."))
CONFIRMED = text("studies.month.confirmed_already", _("%(month)s is confirmed already."))
COUNTED = text(
    "studies.month.counted",
    _("The enrolled are counted from the filled places: %(counted)s in this month, not typed."),
)


@dataclass(frozen=True)
class Entry:
    """One site's month as somebody states it. ``expected`` is the version that was on the page, 0 for none; without
    ``expected`` (a table) whatever stands is corrected."""

    site: StudySite
    counts: Counts
    reason: str = ""
    expected: int | None = None
    month: date | None = None


class Unfit(Refused):
    """Cells do not fit: ``cells[place][column]`` is the sentence, column "" the row as a whole."""

    def __init__(self, cells: dict[int, dict[str, Refusal]], thing=None):
        super().__init__(refusal(UNFIT, count=sum(map(len, cells.values()))), thing)
        self.cells = cells


@verb(permissions.REPORT_MONTH)
def report(site: StudySite, *, month: date, entry: Entry, source: str = ReportSource.TYPED, by: Actor) -> MonthReport:
    """Report a month of one site, or correct it with a reason. Raises Unfit, Stale."""
    return _take([replace(entry, site=site, month=month)], source, by, site)[0]


@verb(permissions.REPORT_MONTH)
def report_hospital(
    hospital: Hospital, *, month: date, entries: list[Entry], source: str = ReportSource.TYPED, by: Actor
) -> list[MonthReport]:
    """Report a month of several sites of a hospital at once, all or none. Raises Unfit, Stale, Refused for a site of
    another hospital."""
    for entry in entries:
        if entry.site.hospital_id != hospital.pk:
            raise Refused(refusal(FOREIGN, site=str(entry.site), hospital=str(hospital)), hospital)
    made = _take([replace(entry, month=month) for entry in entries], source, by, hospital)
    close_if_done(hospital, by)
    return made


@verb(permissions.REPORT_MONTH)
def report_table(hospital: Hospital, *, entries: list[Entry], by: Actor) -> list[MonthReport]:
    """Report the months of a table: of the hospital's own sites, and of those of studies that it leads."""
    for entry in entries:
        if hospital.pk not in (entry.site.hospital_id, entry.site.lead_hospital_id):
            raise Refused(refusal(FOREIGN, site=str(entry.site), hospital=str(hospital)), hospital)
    made = _take(entries, ReportSource.TABLE, by, hospital)
    close_if_done(hospital, by)
    return made


def faults(entries: list[Entry]) -> dict[int, dict[str, Refusal]]:
    """What does not fit in the entries, by place and column; each is held against the site's other months, those among
    the entries too."""
    known = _known(entry.site.pk for entry in entries)
    current = {key: row.version for key, row in known.items()}
    counted = _counted(entries)
    stated = {(entry.site.pk, entry.month): entry.counts for entry in entries}
    merged = {key: row_counts(row) for key, row in known.items()} | stated
    others: dict[int, dict[date, Counts]] = {}
    for (site, month), counts in merged.items():
        others.setdefault(site, {})[month] = counts
    found = {place: _faults_of(entry, others, current, counted) for place, entry in enumerate(entries)}
    return {place: cells for place, cells in found.items() if cells}


def _faults_of(entry: Entry, others: dict, current: dict, counted: dict) -> dict[str, Refusal]:
    site, key = entry.site, (entry.site.pk, entry.month)
    closed = checks.shut(entry.month, clock.today(), site.opened_on, site.closed_on)
    if closed or site.state not in HAS_OPENED:
        return {"": closed or refusal(checks.NOT_OPEN, month=f"{entry.month:%Y-%m}")}
    cells = checks.problems(entry.counts, entry.month, others[site.pk])
    if key in counted and entry.counts.enrolled != counted[key]:
        cells["enrolled"] = refusal(COUNTED, counted=counted[key])
    if key in current and not entry.reason.strip():
        cells["reason"] = refusal(NEEDS_REASON)
    return cells


def _known(sites: Iterable[int]) -> dict[tuple, MonthReport]:
    rows = MonthReport.objects.current().filter(study_site__in=set(sites))
    return {(row.study_site_id, row.month): row for row in rows}


def row_counts(row: MonthReport) -> Counts:
    """The counts of a stored month."""
    return Counts(**{name: getattr(row, name) for name in NAMES})


def _counted(entries: list[Entry]) -> dict[tuple, int]:
    """Of sites under competitive enrolment: the filled places of each entry's month."""
    studies = {entry.site.study_id for entry in entries}
    competitive = set(
        Study.objects.filter(pk__in=studies, enrolment_plan__cap__isnull=False).values_list("pk", flat=True)
    )
    found = {(e.site.pk, e.month): 0 for e in entries if e.site.study_id in competitive}
    filled = EnrolmentSlot.objects.filter(study_site__in={site for site, _month in found}, state="enrolled")
    for site, day in filled.values_list("study_site", "enrolled_on"):
        if (site, months.first_day(day)) in found:
            found[site, months.first_day(day)] += 1
    return found


def counted_of(sites: list[StudySite], month: date) -> dict[int, int]:
    """How many a month has enrolled by the filled places, by site; sites whose number is typed are left out."""
    found = _counted([Entry(site, Counts(), month=month) for site in sites])
    return {site: count for (site, _month), count in found.items()}


def counted_enrolled(site: StudySite, month: date) -> int | None:
    """The same of one site; None where the number is typed."""
    return counted_of([site], month).get(site.pk)


def _take(entries: list[Entry], source: str, by: Actor, thing) -> list[MonthReport]:
    """Check everything under the sites' locks, then write everything."""
    pks = sorted({entry.site.pk for entry in entries})
    rows = StudySite.objects.select_for_update(of=("self",)).select_related("study", "hospital", "lead_hospital")
    sites = {row.pk: row for row in rows.filter(pk__in=pks).order_by("pk")}
    entries = [replace(entry, site=sites[entry.site.pk]) for entry in entries]
    known = _known(pks)
    for entry in entries:
        _refuse_stale(entry, known.get((entry.site.pk, entry.month)))
    cells = faults(entries)
    if cells:
        raise Unfit(cells, thing)
    made = [_new(entry, known.get((entry.site.pk, entry.month)), source, by) for entry in entries]
    before = [row for row in (known.get((e.site.pk, e.month)) for e in entries) if row]
    MonthReport.objects.filter(pk__in=[row.pk for row in before]).update(is_current=False)
    MonthReport.objects.bulk_create(made, batch_size=200)
    _after(made, by)
    return made


def _refuse_stale(entry: Entry, row: MonthReport | None) -> None:
    if entry.expected is not None and entry.expected != (row.version if row else 0):
        facts = {"month": f"{entry.month:%Y-%m}", "site": str(entry.site.hospital)}
        raise Stale(refusal(CHANGED, **facts), entry.site)


def _new(entry: Entry, before: MonthReport | None, source: str, by: Actor) -> MonthReport:
    return MonthReport(
        study_site=entry.site,
        study=entry.site.study,
        hospital=entry.site.hospital,
        lead_hospital=entry.site.lead_hospital,
        month=entry.month,
        version=before.version + 1 if before else 1,
        reason=entry.reason.strip() if before else "",
        source=source,
        written_by=by.user,
        **asdict(entry.counts),
    )


def _after(made: list[MonthReport], by: Actor) -> None:
    """Confirmations of these months lapse, the logbook and those who follow the board learn of it."""
    for study, month in {(row.study_id, row.month) for row in made}:
        lapsed = MonthConfirmation.objects.in_force().filter(study=study, month=month).update(lapsed_at=clock.now())
        if lapsed:
            for row in made:
                if (row.study_id, row.month) == (study, month) and row.version > 1:
                    news.tell_of_correction(row)
    for row in made:
        figures = {name: ("", getattr(row, name)) for name in ("enrolled", "screened")}
        kind = "month.corrected" if row.version > 1 else "month.reported"
        logbook.record(row, by=by, verb=kind, reason=row.reason, changes=figures)
    for uid in {row.study.uid for row in made}:
        live.touch("enrolment", uid)


def missing(hospital: Hospital, month: date):
    """The hospital's sites that were open in a month and have not reported it."""
    rows = StudySite.objects.filter(hospital=hospital, state__in=(SiteState.OPEN, SiteState.PAUSED))
    there = MonthReport.objects.current().filter(month=month, hospital=hospital).order_by().values("study_site")
    return rows.filter(opened_on__lt=months.after(month)).exclude(pk__in=there)


def close_if_done(hospital: Hospital, by: Actor) -> None:
    """Close the hospital's task once every open site has reported the newest month that is over."""
    if not missing(hospital, months.last_full()).exists():
        inbox.close_tasks(hospital, news.REPORT, by=by)


@verb(permissions.CONFIRM_MONTH)
def confirm(study: Study, *, month: date, by: Actor) -> MonthConfirmation:
    """Stand for a month of all sites as reported now. Raises Refused when nothing is reported, or it is confirmed."""
    Study.objects.select_for_update().get(pk=study.pk)
    count = MonthReport.objects.current().filter(study=study, month=month).count()
    if not count:
        raise Refused(refusal(NOTHING, month=f"{month:%Y-%m}"), study)
    facts = {"lead_hospital_id": study.lead_hospital_id, "reports": count, "confirmed_by": by.user}
    made, is_new = MonthConfirmation.objects.in_force().get_or_create(study=study, month=month, defaults=facts)
    if not is_new:
        raise Refused(refusal(CONFIRMED, month=f"{month:%Y-%m}"), study)
    logbook.record(made, by=by, verb="month.confirmed", changes={"reports": (None, count)})
    live.touch("enrolment", study.uid)
    return made


def open_tasks() -> None:
    """Give each hospital with sites that have not reported the newest full month its one task, due as the setting
    says. Done twice it changes nothing."""
    month = months.last_full()
    there = MonthReport.objects.current().filter(month=month).order_by().values("study_site")
    rows = StudySite.objects.filter(state__in=(SiteState.OPEN, SiteState.PAUSED), opened_on__lt=months.after(month))
    waiting = rows.exclude(pk__in=there).order_by().values("hospital")
    for hospital in Hospital.objects.filter(pk__in=waiting, closed_on__isnull=True).order_by("pk"):
        url = f"{reverse('studies:months')}?hospital={hospital.uid}&month={month:%Y-%m}"
        news.task_to_report(hospital, months.due_on(month), url)
