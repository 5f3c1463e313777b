"""The two sides of ``network_scale``: what the product's query layer answers, and one statement with the same values.

Each side returns plain values that are compared. The query layer begins with a fresh actor, as each request does.
"""

from django.db import connection

from access import chasing
from access.actor import Actor
from access.paging import OneLook
from benchmarks.network_scale_stage import Stage
from network.enums import COUNTY_LEVEL_KINDS
from network.indicators.dimensions import BY_REGION
from network.models import Membership
from network.queries import seasons
from network.seasons import due_before, over_before
from office.indicators import Period, Scope, figures, side_by_side
from tools import clock

PAGE = 25
COCKPIT = (
    "network.active_members",
    "network.county_coverage",
    "network.hospitals_outside",
    "network.members_in_trouble",
)
COVERAGE = ("network.active_members", "network.county_coverage")

# Members, as queries may name them: within their dates, with what is missing or suspended.
RUNNING = """
SELECT m.*, EXISTS (SELECT 1 FROM network_suspension s WHERE s.membership_id = m.id AND s.first_day <= %(day)s
    AND (s.last_day IS NULL OR s.last_day >= %(day)s)) AS suspended,
  (m.valid_from < %(over)s OR EXISTS (SELECT 1 FROM network_membership b WHERE b.network_id = m.network_id
      AND b.number = m.number AND b.valid_from < %(over)s))
  AND NOT EXISTS (SELECT 1 FROM network_membershipconfirmation c WHERE c.network_id = m.network_id
      AND c.number = m.number AND c.year >= %(over_year)s AND c.confirmed_on <= %(day)s) AS unconfirmed
FROM network_membership m WHERE m.valid_from <= %(day)s AND m.valid_to >= %(day)s
"""
DIRECTORY = f"""
WITH seen AS (SELECT id FROM network_membership WHERE state IN ('active', 'warned') OR network_id IN (
    SELECT id FROM network_network WHERE centre_id = %(centre)s)),
newest AS (SELECT m.id, m.number, n.sort_key nk, h.sort_key hk, h.name_zh, m.valid_from
  FROM network_membership m JOIN network_network n ON n.id = m.network_id
  JOIN network_hospital h ON h.id = m.hospital_id
  WHERE m.id IN (SELECT id FROM seen) ORDER BY n.sort_key, h.sort_key, m.valid_from DESC LIMIT {PAGE})
SELECT (SELECT count(*) FROM seen), p.number, p.name_zh, CASE WHEN r.id IS NULL THEN 'lapsed'
  WHEN r.suspended THEN 'suspended' WHEN r.unconfirmed THEN 'unconfirmed' WHEN r.state = 'warned' THEN 'warned'
  ELSE 'active' END
FROM newest p LEFT JOIN LATERAL (SELECT * FROM ({RUNNING}) x WHERE x.id = p.id) r ON true
ORDER BY p.nk, p.hk, p.valid_from DESC
"""  # noqa: S608 - made of constants of this module alone
CHASE = f"""
WITH networks AS (SELECT id FROM network_network WHERE centre_id = %(centre)s), open AS (
  SELECT t.* FROM access_task t WHERE t.closed_at IS NULL AND t.scope_kind IN ('hospital', 'centre') AND (
    (t.object_type = 'network.membership' AND t.object_id IN (
      SELECT id FROM network_membership WHERE network_id IN (SELECT id FROM networks)))
    OR (t.object_type = 'network.membershipapplication' AND t.object_id IN (
      SELECT id FROM network_membershipapplication WHERE submitted_at IS NOT NULL
        AND network_id IN (SELECT id FROM networks))))
  AND NOT (t.role = 'centre_admin' AND t.scope_kind = 'centre' AND t.scope_id = %(centre)s))
SELECT (SELECT count(*) FROM open), o.id, (SELECT max(at) FROM access_taskreminder r WHERE r.task_id = o.id)
FROM open o ORDER BY o.due_on, o.opened_at, o.id LIMIT {PAGE}
"""  # noqa: S608 - made of constants of this module alone
REGION = f"""
WITH running AS ({RUNNING}), active AS (SELECT * FROM running WHERE NOT suspended AND NOT unconfirmed),
here AS (SELECT a.*, c.division_id FROM active a JOIN network_campus c ON c.id = a.campus_id
  WHERE c.region_id = %(region)s),
units AS (SELECT id FROM network_division WHERE region_id = %(region)s AND kind = ANY(%(kinds)s)
  AND (valid_from IS NULL OR valid_from <= %(day)s) AND (valid_to IS NULL OR valid_to >= %(day)s))
SELECT (SELECT count(*) FROM here), (SELECT count(DISTINCT division_id) FROM here
    WHERE division_id IN (SELECT id FROM network_division WHERE kind = ANY(%(kinds)s))), (SELECT count(*) FROM units),
  (SELECT count(*) FROM network_hospital h WHERE (h.closed_on IS NULL OR h.closed_on > %(day)s)
    AND EXISTS (SELECT 1 FROM network_campus c WHERE c.hospital_id = h.id AND c.region_id = %(region)s
      AND (c.closed_on IS NULL OR c.closed_on > %(day)s))
    AND NOT EXISTS (SELECT 1 FROM active a WHERE a.hospital_id = h.id)),
  (SELECT count(*) FROM running r JOIN network_campus c ON c.id = r.campus_id WHERE c.region_id = %(region)s
    AND (r.suspended OR r.unconfirmed OR r.state = 'warned'))
"""  # noqa: S608 - made of constants of this module alone
BY_REGIONS = f"""
WITH active AS (SELECT * FROM ({RUNNING}) r WHERE NOT suspended AND NOT unconfirmed), counted AS (
  SELECT c.region_id, count(*) members, count(DISTINCT d.id) FILTER (WHERE d.kind = ANY(%(kinds)s)) covered
  FROM active a JOIN network_campus c ON c.id = a.campus_id JOIN network_division d ON d.id = c.division_id
  GROUP BY c.region_id), units AS (SELECT region_id, count(*) units FROM network_division
    WHERE kind = ANY(%(kinds)s) AND (valid_from IS NULL OR valid_from <= %(day)s)
    AND (valid_to IS NULL OR valid_to >= %(day)s) GROUP BY region_id)
SELECT r.id, coalesce(c.members, 0), coalesce(c.covered, 0), coalesce(u.units, 0) FROM network_region r
LEFT JOIN counted c ON c.region_id = r.id LEFT JOIN units u ON u.region_id = r.id ORDER BY r.position
"""  # noqa: S608 - made of constants of this module alone


