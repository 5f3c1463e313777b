"""The hospitals of the demonstration: registered, named, described, renamed and merged."""

from dataclasses import dataclass

from demo.building.answers import profile
from demo.building.chance import stream
from demo.building.people import People, supervisor_of
from demo.files import HospitalRow, Script
from network.domain import hospitals, profiles
from network.domain.campuses import CampusFacts
from network.domain.hospitals import HospitalFacts
from network.domain.organisation_events import Basis
from network.models import Campus, Division, Hospital
from tools import clock
from tools.codes import credit_code


@dataclass
class Entered:
    """A registered hospital: the row of the file, what was made of it, and its campuses, the main one first."""

    row: HospitalRow
    hospital: Hospital
    campuses: list[Campus]
    described_in: int = 0


class Hospitals:
    """Registers hospitals by their keys and keeps them."""

    def __init__(self, script: Script, seed: int, people: People):
        self.script, self.seed, self.people = script, seed, people
        self.divisions = {row.code: row for row in Division.objects.select_related("region")}
        self.entered: dict[str, Entered] = {}
        self._names_before = {row["hospital"]: row for row in script.words["renamed"]}
        self._levels_before = {row["hospital"]: row["level"] for row in script.words["levels"]}

    def __getitem__(self, key: str) -> Entered:
        return self.entered[key]

    def register(self, key: str, officer: str) -> None:
        """Enter a hospital with its campuses, further names and people."""
        row = self.script.hospitals[key]
        former = self._names_before.get(key, {})
        facts = HospitalFacts(
            name_zh=former.get("name_zh", row.name_zh),
            name_en=former.get("name_en", row.name_en),
            level=self._levels_before.get(key, row.level),
            institution_type=row.institution_type,
            management_class=row.management_class,
            credit_code=credit_code.build(row.division, f"MB9D{row.number:04d}"),
        )
        by = self.people.actor(officer)
        made = hospitals.register(None, facts=facts, campuses=self._campuses(row), by=by)
        for name in self.script.names:
            if name.hospital == key:
                hospitals.add_name(
                    made, name=name.name, kind=name.kind, valid_from=name.valid_from, valid_to=name.valid_to, by=by
                )
        self.entered[key] = Entered(row, made, list(made.campuses.select_related("region").order_by("-is_main", "pk")))
        self._appoint(key, made)
        # Supervisors reach its campuses from now on: what was looked up before is out of date.
        self.people.forget(supervisor_of(campus.region) for campus in self.entered[key].campuses)

    def _campuses(self, row: HospitalRow) -> list[CampusFacts]:
        words = self.script.words["campus"]
        address = words["address"].format(number=row.number)
        main = CampusFacts(words["name_zh"], self.divisions[row.division], words["name_en"], address, is_main=True)
        others = [other for other in self.script.campuses if other.hospital == row.key]
        return [main] + [
            CampusFacts(other.name_zh, self.divisions[other.division], other.name_en, address) for other in others
        ]

    def _appoint(self, key: str, hospital: Hospital) -> None:
        """The first administrator by the command, the coordinator by the administrator."""
        named = {person["username"]: person for person in self.script.story["people"]}
        words = self.script.words["people"]
        for role, username in (("hospital_admin", f"{key}-admin"), ("hospital_coordinator", f"{key}-coordinator")):
            person = named.get(username, {})
            by = self.people.actor(f"{key}-admin") if role == "hospital_coordinator" else None
            facts = {"name": person.get("name", ""), "title": person.get("title", "")}
            self.people.appoint(username, role, hospital, reason=words["reason"], by=by, **facts)

    def describe(self, key: str) -> None:
        """Fill in the profile with last year's figures and confirm it, once a year."""
        entered = self.entered[key]
        year = clock.today().year - 1
        if entered.described_in == year:
            return
        entered.described_in = year
        studies = key not in self.script.words["without_studies"]
        values = profile(entered.row, stream(self.seed, "profile", key), year=year, studies=studies)
        by = self.people.actor(f"{key}-coordinator")
        profiles.update_profile(entered.hospital, changes=values, by=by)
        profiles.confirm_profile(entered.hospital, by=by)

    def rename(self, key: str, reason: str, officer: str) -> None:
        """Give a hospital its present name."""
        entered = self.entered[key]
        entered.hospital = hospitals.rename(
            entered.hospital,
            name_zh=entered.row.name_zh,
            name_en=entered.row.name_en,
            on=clock.today(),
            reason=reason,
            by=self.people.actor(officer),
        )

    def grade(self, row: dict, officer: str) -> None:
        """Give a hospital its present level, by the document that says so."""
        entered = self.entered[row["hospital"]]
        entered.hospital = hospitals.revise(
            entered.hospital,
            changes={"level": entered.row.level},
            reason=row["reason"],
            level_on=clock.today(),
            basis=Basis(row["document_number"], clock.today()),
            by=self.people.actor(officer),
        )

    def merge(self, key: str, into: str, reason: str, officer: str) -> None:
        """Close a hospital whose name from now on leads to another one."""
        hospitals.close(
            self.entered[key].hospital,
            on=clock.today(),
            reason=reason,
            into=self.entered[into].hospital,
            by=self.people.actor(officer),
        )
