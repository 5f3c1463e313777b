"""The centres of the demonstration with their networks and people."""

from dataclasses import dataclass

from demo.building.hospitals import Hospitals
from demo.building.people import People
from demo.files import CentreRow, Script
from network.domain import centres
from network.domain.centres import CentreFacts, NetworkFacts
from network.models import Centre, DiseaseField, Network

CENTRE_ROLES = {"secretary": "centre_admin", "director": "centre_director", "editor": "centre_editor"}


@dataclass
class Led:
    """An established centre: the row of the file, the centre, and its network once that is open."""

    row: CentreRow
    centre: Centre
    network: Network | None = None


class Centres:
    """Establishes centres by their slugs and keeps them."""

    def __init__(self, script: Script, people: People, hospitals: Hospitals):
        self.script, self.people, self.hospitals = script, people, hospitals
        self.fields = {row.code: row for row in DiseaseField.objects.all()}
        self.led: dict[str, Led] = {}

    def __getitem__(self, slug: str) -> Led:
        return self.led[slug]

    def establish(self, slug: str, officer: str) -> None:
        """Enter a centre and its people."""
        row = self.script.centres[slug]
        facts = CentreFacts(
            slug=slug,
            name_zh=row.name_zh,
            name_en=row.name_en,
            host=self.hospitals[row.host].hospital,
            field=self.fields[row.field],
            established_on=row.established_on,
            director_name=row.director,
            phone=row.phone,
            address=row.address,
            summary_zh=row.summary_zh,
            summary_en=row.summary_en,
        )
        centre = centres.establish(None, facts=facts, networks=[], by=self.people.actor(officer))
        self.led[slug] = Led(row, centre)
        self._appoint(row, centre)

    def open_network(self, slug: str, officer: str) -> None:
        """Open the centre's network."""
        led = self.led[slug]
        led.network = centres.open_network(
            led.centre, facts=NetworkFacts(**led.row.network), by=self.people.actor(officer)
        )
        # Whoever reaches the centre reaches the network from now on: what was looked up before is out of date.
        self.people.forget(f"{slug}-{person}" for person in CENTRE_ROLES)

    def _appoint(self, row: CentreRow, centre: Centre) -> None:
        named = {person["username"]: person for person in self.script.story["people"]}
        for person, role in CENTRE_ROLES.items():
            username = f"{row.slug}-{person}"
            known = named.get(username, {})
            name = row.director if person == "director" else known.get("name", "")
            self.people.appoint(
                username,
                role,
                centre,
                reason=self.script.words["people"]["reason"],
                name=name,
                title=known.get("title", ""),
            )
