"""The organisations that a step relies on, held as they are until it ends.

Guards ask whether hospital, campus and network are open, and closing one of them ends what hangs on it: without a lock
each would miss what the other is about to write. Every verb that joins, and every one that closes, takes its rows here
or by ``versions.locked``, always in this order, so that none waits in a circle:

centre → hospital (several by key) → campus → network → application, sign-off, agreement, membership.

``no_key``: who only refers to such a row, as a new entry with its key does, need not wait.
"""

from access.queries.prepared import row_of
from network.models import Campus, Hospital, Network


def hold(thing) -> tuple[Hospital, Campus, Network]:
    """The three of an application or agreement, locked and as they are now: called first, before the thing itself."""
    return hold_places(thing.hospital_id, thing.campus_id, thing.network_id)


def hold_places(hospital: int, campus: int, network: int) -> tuple[Hospital, Campus, Network]:
    """The three with these keys, locked in order and as they are now."""
    return _one(Hospital, hospital), _one(Campus, campus), _one(Network, network)


def hold_hospitals(*keys: int) -> dict[int, Hospital]:
    """The hospitals with these keys, locked by key and as they are now: ``{key: hospital}``."""
    return {key: _one(Hospital, key) for key in sorted(set(keys))}


def hold_hospital(key: int) -> Hospital:
    """One hospital, locked and as it is now."""
    return _one(Hospital, key)


def hold_many(*, hospitals: set[int], campuses: set[int], network: int) -> list:
    """Many places and one network, locked in order and as they are now, with one question for each kind."""
    held = []
    for model, keys in ((Hospital, hospitals), (Campus, campuses)):
        held += model._base_manager.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    return [*held, _one(Network, network)]


def _one(model, key: int):
    return row_of(model, key, no_key=True)
