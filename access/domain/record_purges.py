"""Removing what tells only how the system ran: messages and jobs that are over for longer than is kept."""

from django.db.models import QuerySet

from access import logbook, record_retention
from access.actor import Actor
from access.texts import in_first_language
from access.verbs import verb

# What one transaction removes at most: nobody waits for long.
ROWS_AT_ONCE = 1_000


def removable() -> dict[str, int]:
    """How many rows a purge would remove now, by what they are; what is kept for good is left out."""
    found = {name: record_retention.over(name) for name in record_retention.KEPT}
    return {name: rows.count() for name, rows in found.items() if rows is not None and rows.exists()}


@verb(open_because="run by the clock and by the operators' command, and by nobody in the pages; the logbook says so")
def purge(name: str, *, by: Actor) -> int:
    """Remove the oldest rows of one sort ("deliveries", "jobs") whose time is over; returns how many, 0 for none."""
    rows = record_retention.over(name)
    count = 0 if rows is None else _remove(rows)
    if count:
        label = in_first_language(record_retention.title(name))
        logbook.record_at_large(label, by=by, verb="records.purged", changes={"rows": [count, 0]})
    else:
        logbook.nothing_changed()
    return count


def purge_all(name: str, *, by: Actor) -> int:
    """The same until nothing is left, in small transactions; returns how many rows went."""
    total = 0
    while count := purge(name, by=by):
        total += count
    return total


def _remove(rows: QuerySet) -> int:
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:ROWS_AT_ONCE])
    # Asked again: what was begun anew meanwhile stays.
    return rows.filter(pk__in=keys).delete()[1].get(rows.model._meta.label, 0)
