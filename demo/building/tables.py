"""Tables that were brought in, and messages to many members."""

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from access import job_runner
from demo.building.agenda import Agenda
from demo.building.centres import Centres
from demo.building.hospitals import Hospitals
from demo.building.people import People
from demo.building.workdays import shifted
from network.domain import bulk_messages, import_runs
from network.imports import KINDS
from network.models import ImportRun, Membership
from network.province.files import read_toml
from tools import clock
from tools.sheets import Column, write_xlsx

AFTERNOON = "14:05"
TABLE = "表"


class Tables:
    """Has the script's tables brought and checked, one of them taken in, and its messages sent."""

    def __init__(self, people: People, hospitals: Hospitals, centres: Centres, as_of: date):
        self.people, self.hospitals, self.centres, self.as_of = people, hospitals, centres, as_of
        self.script = read_toml(Path(settings.PROVINCE_DIR) / "demo" / "tables.toml")

    def put_down(self, agenda: Agenda) -> None:
        """Each on its day."""
        for row in self.script["imports"]:
            agenda.add(self._at(row), self.bring, row)
        for row in self.script["messages"]:
            agenda.add(self._at(row), self.write, row)

    def _at(self, row: dict):
        return clock.moment(f"{shifted(self.as_of, -row['days_ago'])} {AFTERNOON}")

    def bring(self, row: dict) -> None:
        """Upload a table, have it checked, and take it in where the script says so."""
        by = self.people.actor(row["by"])
        run = import_runs.bring(self._file(row), kind=row["kind"], place=self._place(row), by=by)
        job_runner.run_waiting()
        if row["take_in"]:
            run = ImportRun.objects.select_related("network", "hospital").get(pk=run.pk)
            import_runs.carry_out(run, expected=run.version, by=by)

    def _place(self, row: dict):
        if row["kind"] == "people":
            return self.hospitals[row["at"]].hospital
        found = self.centres[row["at"]]
        return found.centre if row["kind"] == "centre-people" else found.network

    def _file(self, row: dict) -> SimpleUploadedFile:
        columns = [Column(column.key, str(column.title)) for column in KINDS[row["kind"]].columns]
        cells = [[self._cell(each.get(column.key, "")) for column in columns] for each in row["rows"]]
        return SimpleUploadedFile(row["file"], write_xlsx(TABLE, columns, cells))

    def _cell(self, written: str) -> str:
        """A day for "@" and a number of days from the build's day; anything else as it is."""
        if not written.startswith("@"):
            return written
        return (self.as_of + timedelta(days=int(written[1:]))).isoformat()

    def write(self, row: dict) -> None:
        """Send a message to all members of a centre."""
        centre = self.centres[row["centre"]].centre
        members = bulk_messages.own_members(centre, Membership.objects.active())
        words = {"subject": row["subject"], "body": row["body"].strip()}
        bulk_messages.send(centre, members=members, **words, by=self.people.actor(row["by"]))
