"""The people who belong to no single hospital or centre, and roles and invitations beside the usual ones."""

from datetime import date, timedelta

from access.domain import invitations
from demo.building.centres import Centres
from demo.building.hospitals import Hospitals
from demo.building.people import People, supervisor_of
from demo.files import Script
from network.models import Region


class Offices:
    """Appoints officials and supervisors, and what the script has of extra roles and invitations."""

    def __init__(self, script: Script, people: People, hospitals: Hospitals, centres: Centres):
        self.words, self.people = script.words, people
        self.hospitals, self.centres = hospitals, centres

    def officer(self, place: int) -> str:
        """The user name of a department officer: the first two of the script in turn."""
        officers = [row["username"] for row in self.words["officials"] if row["role"] == "department_officer"]
        return officers[place % len(officers)]

    def open(self) -> None:
        """Officials of the province, supervisors of the regions."""
        reason = self.words["people"]["reason"]
        for row in self.words["officials"]:
            self.people.appoint(row["username"], row["role"], name=row["name"], title=row["title"], reason=reason)
        for region in Region.objects.order_by("position"):
            self.people.appoint(supervisor_of(region), "supervisor", region, reason=reason)

    def _scope(self, key: str):
        return self.hospitals[key].hospital if key in self.hospitals.entered else self.centres[key].centre

    def extra_role(self, row: dict, as_of: date) -> None:
        """Give a role beside the usual ones; one that ends in the future ends by its date."""
        facts = {name: row[name] for name in ("name", "title") if name in row}
        ends = row.get("ends_in_days", 0)
        if ends > 0:
            facts["valid_to"] = as_of + timedelta(days=ends)
        giver = {"centre_editor": f"{row['at']}-secretary", "hospital_admin": ""}.get(
            row["role"], f"{row['at']}-admin"
        )
        by = self.people.actor(giver) if giver else None
        row["assignment"] = self.people.appoint(
            row["username"], row["role"], self._scope(row["at"]), reason=row["reason"], by=by, **facts
        )

    def end_role(self, row: dict, as_of: date) -> None:
        """End a role that the script has ended in the past."""
        by = self.people.actor(f"{row['at']}-admin")
        last_day = as_of + timedelta(days=row["ends_in_days"])
        self.people.dismiss(row["assignment"], last_day=last_day, reason=row["reason"], by=by)

    def invitation(self, row: dict) -> None:
        """Invite somebody who has not answered yet."""
        by = self.people.actor(row["by"])
        invitations.invite(self._scope(row["at"]), name=row["name"], role=row["role"], by=by)
