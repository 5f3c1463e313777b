"""Months of study sites from a table: of a hospital's own sites, or of a whole study that it leads."""

from django.utils.translation import gettext_lazy as _

from access.texts import text
from network.imports import Batch, Column, reading
from studies import permissions
from studies.domain import month_reports
from studies.domain.month_reports import Entry
from studies.enrolment import months
from studies.enrolment.checks import MOST, NAMES, Counts
from studies.enums.site import HAS_OPENED
from studies.models import MonthReport, StudySite
from tools.sheets import as_text

NO_MONTH = text("studies.import.no_month", _("“%(typed)s” is no month: write it as 2026-03."))
NO_COUNT = text("studies.import.no_count", _("“%(typed)s” is no count: write a whole number from 0 to %(most)s."))
UNKNOWN = text(
    "studies.import.unknown_site", _("No open site of the study %(study)s is found here: check number and hospital.")
)
TWICE = text("studies.import.month_twice", _("The same month of the same site stands in the table twice."))


def month():
    """Read a month, as it is written or as a spreadsheet made a day of it."""

    def read(cell):
        typed = as_text(cell).strip()
        found = months.read(typed) or months.read(typed[:7])
        if found is None:
            raise reading.Wrong(NO_MONTH, typed=typed[:20])
        return found

    return read


def count():
    """Read a count."""

    def read(cell):
        typed = as_text(cell).strip()
        if not (typed.isascii() and typed.isdigit() and int(typed) <= MOST):
            raise reading.Wrong(NO_COUNT, typed=typed[:20], most=MOST)
        return int(typed)

    return read


COLUMNS = (
    Column("study", _("Study number"), reading.words(40), True, example="T-2026-001"),
    Column("hospital", _("Hospital"), reading.words(200), help=_("Leave empty for your own hospital.")),
    Column("month", _("Month"), month, True, example="2026-03"),
    *(Column(name, MonthReport._meta.get_field(name).verbose_name, count, True, example="0") for name in NAMES),
    Column("reason", _("Reason of the correction"), reading.words(500), help=_("Needed for a month that stands.")),
)


def sites_are_known(batch: Batch) -> None:
    """Each row names an open site of this hospital, or of a study that it leads; no month stands twice."""
    known, seen = _sites(batch.place), set()
    for index, row in batch.having("study", "month"):
        site = known.get((row["study"], row["hospital"] or batch.place.name_zh))
        if site is None:
            batch.note(index, "study", UNKNOWN, study=row["study"])
        elif (site.pk, row["month"]) in seen:
            batch.note(index, "month", TWICE)
        else:
            seen.add((site.pk, row["month"]))
            row["site"] = site


def _sites(hospital) -> dict[tuple, StudySite]:
    rows = StudySite.objects.filter(state__in=HAS_OPENED).select_related("study", "hospital")
    own = rows.filter(hospital=hospital) | rows.filter(lead_hospital=hospital)
    return {(site.study.number, site.hospital.name_zh): site for site in own if site.study.number}


def months_add_up(batch: Batch) -> None:
    """The checks of the month report, with their sentences at the cells."""
    held = [(i, row) for i, row in batch.having("study", "month", *NAMES) if "site" in row]
    for place, cells in month_reports.faults([_entry(row) for _index, row in held]).items():
        for column, reason in cells.items():
            batch.note(held[place][0], column or "month", reason.code, **reason.params)


def _entry(row: dict) -> Entry:
    counts = Counts(**{name: row[name] for name in NAMES})
    return Entry(row["site"], counts, row["reason"] or "", None, row["month"])


def take(hospital, *, rows: list[dict], by) -> list[MonthReport]:
    """All rows of a checked table, or none."""
    return month_reports.report_table(hospital, entries=[_entry(row) for row in rows], by=by)


CHECKS = (sites_are_known, months_add_up)
PERMISSION = permissions.REPORT_MONTH
