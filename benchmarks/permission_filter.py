"""What the door costs on a list: 100,000 applications, 2,500 hospitals, 20,000 people, on PostgreSQL.

Every reading through the door begins with a fresh actor, so that it looks its scopes up anew, as each request does.
Sides are measured in turns, and every figure is a ratio of medians.

1. Four kinds of user (three hospitals, one centre, two regions, the province): the page of the 25 newest rows with
   their names, and the count, against the same without any filter; and how many queries look the scopes up.
2. Growth: the same 300 visible rows in a table of 1,000 and in one of 100,000 rows.
3. Against guardian's ``get_objects_for_user``, called with its defaults on its fastest storage (``ApplicationGrant``
   with its direct foreign key), with a row for each person and application: the readers hold exactly what the user of
   the same kind sees through the door. Measured is the time in the database for the count and the keys of the 25
   newest rows, without the joins for names, which are the same on both sides. The tables printed above the results
   also give these readings with Django's own work.
"""

from functools import partial

from benchmarks import harness

NAME = "permission_filter"


def main() -> None:
    """Fill, measure, report."""
    with harness.migrated_postgres():
        # Models can only be imported once Django is set up.
        from benchmarks import permission_sides as sides

        stage = sides.Stage(hospitals=2_500, centres=15, people=20_000, applications=100_000, small=1_000)
        results = [*against_no_filter(stage, sides), *growth(stage, sides), *against_guardian(stage, sides)]
    for part, *figure in results:
        harness.report(f"{NAME}.{part}", *figure)


def against_no_filter(stage, sides) -> list[tuple]:
    """Part 1."""
    readings = {"all rows": lambda: sides.read(sides.all_rows())}
    readings |= {kind: partial(_read_visible, sides, user) for kind, user in stage.busy.items()}
    seconds = measured("Page and count", readings)
    results = [(kind, seconds[kind] / seconds["all rows"], "×", "<=", 1.3) for kind in stage.busy]
    queries = max(sides.lookups(user) for user in stage.busy.values())
    return [*results, ("lookup_queries", queries, "queries", "<=", 2)]


def _read_visible(sides, user):
    return sides.read(sides.visible(user))


def growth(stage, sides) -> list[tuple]:
    """Part 2."""
    readings = {}
    for kind, user in stage.quiet.items():
        reading = partial(_read_visible, sides, user)
        readings[f"{kind}, small"] = partial(sides.in_schema, "small", reading)
        readings[f"{kind}, large"] = partial(sides.in_schema, "public", reading)
    seconds = measured("Page and count, small and large table", readings)
    return [
        (f"growth_{kind}", seconds[f"{kind}, large"] / seconds[f"{kind}, small"], "×", "<=", 1.5)
        for kind in stage.quiet
    ]


def against_guardian(stage, sides) -> list[tuple]:
    """Part 3."""
    readings = {}
    for kind, user in stage.busy.items():
        readings[f"{kind}, door"] = lambda user=user: sides.read_keys(sides.visible(user))
        readings[f"{kind}, guardian"] = lambda twin=stage.twins[kind]: sides.read_keys(sides.granted(twin))
    measured("Keys and count, with Django's work", readings)
    clock = sides.DatabaseClock()
    with clock.watching():
        seconds = measured("Keys and count, in the database", readings, clock=clock)
    return [
        (f"guardian_{kind}", seconds[f"{kind}, guardian"] / seconds[f"{kind}, door"], "×", ">=", 10)
        for kind in stage.busy
    ]


def measured(title: str, readings: dict, **how) -> dict[str, float]:
    """Median seconds of each reading, printed in milliseconds with the number of rows that it counts."""
    seconds = harness.medians(readings, **how)
    print(f"{title}:")
    for name, reading in readings.items():
        print(f"  {name:20} {seconds[name] * 1000:8.2f} ms  {reading()[0]:7} rows", flush=True)
    return seconds


if __name__ == "__main__":
    main()
