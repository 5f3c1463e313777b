"""Hospitals whose own people ask to come in: one to be decided, one returned, one approved and not yet confirmed."""

from datetime import date, timedelta

from access.actor import Actor
from demo.building.agenda import Agenda
from demo.building.chance import stream
from demo.building.hospitals import Hospitals
from demo.building.papers import Papers
from demo.building.people import People, supervisor_of
from demo.building.workdays import moment_on, work_day
from demo.files import Script
from network.domain import hospital_registrations
from network.domain.campuses import CampusFacts
from network.domain.hospital_registrations import Person, Request
from network.domain.hospitals import HospitalFacts
from network.models import HospitalRegistration
from tools import clock
from tools.codes import credit_code

STEPS = {
    "approve": hospital_registrations.approve,
    "return": hospital_registrations.send_back,
    "refuse": hospital_registrations.refuse,
}


class Registrations:
    """Hands the script's registrations in, and has the supervisor of the region decide."""

    def __init__(self, script: Script, seed: int, people: People, hospitals: Hospitals, as_of: date):
        self.script, self.seed, self.people, self.hospitals, self.as_of = script, seed, people, hospitals, as_of
        self.papers = Papers(script.words["papers"])

    def put_down(self, agenda: Agenda) -> None:
        """Every registration on its day, and the decision some days later."""
        for row in self.script.words["registrations"]:
            if row.get("hospital", "") in ("", *self.script.hospitals):
                agenda.add(self._at(row["days_ago"], row), self.hand_in, dict(row))

    def _at(self, days_ago: int, row: dict):
        day = work_day(self.as_of - timedelta(days=days_ago))
        return moment_on(day, stream(self.seed, "registration", row["email"]))

    def hand_in(self, row: dict) -> None:
        """Somebody of the hospital asks; what is decided, is decided in the same hour."""
        asked = hospital_registrations.hand_in(
            request=self._request(row), uploads=[self.papers.upload("registration_letter")], by=Actor.anonymous()
        )
        if "decision" in row:
            with clock.at(clock.now() + timedelta(hours=1)):
                self.decide(asked, row["decision"], row.get("reason", ""))

    def decide(self, asked: HospitalRegistration, step: str, reason: str) -> None:
        """The supervisor of the region decides."""
        username = supervisor_of(asked.region)
        self.people.forget([username])
        STEPS[step](asked, reason=reason, expected=asked.version, by=self.people.actor(username))

    def _request(self, row: dict) -> Request:
        person = Person(**{name: row[name] for name in ("person_name", "job_title", "email", "phone")})
        if "hospital" in row:
            return Request(person, hospital=self.hospitals[row["hospital"]].hospital)
        facts = HospitalFacts(
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            level=row["level"],
            institution_type=row["institution_type"],
            credit_code=credit_code.build(row["division"], f"MB9E{row['number']:04d}"),
        )
        words = self.script.words["campus"]
        campus = CampusFacts(
            name_zh=words["name_zh"],
            division=self.hospitals.divisions[row["division"]],
            address=words["address"].format(number=row["number"]),
            is_main=True,
        )
        return Request(person, facts=facts, campus=campus)
