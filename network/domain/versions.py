"""The version check of verbs that edit rows without a lifecycle."""

from access.lifecycle import check_version
from access.queries.prepared import row_of


def locked(thing, expected: int | None, *, logged_on=None):
    """The row locked for this transaction, as it is now.

    Raises Stale, telling who was faster, when its version is not the ``expected`` one that the person saw.
    ``logged_on`` is the thing to go back to, when that is another one.
    """
    row = row_of(type(thing), thing.pk, no_key=True)
    if expected is not None:
        check_version(row, expected, back_to=logged_on)
    return row


def write(row, changes: dict) -> None:
    """Write the new values with the next version."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changes, "version"])
