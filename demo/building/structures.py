"""Branches of centres and of national centres, and the committees of centres."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from demo.building.agenda import Agenda
from demo.building.workdays import work_day
from network.domain import branch_centres, centre_branches, committees
from network.domain.branch_centres import BranchCentreFacts
from network.domain.centre_branches import BranchFacts
from network.domain.committees import CommitteeFacts, MemberFacts
from network.domain.organisation_events import Basis
from network.province.files import read_toml
from tools import clock

HOUR = "15:20"


class Structures:
    """Enters what the script's structure.toml tells, each on its day or a week after its hospital came, where centre
    and hospital are in the script."""

    def __init__(self, building, registered: dict[str, date]):
        self.people, self.hospitals, self.centres = building.people, building.hospitals, building.centres
        self.officer, self.as_of, self.registered = building.offices.officer(0), building.as_of, registered
        self.script = read_toml(Path(settings.PROVINCE_DIR) / "demo" / "structure.toml")

    def put_down(self, agenda: Agenda) -> None:
        """Each on its day; terms that are about to end get their tasks today."""
        for row in self._rows("branches"):
            agenda.add(self._at(row["days_ago"], row["hospital"]), self.branch, row)
            if "ended_days_ago" in row:
                agenda.add(self._at(row["ended_days_ago"]), self.end_branch, row)
        for row in self._rows("national"):
            agenda.add(self._at(row["days_ago"], row["hospital"]), self.national, row)
        for row in self._rows("committees"):
            agenda.add(self._at(row["days_ago"]), self.committee, row)
            for meeting in row["meetings"]:
                agenda.add(self._at(meeting["days_ago"]), self.meet, row, meeting)
        agenda.add(self._at(1), committees.remind_of_ends)

    def _rows(self, name: str) -> Iterator[dict]:
        known = set(self.hospitals.script.hospitals) | set(self.centres.script.centres)
        for row in self.script[name]:
            if {row[key] for key in ("centre", "hospital") if key in row} <= known:
                yield dict(row)

    def _at(self, days_ago: int, hospital: str = ""):
        day = self.as_of - timedelta(days=days_ago)
        if hospital:
            day = max(day, self.registered[hospital] + timedelta(days=7))
        return clock.moment(f"{work_day(day)} {HOUR}")

    def _secretary(self, row: dict):
        return self.people.actor(f"{row['centre']}-secretary")

    def branch(self, row: dict) -> None:
        """A branch of a provincial centre."""
        entered, today = self.hospitals[row["hospital"]], clock.today()
        basis = Basis(row["document_number"], today)
        facts = BranchFacts(entered.hospital, entered.campuses[0].region, today, basis)
        row["made"] = centre_branches.enter(self.centres[row["centre"]].centre, facts=facts, by=self._secretary(row))

    def end_branch(self, row: dict) -> None:
        """The end of one."""
        centre_branches.end(row["made"], last=clock.today(), reason=row["reason"], by=self._secretary(row))

    def national(self, row: dict) -> None:
        """A branch of a national centre."""
        hospital, field = self.hospitals[row["hospital"]].hospital, self.centres.fields[row["field"]]
        basis = Basis(row["document_number"], clock.today())
        facts = BranchCentreFacts(row["name"], hospital, field, clock.today(), basis)
        branch_centres.enter(None, facts=facts, by=self.people.actor(self.officer))

    def committee(self, row: dict) -> None:
        """A committee with its members."""
        today, by = clock.today(), self._secretary(row)
        last = today + timedelta(days=row["lasts"])
        basis = Basis(row["document_number"], today)
        facts = CommitteeFacts(row["kind"], row["name"], today, last, basis)
        row["made"] = committees.set_up(self.centres[row["centre"]].centre, facts=facts, by=by)
        for name, organisation, title, role in row["members"]:
            member = MemberFacts(name, organisation, role, today, title=title)
            committees.add_member(row["made"], facts=member, by=by)

    def meet(self, row: dict, meeting: dict) -> None:
        """A meeting of it."""
        facts = {"held_on": clock.today(), "subject": meeting["subject"]}
        committees.note_meeting(row["made"], **facts, by=self._secretary(row))
