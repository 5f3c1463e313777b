"""The grid of "this month": a row for each open site of a hospital, with last month's figures beside the boxes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from access.refusals import Refused
from network.models import Hospital
from studies.domain import month_reports
from studies.domain.month_reports import Entry, Unfit
from studies.enrolment import months
from studies.enrolment.checks import Counts
from studies.enums.enrolment import ReportSource
from studies.enums.site import SiteState
from studies.forms.enrolment import TITLES, MonthForm
from studies.models import MonthReport, StudySite

ALL = "all"


@dataclass
class Row:
    """One site: its form, what is in force, and what the month before said."""

    site: StudySite
    form: MonthForm
    current: MonthReport | None
    before: MonthReport | None

    @property
    def cells(self) -> list[tuple]:
        """Each box with last month's figure."""
        return [(self.form[name], getattr(self.before, name) if self.before else None) for name in TITLES]


class MonthGrid:
    """The rows of a hospital's month, filled or empty."""

    def __init__(self, hospital: Hospital, month: date, data=None):
        self.hospital, self.month, self.data = hospital, month, data
        self.error, self._typed = "", []
        self.rows = self._rows()

    is_bound = property(lambda self: self.data is not None)

    @property
    def is_whole(self) -> bool:
        """Whether every site has reported."""
        return all(row.current for row in self.rows)

    def _rows(self) -> list[Row]:
        rows = StudySite.objects.filter(hospital=self.hospital, state__in=(SiteState.OPEN, SiteState.PAUSED))
        sites = rows.filter(opened_on__lt=months.after(self.month)).select_related("study", "hospital").order_by("pk")
        span = (self.month, months.after(self.month, -1))
        reports = MonthReport.objects.current().filter(study_site__in=sites, month__in=span)
        known = {(report.study_site_id, report.month): report for report in reports}
        counted = month_reports.counted_of(list(sites), self.month)
        return [self._row(site, known, span, counted.get(site.pk)) for site in sites]

    def _row(self, site: StudySite, known: dict, span: tuple, counted: int | None) -> Row:
        current, before = (known.get((site.pk, month)) for month in span)
        initial = {name: getattr(current, name) for name in TITLES} if current else {}
        initial["expected"] = current.version if current else 0
        prefix = f"s{site.uid.hex}"
        # A row that stands already and was not touched is sent back as it is: only a reason makes it a correction.
        form = MonthForm(self.data, prefix=prefix, initial=initial, counted=counted, label_suffix="")
        return Row(site, form, current, before)

    def report(self, *, by) -> list[MonthReport]:
        """Report what was typed, or the zeros that a button asks for; nothing when a cell does not fit. Raises
        Refused."""
        asked = self.data.get("zero", "")
        if asked:
            entries = [self._zero(row) for row in self.rows if self._wants_zero(row, asked)]
            source = ReportSource.NO_CHANGE
        else:
            self._typed = [row for row in self.rows if self._is_typed(row)]
            if not all([row.form.is_valid() for row in self._typed]):
                return []
            entries = [row.form.entry(row.site, self.month) for row in self._typed]
            source = ReportSource.TYPED
        if not entries:
            return []
        facts = {"month": self.month, "entries": entries, "source": source}
        return month_reports.report_hospital(self.hospital, by=by, **facts)

    def _wants_zero(self, row: Row, asked: str) -> bool:
        return row.current is None and asked in (ALL, row.site.uid.hex)

    def _zero(self, row: Row) -> Entry:
        return Entry(row.site, Counts(enrolled=row.form.counted or 0), expected=0)

    def _is_typed(self, row: Row) -> bool:
        if row.form.is_empty:
            return False
        return row.current is None or row.form.has_changed()

    def refuse(self, refused: Refused) -> None:
        """Keep what was typed and say why nothing was saved, at the cells where there are any."""
        self.error = str(refused.reason)
        if isinstance(refused, Unfit):
            for place, cells in refused.cells.items():
                if self._typed:
                    self._typed[place].form.take(cells)
                else:
                    self.error = " ".join(str(reason) for reason in cells.values())
