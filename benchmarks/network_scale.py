"""What lists and overviews cost in a full province: 2,500 hospitals in 30 networks over six years, on PostgreSQL.

1. The query layer of four parts (a page of the members with their states, a page of the chase list, the figures of a
   region, members and coverage by regions) against one SQL statement that holds the same values, in turns; both
   answers are compared first, and must be equal.
2. Pages through the test client: median milliseconds, and how many queries each takes.
"""

import statistics
import time

from benchmarks import harness

NAME = "network_scale"
HOSPITALS, NETWORKS = 2_500, 30
ROUNDS, VISITS = 7, 5
QUERIES, MILLISECONDS = 15, 500


def main(hospitals: int = HOSPITALS, networks: int = NETWORKS) -> None:
    """Fill, compare, measure, report."""
    with harness.migrated_postgres():
        # Models can only be imported once Django is set up.
        from benchmarks import network_scale_sides, network_scale_stage

        began = time.perf_counter()
        stage = network_scale_stage.build(hospitals, networks)
        print(f"Filled in {time.perf_counter() - began:.0f} s: {_sizes()}", flush=True)
        results = [*_against_sql(network_scale_sides.sides(stage)), *_pages(stage)]
    for part, *figure in results:
        harness.report(f"{NAME}.{part}", *figure)


def _sizes() -> str:
    from access.models import Task
    from network.models import Membership, MembershipApplication, MembershipConfirmation

    models = (Membership, MembershipConfirmation, MembershipApplication, Task)
    return ", ".join(f"{model.objects.count()} {model._meta.verbose_name_plural}" for model in models)


def _against_sql(sides: dict[str, tuple]) -> list[tuple]:
    """Part 1."""
    results = []
    for part, (product, statement) in sides.items():
        if product() != statement():
            raise SystemExit(f"The two sides of {part} differ:\n{product()}\n{statement()}")
        seconds = harness.medians({"product": product, "sql": statement}, rounds=ROUNDS, warm_up=1)
        milliseconds = {side: f"{1000 * value:.1f} ms" for side, value in seconds.items()}
        print(f"{part}: equal values, {milliseconds}", flush=True)
        results.append((part, seconds["product"] / seconds["sql"], "×", "<=", 3))
    return results


def _pages(stage) -> list[tuple]:
    """Part 2."""
    from django.urls import reverse

    hospital, region = stage.directory.hospitals[14], stage.directory.regions[0]
    centre = stage.directory.networks[0].centre
    pages = {
        "members": ("secretary", reverse("network:memberships")),
        "chase": ("secretary", reverse("access:chase")),
        "office": ("secretary", reverse("network:centre_office", args=[centre.uid])),
        "director": ("director", reverse("network:centre_overview", args=[centre.uid])),
        "region": ("supervisor", reverse("network:region_overview", args=[region.code])),
        "coverage": ("officer", reverse("network:regions")),
        "province": ("officer", reverse("network:province_overview")),
        "hospital": ("hospital", reverse("network:hospital_overview", args=[hospital.uid])),
    }
    return [line for name, (reader, url) in pages.items() for line in _page(name, stage.readers[reader], url)]


def _page(name: str, reader, url: str) -> list[tuple]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(reader)
    client.get(url)
    taken = []
    for _visit in range(VISITS):
        began = time.perf_counter()
        answer = client.get(url)
        taken.append(time.perf_counter() - began)
        if answer.status_code != 200:
            raise SystemExit(f"{url} answers {answer.status_code}.")
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    for query in sorted(captured, key=lambda each: -float(each["time"]))[:3]:
        print(f"  {name}: {float(query['time']) * 1000:7.1f} ms  {query['sql'][:160]}", flush=True)
    milliseconds = 1000 * statistics.median(taken)
    return [
        (f"page_{name}", milliseconds, "ms", "<=", MILLISECONDS),
        (f"page_{name}_queries", len(captured), "queries", "<=", QUERIES),
    ]


if __name__ == "__main__":
    main()
