"""What stands on the shelves of some hospitals: valid, ending soon, expired and renewed documents."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.conf import settings

from demo.building.agenda import Agenda
from demo.building.hospitals import Hospitals
from demo.building.papers import Papers
from demo.building.people import People
from demo.files import Script
from office.domain import shelf
from office.models import StandingDocument
from tools import clock

# A document comes onto the shelf so many days after it was issued, at the earliest when its hospital is there.
DAYS_ON_THE_WAY = 9
FORENOON = time(10, 20)


class Shelves:
    """Puts the script's documents onto the shelves of their hospitals, and lets the daily work tell of their end."""

    def __init__(self, script: Script, people: People, hospitals: Hospitals, as_of: date):
        self.script, self.people, self.hospitals, self.as_of = script, people, hospitals, as_of
        self.papers = Papers(script.words["papers"])

    def put_down(self, agenda: Agenda, registered: dict[str, date]) -> None:
        """Every document on its day, and the task for each that ends on the day when it is due."""
        for row in self._rows():
            begins = self.as_of - timedelta(days=row["begins_days_ago"])
            there = max(begins, registered[row["hospital"]]) + timedelta(days=DAYS_ON_THE_WAY)
            agenda.add(self._at(there), self.keep, row, begins)
            if "ends_in_days" in row:
                due = self._last_day(row) - timedelta(days=settings.SHELF_REMIND_DAYS)
                agenda.add(self._at(max(due, there)), shelf.open_renewal_tasks)

    def _rows(self) -> Iterator[dict]:
        yield from (row for row in self.script.words["shelf"] if row["hospital"] in self.script.hospitals)

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, FORENOON, clock.moment(day).tzinfo)

    def _last_day(self, row: dict) -> date | None:
        return self.as_of + timedelta(days=row["ends_in_days"]) if "ends_in_days" in row else None

    def keep(self, row: dict, begins: date) -> None:
        """Add a document, or renew the one of its kind that stands there."""
        hospital = self.hospitals[row["hospital"]].hospital
        facts = shelf.Facts(row["kind"], row["number"], row["issuer"], begins, self._last_day(row))
        said = {
            "facts": facts,
            "uploads": [self.papers.upload(row["kind"])],
            "by": self.people.actor(f"{row['hospital']}-coordinator"),
        }
        old = StandingDocument.objects.of_hospital(hospital).live().filter(kind=row["kind"]).first()
        if old is None:
            shelf.add(hospital, **said)
        else:
            shelf.renew(old, expected=old.version, **said)
