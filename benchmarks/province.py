"""A full-grown province for benchmarks, put in through the ORM so that every constraint holds; no verbs, no logbook.

Reference data come from the deployment's own files, everything else is made up from a fixed seed. Beside the busy
majority there are three quiet corners (three hospitals, one centre, two regions), and in each of them exactly
``QUIET_ROWS`` applications, whatever the size of the table.
"""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.core.management import call_command

from access.models import RoleAssignment, User
from access.roles import CENTRE_DIRECTOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, ROLES, SUPERVISOR
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
FIRST_MINUTE = datetime(2018, 7, 12, tzinfo=UTC)
BATCH = 2000
QUIET_ROWS = 300
BEFORE_SUBMISSION = (ApplicationState.DRAFT, ApplicationState.AWAITING_SIGNOFF)
DECIDED = (ApplicationState.ADMITTED, ApplicationState.COMPLETED, ApplicationState.DECLINED)


@dataclass(frozen=True)
class Directory:
    """Who could apply where."""

    hospitals: list[Hospital]
    campuses: list[Campus]
    regions: list[Region]
    networks: list[Network]

    def __post_init__(self):
        assert len({network.centre_id for network in self.networks}) == len(self.networks)

    @property
    def quiet(self) -> dict[str, list[int]]:
        """Kind of user → ids of the scopes of a quiet corner."""
        return {
            "hospital": [hospital.pk for hospital in self.hospitals[:3]],
            "centre": [self.networks[-1].centre_id],
            "region": [region.pk for region in self.regions[-2:]],
        }

    @property
    def busy(self) -> dict[str, list[int]]:
        """Kind of user → ids of ordinary scopes."""
        return {
            "hospital": [hospital.pk for hospital in self.hospitals[3:6]],
            "centre": [self.networks[0].centre_id],
            "region": [region.pk for region in self.regions[:2]],
            "province": [0],
        }


def build_directory(hospitals: int, centres: int) -> Directory:
    """Regions and divisions as the province has them, hospitals spread evenly over them, a network for each centre."""
    call_command("sync_reference", verbosity=0)
    made = Hospital.objects.bulk_create(
        (
            Hospital(
                name_zh=f"示范医院{n}",
                name_en=f"Demonstration hospital {n}",
                sort_key=f"{n:05}",
                credit_code=credit_code_of(n),
                credit_code_checked=True,
                institution_type="A100",
                management_class="1",
                level="2A",
            )
            for n in range(hospitals)
        ),
        BATCH,
    )
    regions = list(Region.objects.order_by("pk"))
    return Directory(made, _campuses(made, regions), regions, _networks(made, centres))


def _campuses(hospitals: list[Hospital], regions: list[Region]) -> list[Campus]:
    """One for each hospital; every fifth has another one in the same region."""
    divisions = dict(Division.objects.filter(region__isnull=False).values_list("region", "pk"))
    rows = []
    for n, hospital in enumerate(hospitals):
        region = regions[n % len(regions)].pk
        for name in ("本部", "东院区") if n % 5 == 0 else ("本部",):
            place = {"division_id": divisions[region], "region_id": region}
            rows.append(Campus(hospital=hospital, name_zh=name, is_main=name == "本部", **place))
    return Campus.objects.bulk_create(rows, BATCH)


def _networks(hosts: list[Hospital], count: int) -> list[Network]:
    field = DiseaseField.objects.first()
    centres = Centre.objects.bulk_create(
        Centre(
            slug=f"centre-{n}",
            name_zh=f"示范中心{n}",
            sort_key=f"{n:05}",
            host=hosts[n],
            field=field,
            established_on=OPENED,
        )
        for n in range(count)
    )
    return Network.objects.bulk_create(
        Network(
            centre=centre,
            slug=f"network-{n}",
            code=f"N{n}",
            name_zh=f"示范网络{n}",
            sort_key=f"{n:05}",
            opened_on=OPENED,
        )
        for n, centre in enumerate(centres)
    )


def fill_applications(directory: Directory, count: int) -> None:
    """Applications in every state, numbered in the order in which they were begun."""
    chance = random.Random(20180712)
    tiers = list(Tier.objects.all())
    opened = set()
    rows = []
    for n, (campus, network, shown) in enumerate(_places(directory, count, chance)):
        pair = (campus.hospital_id, network.pk)
        state = chance.choice(ENDED if pair in opened else (*OPEN, *ENDED))
        if shown and state in BEFORE_SUBMISSION:
            state = ApplicationState.SUBMITTED
        if state in OPEN:
            opened.add(pair)
        begun = FIRST_MINUTE + timedelta(minutes=40 * n)
        left = shown or state not in (*BEFORE_SUBMISSION, ApplicationState.WITHDRAWN)
        rows.append(
            MembershipApplication(
                number=f"P{n:06}",
                hospital_id=campus.hospital_id,
                campus=campus,
                network=network,
                tier=chance.choice(tiers),
                state=state,
                created_at=begun,
                submitted_at=begun + timedelta(days=9) if left else None,
                decided_at=begun + timedelta(days=40) if state in DECIDED else None,
                decided_tier=chance.choice(tiers) if state in DECIDED else None,
                decision_reason="不符合条件" if state == ApplicationState.DECLINED else "",
            )
        )
    MembershipApplication.objects.bulk_create(rows, BATCH)


def _places(directory: Directory, count: int, chance: random.Random) -> list[tuple[Campus, Network, bool]]:
    """Campus, network, and whether the application must have been submitted, in no order."""
    quiet = directory.quiet
    *networks, quiet_network = directory.networks
    of_quiet_hospitals = [campus for campus in directory.campuses if campus.hospital_id in quiet["hospital"]]
    of_quiet_regions = [campus for campus in directory.campuses if campus.region_id in quiet["region"]]
    aside = {campus.pk for campus in of_quiet_hospitals + of_quiet_regions}
    busy = [campus for campus in directory.campuses if campus.pk not in aside]
    corners = [
        (of_quiet_hospitals, networks, False),
        (busy, [quiet_network], True),
        (of_quiet_regions, networks, True),
    ]
    kinds = [corner for corner in corners for _ in range(QUIET_ROWS)]
    kinds += [(busy, networks, False)] * (count - len(kinds))
    chance.shuffle(kinds)
    return [(chance.choice(campuses), chance.choice(choice), shown) for campuses, choice, shown in kinds]


ROLE_OF = {
    "hospital": HOSPITAL_COORDINATOR,
    "centre": CENTRE_DIRECTOR,
    "region": SUPERVISOR,
    "province": DEPARTMENT_OFFICER,
}


def fill_people(directory: Directory, count: int) -> list[User]:
    """People, nearly all of them with a role at a hospital; the first hundred have none yet."""
    people = User.objects.bulk_create(
        (User(username=f"person{n}", name=f"示范人员{n}", password="!") for n in range(count)), BATCH
    )
    scopes = [hospital.pk for hospital in directory.hospitals]
    rows = [
        assignment(user, (HOSPITAL_ADMIN, HOSPITAL_COORDINATOR)[n % 2], scopes[n % len(scopes)])
        for n, user in enumerate(people[100:])
    ]
    for kind, ids in directory.busy.items():
        rows += [assignment(user, ROLE_OF[kind], ids[0]) for user in people[200:250]]
    RoleAssignment.objects.bulk_create(rows, BATCH)
    return people


def assignment(user: User, role: str, scope: int) -> RoleAssignment:
    """A role at a scope since the beginning, not saved."""
    return RoleAssignment(
        user=user, role=role, scope_kind=ROLES[role].scope_kind, scope_id=scope, valid_from=OPENED, reason="benchmark"
    )
