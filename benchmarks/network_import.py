"""How long a table of 2,500 rows takes: checked with one bad cell in a hundred rows, then corrected and taken in.

On PostgreSQL, in a directory of 5,000 hospitals with a network of 500 members. Measured are a table of members and one
of hospitals: seconds from the file to the kept report, and from the job's start to the last row written; and by how
many megabytes the process grew at its largest during all of it.
"""

import time
from datetime import timedelta

from benchmarks import harness
from benchmarks.logbook import growth

NAME = "network_import"
ROWS, KNOWN, MEMBERS = 2_500, 5_000, 500
BAD_EVERY = 100


def main() -> None:
    """Fill, measure, report."""
    with harness.migrated_postgres():
        stage = _stage()
        results = []
        with growth() as memory:
            for kind in ("members", "hospitals"):
                results += _measure(kind, stage)
        results.append(("memory", memory["grown"], "MB", "<=", 300))
    for part, *figure in results:
        harness.report(f"{NAME}.{part}", *figure)


def _stage() -> dict:
    from benchmarks.province import build_directory
    from network.models import Membership, Tier
    from tests.factories.people import actor
    from tools import clock

    directory = build_directory(KNOWN, 2)
    network, tier, today = directory.networks[0], Tier.objects.first(), clock.today()
    main = [campus for campus in directory.campuses if campus.is_main]
    Membership.objects.bulk_create(
        Membership(
            number=f"N0-{n:04}",
            hospital_id=campus.hospital_id,
            campus=campus,
            network=network,
            tier=tier,
            valid_from=today,
            valid_to=today + timedelta(days=900),
        )
        for n, campus in enumerate(main[-MEMBERS:], start=1)
    )
    officer = actor("department_officer")
    return {"directory": directory, "network": network, "tier": tier, "officer": officer, "day": today}


def _measure(kind: str, stage: dict) -> list[tuple]:
    from network.import_enums import ImportState

    place = stage["network"] if kind == "members" else None
    rows = _rows(kind, stage)
    checked, run = _check(kind, _spoilt(rows), place, stage["officer"])
    bad = len({row for row, *_rest in run.report["remarks"]})
    print(f"{kind}: {run.rows} rows, {run.errors} mistakes in {bad} rows, checked in {checked:.2f} s", flush=True)
    again, run = _check(kind, rows, place, stage["officer"])
    taken, run = _take_in(run, stage["officer"])
    print(f"{kind}: corrected table checked in {again:.2f} s, taken in in {taken:.2f} s: {run.state}", flush=True)
    return [
        (f"{kind}_named", bad, "rows", "=", ROWS // BAD_EVERY),
        (f"{kind}_check", max(checked, again), "s", "<=", 10),
        (f"{kind}_taken_in", taken, "s", "<=", 60),
        (f"{kind}_whole", int(run.state == ImportState.COMMITTED), "imports", "=", 1),
    ]


def _rows(kind: str, stage: dict) -> list[dict]:
    from network.models import Division
    from tests.factories.tables import hospital_row, member_row

    if kind == "members":
        day = stage["day"]
        hospitals = stage["directory"].hospitals[:ROWS]
        later = {"valid_from": day, "valid_to": day + timedelta(days=900)}
        return [member_row(hospital, stage["tier"], **later) for hospital in hospitals]
    places = list(Division.objects.valid().county_level())
    return [hospital_row(n, places[n % len(places)]) for n in range(ROWS)]


def _spoilt(rows: list[dict]) -> list[dict]:
    wrong = {"credit_code": "12345"}
    return [row | wrong if place % BAD_EVERY == 0 else row for place, row in enumerate(rows)]


def _check(kind: str, rows: list[dict], place, by):
    from network.domain import import_runs
    from tests.factories.tables import fresh, upload

    file = upload(kind, rows)
    began = time.perf_counter()
    run = import_runs.bring(file, kind=kind, place=place, by=by)
    _work()
    return time.perf_counter() - began, fresh(run)


def _take_in(run, by):
    from network.domain import import_runs
    from tests.factories.tables import fresh

    began = time.perf_counter()
    import_runs.ask_to_commit(run, expected=run.version, by=by)
    _work()
    return time.perf_counter() - began, fresh(run)


def _work() -> None:
    from access import job_runner

    job_runner.run_waiting()


if __name__ == "__main__":
    main()
