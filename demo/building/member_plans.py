"""What the centres plan: each secretary writes the year's figure early in the year, from the members of the time."""

from __future__ import annotations

from datetime import date, timedelta

from demo.building.agenda import Agenda
from demo.building.centres import Centres
from demo.building.chance import stream
from demo.building.people import People
from demo.building.workdays import moment_on, work_day
from demo.files import Script
from network.domain import member_plans
from network.models import Membership

# How many more members a network plans than it has, and at least.
GROWTH, FEWEST_MORE = (0.05, 0.3), 1


class MemberPlans:
    """Has every secretary but the last one write this year's plan some weeks after New Year."""

    def __init__(self, script: Script, seed: int, people: People, centres: Centres, as_of: date):
        self.script, self.seed, self.people, self.centres, self.as_of = script, seed, people, centres, as_of

    def put_down(self, agenda: Agenda) -> None:
        """One act for each centre; in the first weeks of a year the plan is a few days old."""
        new_year = date(self.as_of.year, 1, 1)
        day = work_day(min(new_year + timedelta(days=18), max(new_year, self.as_of - timedelta(days=3))))
        for slug in list(self.script.centres)[:-1]:
            agenda.add(moment_on(day, stream(self.seed, "plan", slug)), self.write, slug, day.year)

    def write(self, slug: str, year: int) -> None:
        """The secretary writes it."""
        network = self.centres[slug].network
        members = Membership.objects.active().filter(network=network).count()
        more = max(FEWEST_MORE, round(members * stream(self.seed, "growth", slug).uniform(*GROWTH)))
        by = self.people.actor(f"{slug}-secretary")
        member_plans.write_plan(network, year=year, members=members + more, by=by)
