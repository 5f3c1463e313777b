"""Who learns of a warning or an overdue confirmation: the member itself, its centre, its region and the province;
others see an active member."""

from django.db.models import Q

from access import door
from network import membership_permissions as permissions
from network.membership_enums import EffectiveState

# States of members that count, of which strangers are told nothing.
KNOWN_TO_FEW = (EffectiveState.WARNED, EffectiveState.GRACE)


def shown_state(state: str, actor, membership) -> EffectiveState:
    """The effective state as the actor may know it; an unknown reader (None) sees an active member."""
    if state not in KNOWN_TO_FEW:
        return EffectiveState(state)
    known = actor is not None and door.can(actor, permissions.VIEW_AGREEMENT, membership)
    return EffectiveState(state) if known else EffectiveState.ACTIVE


def in_shown_state(rows, actor, state: str):
    """The rows, annotated with ``state_on``, that the actor sees in a state."""
    if state not in (EffectiveState.ACTIVE, *KNOWN_TO_FEW):
        return rows.filter(state_on=state)
    known = rows.model.objects.permitted(actor, permissions.VIEW_AGREEMENT).order_by().values("pk")
    if state in KNOWN_TO_FEW:
        return rows.filter(state_on=state, pk__in=known)
    return rows.filter(Q(state_on=state) | (Q(state_on__in=KNOWN_TO_FEW) & ~Q(pk__in=known)))
