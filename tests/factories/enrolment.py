"""Enrolment, for tests: open sites of a recruiting study, their months, a plan with a cap."""

from dataclasses import dataclass
from datetime import date

from access.actor import Actor
from access.roles import HOSPITAL_COORDINATOR
from network.models import Hospital
from studies.domain import enrolment, month_reports
from studies.domain.enrolment import PlanFacts
from studies.domain.month_reports import Entry
from studies.enrolment.checks import Counts
from studies.models import EnrolmentPlan, MonthReport, Study, StudySite
from tests.factories import network as make
from tests.factories.people import holder
from tools import clock


@dataclass
class EnrolmentCast:
    """A recruiting study with open sites; the first site's hospital and its coordinator, and the lead hospital's."""

    study: Study
    sites: list[StudySite]
    coordinator: object
    lead_coordinator: object

    @property
    def by(self) -> Actor:
        """The first site's coordinator."""
        return Actor.of(self.coordinator)

    @property
    def lead(self) -> Actor:
        """The lead site's coordinator."""
        return Actor.of(self.lead_coordinator)


def recruiting_study(lead: Hospital, **facts) -> Study:
    """A study that recruits, as an import leaves it: none of the steps before are taken."""
    return Study.objects.create(
        **{
            "kind": "iit",
            "lead_hospital": lead,
            "state": "recruiting",
            "number": f"T-{lead.pk}",
            "public_title_zh": "研究",
            "target_size": 100,
            "submitted_at": clock.now(),
            "registered_at": clock.now(),
        }
        | facts
    )


def open_sites(study: Study, hospitals, *, since: date = date(2024, 1, 10), **facts) -> list[StudySite]:
    """Sites of hospitals that have been open since a day."""
    return StudySite.objects.bulk_create(
        StudySite(
            study=study,
            hospital=hospital,
            lead_hospital=study.lead_hospital,
            state="open",
            target=20,
            shown_at=clock.now(),
            opened_on=since,
            **facts,
        )
        for hospital in hospitals
    )


def cast(sites: int = 2) -> EnrolmentCast:
    """A recruiting study with so many open sites."""
    lead = make.hospital()
    study = recruiting_study(lead)
    rows = open_sites(study, [make.hospital() for _ in range(sites)])
    people = [holder(HOSPITAL_COORDINATOR, place) for place in (rows[0].hospital, lead)]
    return EnrolmentCast(study, rows, *people)


def reported(cast: EnrolmentCast, month: date, place: int = 0, *, reason: str = "", **counts) -> MonthReport:
    """A month of one site, reported by the lead site."""
    entry = Entry(cast.sites[place], Counts(**counts), reason)
    return month_reports.report(cast.sites[place], month=month, entry=entry, by=cast.lead)


def planned(cast: EnrolmentCast, *, cap: int | None = None, expected: int = 0, **facts) -> EnrolmentPlan:
    """A plan over two years, with a cap when sites compete."""
    own = {"begins_on": date(2024, 1, 1), "ends_on": date(2025, 12, 31), "target": 100, "curve": "linear", "cap": cap}
    return enrolment.plan(cast.study, facts=PlanFacts(**own | facts), expected=expected, by=cast.lead)
