"""A province that has run its networks for six years: every hospital in every network, each year confirmed or not.

Written in bulk, the longest table by one statement; every constraint and trigger holds. A fixed share of the members
is suspended, warned, or has not confirmed the last season; each network has applications and agreements under way.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from access.enums import ScopeKind
from access.models import Task, User
from access.roles import (
    CENTRE_ADMIN,
    CENTRE_DIRECTOR,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    SUPERVISOR,
)
from benchmarks.province import BATCH, Directory, build_directory, fill_applications
from network.domain.application_tasks import CHECK, FILL_IN, REVIEW
from network.exit_news import ANSWER
from network.membership_enums import ApplicationState, MembershipState
from network.models import Campus, Division, Membership, MembershipApplication, Suspension, Tier
from tests.factories.people import holder
from tools import clock

YEARS, TERM = 6, 3
APPLICATIONS = 60_000
# One of so many members is suspended, is warned, has not confirmed the last season, owes an answer.
SUSPENDED, WARNED, UNCONFIRMED, OWING = 50, 40, 25, 150
CONFIRMATIONS = """
WITH years AS (SELECT generate_series(%(first)s, %(last)s) AS year), annual AS (
  INSERT INTO network_annualconfirmation (uid, hospital_id, year, state, version, opened_at, confirmed_on)
  SELECT gen_random_uuid(), h.id, year, 'confirmed', 1, make_date(year, 2, 1), make_date(year, 3, 1)
  FROM network_hospital h, years RETURNING id, hospital_id, year)
INSERT INTO network_membershipconfirmation
  (uid, annual_id, membership_id, hospital_id, campus_id, network_id, number, year, confirmed_on, answers)
SELECT gen_random_uuid(), a.id, m.id, m.hospital_id, m.campus_id, m.network_id, m.number, a.year,
  make_date(a.year, 3, 1), '{}'
FROM annual a JOIN network_membership m ON m.hospital_id = a.hospital_id
WHERE make_date(a.year, 12, 31) BETWEEN m.valid_from AND m.valid_to
  AND NOT (a.year = %(last)s AND m.id %% %(unconfirmed)s = 0)
"""


@dataclass(frozen=True)
class Stage:
    """The province, and one reader of each kind."""

    directory: Directory
    readers: dict[str, User]


def build(hospitals: int, networks: int) -> Stage:
    """Fill the empty database."""
    directory = build_directory(hospitals, networks)
    _spread(directory)
    _members(directory)
    fill_applications(directory, APPLICATIONS)
    _tasks()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    centre, region, hospital = directory.networks[0].centre, directory.regions[0], directory.hospitals[14]
    readers = {
        "secretary": holder(CENTRE_ADMIN, centre),
        "director": holder(CENTRE_DIRECTOR, centre),
        "supervisor": holder(SUPERVISOR, region),
        "officer": holder(DEPARTMENT_OFFICER),
        "hospital": holder(HOSPITAL_ADMIN, hospital),
    }
    return Stage(directory, readers)


def _spread(directory: Directory) -> None:
    """The campuses of a region over its county-level units, but for the last of them."""
    places: dict[int, list[int]] = {}
    for pk, region in Division.objects.valid().county_level().order_by("code").values_list("pk", "region"):
        places.setdefault(region, []).append(pk)
    for place, campus in enumerate(directory.campuses):
        units = places[campus.region_id][:-1] or places[campus.region_id]
        campus.division_id = units[place % len(units)]
    Campus.objects.bulk_update(directory.campuses, ["division"], BATCH)


def _members(directory: Directory) -> None:
    """Two terms for each hospital in each network, the confirmations of all years, and the suspensions."""
    tiers, first = list(Tier.objects.order_by("rank")), date(clock.today().year - YEARS + 1, 1, 1)
    main = [campus for campus in directory.campuses if campus.is_main]
    terms = [_term(first, number) for number in range(YEARS // TERM)]
    for network in directory.networks:
        Membership.objects.bulk_create(
            [
                Membership(
                    number=f"{network.code}-{place:05}",
                    hospital_id=campus.hospital_id,
                    campus=campus,
                    network=network,
                    tier=tiers[(place + network.pk) % len(tiers)],
                    valid_from=begins,
                    valid_to=ends,
                    state=MembershipState.WARNED if place % WARNED == 1 else MembershipState.ACTIVE,
                )
                for place, campus in enumerate(main)
                for begins, ends in terms
            ],
            BATCH,
        )
    years = {"first": first.year + 1, "last": clock.today().year, "unconfirmed": UNCONFIRMED}
    with connection.cursor() as cursor:
        cursor.execute(CONFIRMATIONS, years)
    rows = Membership.objects.current().values_list("pk", flat=True)
    Suspension.objects.bulk_create(
        [Suspension(membership_id=pk, first_day=clock.today()) for pk in rows if pk % SUSPENDED == 0], BATCH
    )


def _term(first: date, number: int) -> tuple[date, date]:
    year = first.year + TERM * number
    return date(year, 1, 1), date(year + TERM - 1, 12, 31)


def _tasks() -> None:
    """What the centres check and review, what hospitals complete and answer; and as much that is done."""
    chance, today = random.Random(6), clock.today()
    kinds = {
        ApplicationState.SUBMITTED: (CHECK, CENTRE_ADMIN),
        ApplicationState.UNDER_REVIEW: (REVIEW, CENTRE_DIRECTOR),
        ApplicationState.RETURNED: (FILL_IN, HOSPITAL_COORDINATOR),
        ApplicationState.COMPLETED: (CHECK, CENTRE_ADMIN),
    }
    rows = MembershipApplication.objects.filter(state__in=kinds).select_related("network")
    tasks = [_task(row, *kinds[row.state], today + timedelta(days=chance.randint(-20, 20))) for row in rows]
    owing = Membership.objects.current().order_by("pk")
    tasks += [
        _task(row, ANSWER, HOSPITAL_COORDINATOR, today + timedelta(days=chance.randint(-20, 20)))
        for row in owing.select_related("network")
        if row.pk % OWING == 0
    ]
    Task.objects.bulk_create(tasks, BATCH)


def _task(row, kind: str, role: str, due: date) -> Task:
    of_centre = role in (CENTRE_ADMIN, CENTRE_DIRECTOR)
    is_done = getattr(row, "state", "") == ApplicationState.COMPLETED
    return Task(
        kind=kind,
        params={"about": str(row.number)},
        role=role,
        scope_kind=ScopeKind.CENTRE if of_centre else ScopeKind.HOSPITAL,
        scope_id=row.network.centre_id if of_centre else row.hospital_id,
        object_type=type(row)._meta.label_lower,
        object_id=row.pk,
        url="/workspace/",
        due_on=due,
        opened_at=clock.now() - timedelta(days=chance_days(row.pk)),
        closed_at=clock.now() if is_done else None,
    )


def chance_days(number: int) -> int:
    """How long ago a task was opened: up to forty days."""
    return number % 40
