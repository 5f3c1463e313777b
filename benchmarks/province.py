"""A full-grown province for benchmarks, put in through the ORM so that every constraint holds; no verbs, no logbook.

Reference data come from the deployment's own files, everything else is made up from a fixed seed. Beside the busy
majority there are three quiet corners (three hospitals, one centre, two regions), and in each of them exactly
``QUIET_ROWS`` applications, however many there are elsewhere.
"""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain, cycle

from django.core.management import call_command

from access.models import RoleAssignment, User
from access.roles import CENTRE_DIRECTOR, DEPARTMENT_OFFICER, HOSPITAL_COORDINATOR, ROLES, SUPERVISOR
from network.membership_enums import ENDED, OPEN, ApplicationState
from network.models import (
    Campus,
    Centre,
    DiseaseField,
    Division,
    Hospital,
    MembershipApplication,
    Network,
    Region,
    Tier,
)
from tests.factories.network import credit_code_of

OPENED = date(2018, 7, 12)
FIRST = datetime(2018, 7, 12, tzinfo=UTC)
BATCH = 2000
QUIET_ROWS = 300
WITHOUT_ROLE = 100
NOT_SUBMITTED = (ApplicationState.DRAFT, ApplicationState.AWAITING_SIGNOFF, ApplicationState.WITHDRAWN)
DECIDED = (ApplicationState.ADMITTED, ApplicationState.COMPLETED, ApplicationState.DECLINED)
ROLE_OF = {
    "hospital": HOSPITAL_COORDINATOR,
    "centre": CENTRE_DIRECTOR,
    "region": SUPERVISOR,
    "province": DEPARTMENT_OFFICER,
}


@dataclass(frozen=True)
class Directory:
    """Who can apply where. ``busy`` and ``quiet`` name scopes: kind of user → ids."""

    hospitals: list[Hospital]
    campuses: list[Campus]
    regions: list[Region]
    networks: list[Network]

    @property
    def busy(self) -> dict[str, list[int]]:
        """Scopes as most are."""
        return {
            "hospital": [hospital.pk for hospital in self.hospitals[3:6]],
            "centre": [self.networks[0].centre_id],
            "region": [region.pk for region in self.regions[:2]],
            "province": [0],
        }

    @property
    def quiet(self) -> dict[str, list[int]]:
        """Scopes of the quiet corners."""
        return {
            "hospital": [hospital.pk for hospital in self.hospitals[:3]],
            "centre": [self.networks[-1].centre_id],
            "region": [region.pk for region in self.regions[-2:]],
        }


def build_directory(hospitals: int, centres: int) -> Directory:
    """The province's regions and divisions, hospitals spread over them in turn, a network for each centre."""
    call_command("sync_reference", verbosity=0)
    made = Hospital.objects.bulk_create([_hospital(n) for n in range(hospitals)], BATCH)
    regions = list(Region.objects.order_by("pk"))
    return Directory(made, _campuses(made, regions), regions, _networks(made[:centres]))


def _hospital(n: int) -> Hospital:
    return Hospital(
        name_zh=f"示范医院{n}",
        name_en=f"Demonstration hospital {n}",
        sort_key=f"{n:05}",
        credit_code=credit_code_of(n),
        credit_code_checked=True,
        institution_type="A100",
        management_class="1",
        level="2A",
    )


def _campuses(hospitals: list[Hospital], regions: list[Region]) -> list[Campus]:
    """One for each hospital; every fifth has another one in the same region."""
    divisions = dict(Division.objects.filter(region__isnull=False).values_list("region", "pk"))
    rows = []
    for n, hospital in enumerate(hospitals):
        region = regions[n % len(regions)].pk
        place = {"hospital": hospital, "division_id": divisions[region], "region_id": region}
        rows.append(Campus(name_zh="本部", is_main=True, **place))
        if n % 5 == 0:
            rows.append(Campus(name_zh="东院区", **place))
    return Campus.objects.bulk_create(rows, BATCH)


