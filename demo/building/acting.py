"""Who acts in a step, and with which words."""

from access.actor import Actor
from demo.building.cases import Case
from demo.building.centres import Centres, Led
from demo.building.chance import Stream
from demo.building.hospitals import Entered, Hospitals
from demo.building.papers import Papers
from demo.building.people import People
from demo.files import Script
from network.models import Region, Tier


class Acting:
    """What the steps of both sides share."""

    def __init__(self, script: Script, seed: int, people: People, hospitals: Hospitals, centres: Centres):
        self.script, self.seed = script, seed
        self.people, self.hospitals, self.centres = people, hospitals, centres
        self.papers = Papers(script.words["papers"])
        self.tiers = {tier.code: tier for tier in Tier.objects.all()}
        self.regions = {region.pk: region for region in Region.objects.all()}

    def coordinator(self, case: Case) -> Actor:
        """The hospital's coordinator."""
        return self.people.actor(f"{case.hospital}-coordinator")

    def administrator(self, case: Case) -> Actor:
        """The hospital's administrator."""
        return self.people.actor(f"{case.hospital}-admin")

    def secretary(self, case: Case) -> Actor:
        """The centre's secretary."""
        return self.people.actor(f"{case.centre}-secretary")

    def director(self, case: Case) -> Actor:
        """The centre's director."""
        return self.people.actor(f"{case.centre}-director")

    def entered(self, case: Case) -> Entered:
        """The hospital of the case."""
        return self.hospitals[case.hospital]

    def led(self, case: Case) -> Led:
        """The centre of the case."""
        return self.centres[case.centre]

    def said(self, kind: str, chance: Stream) -> str:
        """One of the reasons or opinions that the script has for an occasion."""
        found = (self.script.words["reasons"] | self.script.words["opinions"])[kind]
        return found if isinstance(found, str) else chance.choice(found)
