"""Enrolment of the demonstration: a plan for each study with open sites and the months since their opening.

All but the newest two months are confirmed. Past months come in as a table, as those of studies do that ran before.
"""

from __future__ import annotations

from datetime import timedelta

from access import inbox
from access.actor import Actor
from access.roles import HOSPITAL_COORDINATOR
from demo.building.agenda import Agenda
from demo.building.chance import stream
from demo.building.workdays import shifted
from studies.domain import enrolment, month_reports
from studies.domain.enrolment import PlanFacts
from studies.domain.month_reports import Entry
from studies.enrolment import months
from studies.enrolment.checks import Counts
from studies.enums.site import HAS_OPENED
from studies.models import Study, StudySite
from tools import clock

HOUR = "16:40"
CURVES = ("linear", "s_curve")
MOST_A_MONTH = 4
# The newest months wait for the lead site's confirmation.
UNCONFIRMED = 2


class StudyEnrolment:
    """Puts months down for every site that is open by the day before the build."""

    def __init__(self, building):
        self.people, self.seed, self.as_of = building.people, building.seed, building.as_of

    def put_down(self, agenda: Agenda) -> None:
        """All at one moment, after everything that opens sites."""
        agenda.add(clock.moment(f"{shifted(self.as_of, -1)} {HOUR}"), self.fill)

    def fill(self) -> None:
        """Plan, months and confirmations of each study with open sites."""
        rows = StudySite.objects.filter(state__in=HAS_OPENED, opened_on__isnull=False).select_related("study")
        sites: dict[int, list] = {}
        for site in rows.order_by("study", "pk"):
            sites.setdefault(site.study_id, []).append(site)
        for study in Study.objects.filter(pk__in=sites).select_related("lead_hospital").order_by("pk"):
            self._tell(study, sites[study.pk])

    def _tell(self, study: Study, sites: list[StudySite]) -> None:
        by = self._office(study)
        chance = stream(self.seed, "enrolment", str(study.pk))
        first = min(site.opened_on for site in sites)
        target = study.target_size or 20 * len(sites)
        length = timedelta(days=30 * max(12, target // (2 * len(sites))))
        facts = PlanFacts(first, first + length, target, chance.choice(CURVES))
        enrolment.plan(study, facts=facts, expected=0, by=by)
        entries = [entry for site in sites for entry in self._months(site, chance)]
        month_reports.report_table(study.lead_hospital, entries=entries, by=by)
        for month in sorted({entry.month for entry in entries})[:-UNCONFIRMED]:
            month_reports.confirm(study, month=month, by=by)

    def _office(self, study: Study) -> Actor:
        return Actor.of(inbox.holders(HOSPITAL_COORDINATOR, "hospital", study.lead_hospital_id)[0])

    def _months(self, site: StudySite, chance) -> list[Entry]:
        """Counts that add up month by month; one site in ten has not reported the newest month."""
        last = months.last_full() if chance.random() > 0.1 else months.after(months.last_full(), -1)
        last = min(last, months.first_day(site.closed_on)) if site.closed_on else last
        entries, running = [], 0
        for month in months.between(months.first_day(site.opened_on), last):
            enrolled, failed = chance.randint(0, MOST_A_MONTH), chance.randint(0, 2)
            ended = chance.randint(0, min(2, running))
            counts = Counts(
                screened=enrolled + failed,
                screen_failures=failed,
                enrolled=enrolled,
                completed=ended,
                deviations=int(chance.random() < 0.1),
                open_queries=chance.randint(0, 5),
            )
            running += enrolled - ended
            entries.append(Entry(site, counts, month=month))
        return entries