def _networks(hosts: list[Hospital]) -> list[Network]:
    """A centre with one network at each of the hospitals."""
    field = DiseaseField.objects.first()
    networks = []
    for n, host in enumerate(hosts):
        names = {"name_zh": f"示范{n}", "name_en": f"Demonstration {n}", "sort_key": f"{n:05}", "slug": f"centre-{n}"}
        centre = Centre.objects.create(host=host, field=field, established_on=OPENED, **names)
        networks.append(Network.objects.create(centre=centre, code=f"N{n}", opened_on=OPENED, **names))
    return networks


def fill_applications(directory: Directory, count: int) -> None:
    """Applications in every state, numbered in the order in which they were begun; at most one open in each pair."""
    chance = random.Random(20180712)
    tiers = list(Tier.objects.all())
    taken = set()
    rows = []
    for n, (campus, network, submitted) in enumerate(_places(directory, count, chance)):
        pair = (campus.hospital_id, network.pk)
        state = chance.choice([*ENDED] if pair in taken else [*ENDED, *OPEN])
        if submitted and state in NOT_SUBMITTED:
            state = ApplicationState.DECLINED
        if state in OPEN:
            taken.add(pair)
        rows.append(_application(n, campus, network, state, tiers[n % len(tiers)]))
    MembershipApplication.objects.bulk_create(rows, BATCH)


def _application(n: int, campus: Campus, network: Network, state: str, tier: Tier) -> MembershipApplication:
    begun = FIRST + timedelta(minutes=40 * n)
    return MembershipApplication(
        number=f"P{n:06}",
        hospital_id=campus.hospital_id,
        campus=campus,
        region_id=campus.region_id,
        network=network,
        tier=tier,
        state=state,
        created_at=begun,
        submitted_at=None if state in NOT_SUBMITTED else begun + timedelta(days=9),
        decided_at=begun + timedelta(days=40) if state in DECIDED else None,
        decided_tier=tier if state in DECIDED else None,
        decision_reason="不符合条件" if state == ApplicationState.DECLINED else "",
    )


def _places(directory: Directory, count: int, chance: random.Random) -> list[tuple[Campus, Network, bool]]:
    """Campus and network of each application, in no order, and whether it must have been submitted."""
    quiet = directory.quiet
    *networks, quiet_network = directory.networks
    in_quiet_hospitals = [campus for campus in directory.campuses if campus.hospital_id in quiet["hospital"]]
    in_quiet_regions = [campus for campus in directory.campuses if campus.region_id in quiet["region"]]
    aside = {campus.pk for campus in in_quiet_hospitals + in_quiet_regions}
    busy = [campus for campus in directory.campuses if campus.pk not in aside]
    corners = [
        (in_quiet_hospitals, networks, False),
        (busy, [quiet_network], True),
        (in_quiet_regions, networks, True),
    ]
    choices = [corner for corner in corners for _ in range(QUIET_ROWS)]
    choices += [(busy, networks, False)] * (count - len(choices))
    chance.shuffle(choices)
    return [(chance.choice(from_), chance.choice(to), submitted) for from_, to, submitted in choices]


def fill_people(directory: Directory, count: int) -> list[User]:
    """People with a role each: a few at every centre and region and for the province, all others at the hospitals.
    The first ``WITHOUT_ROLE`` of them have none."""
    people = [User(username=f"person{n}", name=f"示范人员{n}", password="!") for n in range(count)]
    User.objects.bulk_create(people, BATCH)
    places = [(CENTRE_DIRECTOR, network.centre_id) for network in directory.networks for _ in range(4)]
    places += [(SUPERVISOR, region.pk) for region in directory.regions for _ in range(3)]
    places += [(DEPARTMENT_OFFICER, 0)] * 5
    at_hospitals = cycle((HOSPITAL_COORDINATOR, hospital.pk) for hospital in directory.hospitals)
    rows = [
        assignment(user, *place)
        for user, place in zip(people[WITHOUT_ROLE:], chain(places, at_hospitals), strict=False)
    ]
    RoleAssignment.objects.bulk_create(rows, BATCH)
    return people


def assignment(user: User, role: str, scope: int) -> RoleAssignment:
    """A role at a scope since the beginning, not saved."""
    return RoleAssignment(
        user=user, role=role, scope_kind=ROLES[role].scope_kind, scope_id=scope, valid_from=OPENED, reason="benchmark"
    )
