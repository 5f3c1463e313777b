"""What the houses above do once a change here is committed: they register, the verbs tell.

Nothing that happens up there undoes the change: a follower that fails is logged by Django, and the house above has a
command that mends what was missed (for public sections ``build_site``).
"""

from collections.abc import Callable

from django.db import transaction

CENTRE_CHANGED = "centre.changed"

_FOLLOWERS: dict[str, list[Callable]] = {}


def follow(event: str, follower: Callable) -> None:
    """Have ``follower(thing, by)`` called after every commit that tells the event; called from ``apps.ready()``."""
    known = _FOLLOWERS.setdefault(event, [])
    if follower not in known:
        known.append(follower)


def tell(event: str, thing, by) -> None:
    """Call the event's followers once the transaction is committed: called inside a verb."""
    for follower in _FOLLOWERS.get(event, ()):

        def call(follower=follower):
            follower(thing, by)

        transaction.on_commit(call, robust=True)