def sides(stage: Stage) -> dict[str, tuple]:
    """Part → (what the product asks, the one statement)."""
    day, rules = clock.today(), seasons.rules()
    season = over_before(day, rules)
    if season is None or due_before(day, rules) != season:
        raise SystemExit("On this day a season is in grace or there is none: the statements do not speak of that.")
    facts = {
        "day": day,
        "over": season.opens,
        "over_year": season.year,
        "centre": stage.directory.networks[0].centre_id,
        "region": stage.directory.regions[0].pk,
        "kinds": [kind.value for kind in COUNTY_LEVEL_KINDS],
    }
    return {
        "directory": (lambda: directory(stage), lambda: _rows(DIRECTORY, facts)),
        "chase_list": (lambda: chase(stage), lambda: _rows(CHASE, facts)),
        "region_cockpit": (lambda: cockpit(stage), lambda: _rows(REGION, facts)),
        "coverage": (lambda: coverage(stage), lambda: _rows(BY_REGIONS, facts)),
    }


def _rows(statement: str, facts: dict) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return cursor.fetchall()


def directory(stage: Stage) -> list[tuple]:
    """The first page of the list of members, with how many there are."""
    rows = Membership.objects.all().visible_to(Actor.of(stage.readers["secretary"])).with_names()
    rows = rows.with_effective_state().order_by("network__sort_key", "hospital__sort_key", "-valid_from")
    total = rows.count()
    return [(total, row.number, row.hospital.name_zh, row.state_on) for row in rows[:PAGE]]


def chase(stage: Stage) -> list[tuple]:
    """The first page of the chase list, with how many there are."""
    rows = chasing.tasks_for(Actor.of(stage.readers["secretary"])).order_by("due_on", "opened_at", "pk")
    page = OneLook(rows, PAGE).page(1)
    return [(page.paginator.count, row.pk, row.reminded_at) for row in page]


def cockpit(stage: Stage) -> list[tuple]:
    """The figures of a region."""
    scope, actor = Scope.of("region", stage.directory.regions[0]), Actor.of(stage.readers["supervisor"])
    active, covered, outside, troubled = figures(COCKPIT, scope, Period.today(), by=actor)
    return [(active.value, covered.numerator, covered.denominator, outside.value, troubled.value)]


def coverage(stage: Stage) -> list[tuple]:
    """Members and covered units of every region."""
    actor = Actor.of(stage.readers["officer"])
    rows = side_by_side(COVERAGE, BY_REGION, Scope.province(), Period.today(), by=actor)
    return [(row.member.pk, row.shares[0].value, row.shares[1].numerator, row.shares[1].denominator) for row in rows]
