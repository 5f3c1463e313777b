"""Where research can be done: sites of the larger hospitals, their records, people and certificates, two rounds."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from demo.building.agenda import Agenda
from demo.building.chance import stream
from demo.building.workdays import moment_on, work_day
from network.domain.organisation_events import Basis
from network.province.files import read_toml
from sites.domain import certificates, ethics_committees, people, records, research_sites
from sites.domain.capacities import CapacityRow, EquipmentRow
from sites.domain.certificates import CertificateFacts
from sites.domain.ethics_committees import CommitteeFacts, RecognitionFacts
from sites.domain.records import GcpFacts
from sites.domain.research_sites import SiteFacts
from tools import clock

# Larger hospitals have two sites each, every so many of the others of level two one.
LARGE, MEDIUM, EVERY = ("3A", "3B", "3U"), "2A", 4
# Certificates last three years; those of some hospitals are about to end.
LASTS = timedelta(days=3 * 365)
ENDS_IN = (5, 21, 44, 300, 420, 520, 610, 700)


class Research:
    """Enters what the script's research.toml tells of departments, each hospital on a day of its own."""

    def __init__(self, building, registered: dict[str, date]):
        self.people, self.hospitals, self.centres = building.people, building.hospitals, building.centres
        self.officer, self.as_of, self.seed = building.offices.officer(0), building.as_of, building.seed
        self.registered = registered
        self.merged = {row["hospital"] for row in building.script.words["merged"]}
        self.wanted: dict[str, set[str]] = defaultdict(set)
        for case in building.plan.cases:
            self.wanted[case.hospital].add(building.script.centres[case.centre].field)
        self.script = read_toml(Path(settings.PROVINCE_DIR) / "demo" / "research.toml")
        self.committees: dict[str, object] = {}
        given, surnames = self.script["given"], self.script["surnames"]
        self.names = iter([surname + name for name in given for surname in surnames])

    def put_down(self, agenda: Agenda) -> None:
        """Each hospital on its day, the recognition list after them, and what is due today."""
        chosen = list(self._chosen())
        for place, key in enumerate(chosen):
            agenda.add(moment_on(self._day(key), stream(self.seed, "research", key)), self.describe, key, place)
        listed = work_day(self.as_of - timedelta(days=20))
        agenda.add(clock.moment(f"{listed} 16:00"), self.recognise)
        due = clock.moment(f"{self.as_of - timedelta(days=1)} 06:40")
        agenda.add(due, research_sites.ask_for_confirmation)
        agenda.add(due, lambda: certificates.remind(by=self.people.system()))

    def _chosen(self) -> Iterator[str]:
        medium = 0
        for key, row in self.hospitals.script.hospitals.items():
            if key in self.merged:
                continue
            medium += row.level == MEDIUM
            if row.level in LARGE or (row.level == MEDIUM and medium % EVERY == 0):
                yield key

    def _day(self, key: str) -> date:
        ago = stream(self.seed, "research-day", key).choice((45, 90, 140, 220, 310, 420))
        return work_day(max(self.registered[key] + timedelta(days=14), self.as_of - timedelta(days=ago)))

    def describe(self, key: str, place: int) -> None:
        """The sites of a hospital with their people, its committee and its records."""
        chance, row = stream(self.seed, "sites", key), self.hospitals.script.hospitals[key]
        hospital, by = self.hospitals[key].hospital, self.people.actor(f"{key}-coordinator")
        large = row.level in LARGE
        departments = self._departments(key, place)[: 2 if large else 1]
        sites = [self._site(hospital, dept, chance, by) for dept in departments]
        for site in sites[: None if chance.random() < 0.8 else 0]:
            research_sites.confirm(site, by=by)
        self._people(key, place, sites, by)
        if large:
            self._records(key, place, sites, departments, by)

    def _departments(self, key: str, place: int) -> list[dict]:
        """Those of the fields of the hospital's networks first, the others in turn."""
        whole = self.script["departments"]
        turned = [*whole[place % len(whole) :], *whole[: place % len(whole)]]
        return sorted(turned, key=lambda department: department["field"] not in self.wanted[key])

    def _site(self, hospital, department: dict, chance, by):
        low, high = department["cases"]
        field = self.centres.fields[department["field"]]
        cases = chance.randint(low, high)
        kinds = [kind for kind in department["equipment"] if chance.random() < 0.85]
        facts = SiteFacts(
            name_zh=department["name_zh"],
            name_en=department["name_en"],
            kind="department",
            open_from=clock.today() - timedelta(days=chance.randint(400, 2600)),
            languages=("zh", "en") if chance.random() < 0.4 else ("zh",),
            data_systems=("emr", "lis", "pacs") + (("edc",) if chance.random() < 0.5 else ()),
            sample_storage=("fridge", "deep_freezer") if chance.random() < 0.6 else ("fridge",),
            capacities=(CapacityRow(field, cases // 12 + 10, cases, clock.today().year - 1),),
            equipment=tuple(EquipmentRow(kind, chance.randint(1, 3)) for kind in kinds),
        )
        return research_sites.enter(hospital, facts=facts, by=by)

    def _people(self, key: str, place: int, sites: list, by) -> None:
        """An investigator for the hospital's sites, with a certificate."""
        words, username = self.script["words"], f"{key}-researcher"
        facts = {"name": next(self.names), "title": words["titles"][place % len(words["titles"])]}
        reason = self.people.words["people"]["reason"]
        hospital, admin = self.hospitals[key].hospital, self.people.actor(f"{key}-admin")
        user = self.people.appoint(username, "investigator", hospital, reason=reason, by=admin, **facts).user
        for site in sites:
            people.appoint(site, user=user, function="head", valid_from=clock.today(), by=by)
        last = self.as_of + timedelta(days=ENDS_IN[place % len(ENDS_IN)])
        issuer = words["issuers"][place % len(words["issuers"])]
        given = CertificateFacts("gcp", issuer, last - LASTS, last, f"GCP-{place:05d}")
        certificates.enter_accepted(hospital, user=user, facts=given, by=by)

    def _records(self, key: str, place: int, sites: list, departments: list[dict], by) -> None:
        """The committee of a larger hospital, and the record for drug trials of two in three."""
        words, hospital, since = self.script["words"], self.hospitals[key].hospital, date(2023, 3, 1)
        facts = CommitteeFacts(
            name_zh=words["committee_zh"],
            name_en=words["committee_en"],
            record_number=words["committee_number"].format(number=place + 1),
            meets=("monthly", "fortnightly", "quarterly")[place % 3],
            acceptance=("recognises", "expedited", "own")[place % 3],
            work_phone=words["phone"].format(number=place + 1),
            valid_from=since,
        )
        self.committees[key] = ethics_committees.enter(hospital, facts=facts, by=by)
        if place % 3 == 2:
            return
        specialties = tuple((dept["name_zh"], site) for dept, site in zip(departments, sites, strict=False))
        number = words["drug_number"].format(number=place + 1)
        records.enter(hospital, facts=GcpFacts("drug", number, since, specialties), by=by)

    def recognise(self) -> None:
        """The list: some committees for everyone on it, the first also for its own region."""
        words, by = self.script["words"], self.people.actor(self.officer)
        basis = Basis(words["recognition_number"], clock.today())
        for key in words["listed"]:
            if key in self.committees:
                facts = RecognitionFacts("everyone", clock.today(), basis=basis)
                ethics_committees.recognise(self.committees[key], facts=facts, by=by)
        first = next(iter(self.committees), None)
        if first is not None:
            region = self.hospitals[first].campuses[0].region
            facts = RecognitionFacts("region", clock.today(), by_region=region, basis=basis)
            ethics_committees.recognise(self.committees[first], facts=facts, by=by)
