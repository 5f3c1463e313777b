"""Who is behind an act: whoever does it and, when a deputy does, the person who is away; four-eyes rules ask here."""

from access import door, logbook
from access.actor import Actor


def people_behind(actor: Actor, permission: str, thing) -> set[int]:
    """The ids of the people whose act it would be, were the actor to use a permission on a thing now."""
    represented = door.represented(actor, permission, thing)
    own = {actor.user.pk} if actor.user else set()
    return own | ({represented["id"]} if represented else set())


def people_of(entry) -> set[int]:
    """The ids of the people whose act an entry of the logbook tells of."""
    _before, represented = entry.changes.get(logbook.ON_BEHALF) or ("", None)
    own = {entry.actor_id} if entry.actor_id else set()
    return own | ({represented["id"]} if represented else set())
