"""What the logbook costs on PostgreSQL, and whether a million entries can be sealed and checked.

1. Twelve processes at once, each with an application of its own, carry out a verb made of two real ones, with a
   fresh actor each time, as requests do: two entries for each. The same verbs with the writing of entries left out
   are the other side. Both are measured in turns; the figure is the ratio of the median throughputs. A deadlock or
   any other error ends the benchmark, and afterwards the entries are counted.
2. A million entries of three kinds are sealed and then verified: seconds, and by how many megabytes the process grew
   at its largest.
3. The auditor's page and a search for words over the same million: the slower of the medians.
"""

import resource
import statistics
import time
from contextlib import contextmanager
from multiprocessing import get_context

from benchmarks import harness

NAME = "logbook"
WRITERS, TURNS, ROUNDS, WARM_UP = 12, 40, 9, 1
ENTRIES = 1_000_000


def main() -> None:
    """Fill, measure, report."""
    with harness.migrated_postgres():
        results = [*writing(), *sealing(), *searching()]
    for part, *figure in results:
        harness.report(f"{NAME}.{part}", *figure)


def writing() -> list[tuple]:
    """Part 1."""
    from benchmarks import logbook_sides as sides

    applications = sides.applications(WRITERS)
    seconds = {"with": [], "without": []}
    for turn in range(WARM_UP + ROUNDS):
        for side in list(seconds)[:: -1 if turn % 2 else 1]:
            taken = _together(sides, applications, side)
            if turn >= WARM_UP:
                seconds[side].append(taken)
    throughput = {side: WRITERS * TURNS / statistics.median(values) for side, values in seconds.items()}
    for side, value in throughput.items():
        print(f"{WRITERS} writers {side} the logbook: {value:.0f} verbs a second", flush=True)
    return [
        ("writing", throughput["with"] / throughput["without"], "×", ">=", 0.8),
        ("errors", sides.failures(applications, TURNS * (WARM_UP + ROUNDS)), "entries", "=", 0),
    ]


def _together(sides, applications: list[int], side: str) -> float:
    """Seconds from the common start until the last of the writers is done. Raises RuntimeError when one fails."""
    context = get_context("fork")
    start = context.Barrier(len(applications) + 1)
    sides.disconnect()
    writers = [context.Process(target=sides.write, args=(pk, TURNS, side, start)) for pk in applications]
    for writer in writers:
        writer.start()
    start.wait()
    began = time.perf_counter()
    for writer in writers:
        writer.join()
    taken = time.perf_counter() - began
    if any(writer.exitcode for writer in writers):
        raise RuntimeError(f"A writer {side} the logbook failed.")
    return taken


def sealing() -> list[tuple]:
    """Part 2."""
    from access.sealing import chain, verification
    from benchmarks import logbook_sides as sides

    sides.fill(ENTRIES)
    with growth() as sealed:
        count = chain.seal_finished()
    print(f"{count} entries sealed, {count / sealed['seconds']:.0f} a second", flush=True)
    with growth() as verified:
        findings = sum(1 for _ in verification.verify())
    print(f"verified, {count / verified['seconds']:.0f} a second", flush=True)
    return [
        ("sealed", count, "entries", ">=", ENTRIES),
        ("sealing", sealed["seconds"], "s", "<=", 600),
        ("sealing_memory", sealed["grown"], "MB", "<=", 100),
        ("verifying", verified["seconds"], "s", "<=", 600),
        ("verifying_memory", verified["grown"], "MB", "<=", 100),
        ("findings", findings, "findings", "=", 0),
    ]


@contextmanager
def growth():
    """Seconds, and by how many megabytes the process's largest size grew, of the block."""
    figures = {}
    before, began = _largest(), time.perf_counter()
    yield figures
    figures |= {"seconds": time.perf_counter() - began, "grown": _largest() - before}


def _largest() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def searching() -> list[tuple]:
    """Part 3."""
    from benchmarks import logbook_sides as sides

    seconds = harness.medians(sides.searches(), rounds=5, warm_up=1)
    for name, value in seconds.items():
        print(f"  {name:20} {value * 1000:8.1f} ms", flush=True)
    words = seconds.pop("words")
    return [("page", max(seconds.values()), "s", "<=", 1), ("words", words, "s", "<=", 3)]


if __name__ == "__main__":
    main()
