"""Links to what a person may do with a thing; a disabled one says why."""

from collections.abc import Iterable

from django.urls import reverse

from access import door
from access.actor import Actor
from access.refusals import Refusal


def offer(
    actor: Actor, permission: str, thing, *, name: str, title, url: str, icon: str = "", guard: Refusal | None = None
) -> dict | None:
    """The entry for ``network/offers.html``; None for people whose roles do not know the permission at all.

    ``guard`` is a reason besides the permission for which the thing cannot be done now.
    """
    if not actor.holds(permission):
        return None
    refusal = door.why(actor, permission, thing) or guard
    return {
        "name": name,
        "title": title,
        "url": url,
        "icon": icon,
        "enabled": refusal is None,
        "refusal": refusal,
    }


def offers(*entries: dict | None) -> list[dict]:
    """The entries that are there."""
    return [entry for entry in entries if entry is not None]


def steps_of(actor: Actor, thing, steps: Iterable[tuple], *, guard: Refusal | None = None) -> list[dict]:
    """The entries for steps given as (permission, name in addresses, title, own guard of the thing or None).

    ``guard`` is a reason for which none of them can be done now; it is told before a step's own.
    """
    return offers(
        *(
            offer(
                actor,
                permission,
                thing,
                name=name,
                title=title,
                url=reverse(f"network:{name}", args=[thing.uid]),
                guard=guard or (own_guard(thing) if own_guard and actor.holds(permission) else None),
            )
            for permission, name, title, own_guard in steps
        )
    )
