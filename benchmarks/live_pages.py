"""How soon 1,000 open pages learn of a commit: a real uvicorn process with its production settings over PostgreSQL.

Each page belongs to another person with a session of their own, and follows what such a page follows: the person's
inbox and the list of applications. All see the same rows of the list. This process, which is not the server's, changes
one of them in a transaction; measured is the time from its commit until each page has the new payload, and reported
the 99th percentile over all pages and changes. First with Redis (a private Valkey), by whose hint the server's reader
looks at once, then without, when it looks each second; changes come at moments that are spread evenly over a second.
Server, database, Valkey and all clients share the machine's cores.
"""

import asyncio
import statistics
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from benchmarks import harness

NAME = "live_pages"
PAGES = 1_000
CHANGES = 20


def main() -> None:
    """Prepare, measure both ways, report."""
    with harness.migrated_postgres(), tempfile.TemporaryDirectory(prefix="lianyan-live-") as folder:
        # Models can only be imported once Django is set up.
        from benchmarks import live_sides as sides

        stage = sides.Stage(PAGES)
        found = {}
        for name, redis in (("redis", sides.private_redis()), ("database", nullcontext(""))):
            with redis as address, sides.served(Path(folder), address) as url:
                found[name] = asyncio.run(sides.measure(stage, url, address, CHANGES))
            print(f"{name}: {described(found[name])}", flush=True)
    met = [
        harness.report(f"{NAME}.redis", percentile(found["redis"]), "s", "<", 1),
        harness.report(f"{NAME}.database", percentile(found["database"]), "s", "<", 2.5),
    ]
    sys.exit(0 if all(met) else 1)


def percentile(seconds: list[float]) -> float:
    """The 99th percentile."""
    return statistics.quantiles(seconds, n=100)[98]


def described(seconds: list[float]) -> str:
    """The middle and the end of a distribution, in words."""
    median, longest = statistics.median(seconds), max(seconds)
    return f"{len(seconds)} messages, median {median:.3f} s, 99 % {percentile(seconds):.3f} s, longest {longest:.3f} s"


if __name__ == "__main__":
    main()
