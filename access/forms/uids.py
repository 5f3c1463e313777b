"""Uids that come with a form."""

from collections.abc import Iterable
from uuid import UUID


def uids_in(values: Iterable[str]) -> list[UUID]:
    """Those of the values that are uids; what else a form holds was forged."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found
