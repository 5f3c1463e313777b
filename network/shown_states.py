"""Who learns of a warning: the member itself, its centre, its region and the province; others see an active member."""

from django.db.models import Q

from access import door
from network import membership_permissions as permissions
from network.membership_enums import EffectiveState


def shown_state(state: str, actor, membership) -> EffectiveState:
    """The effective state as the actor may know it; an unknown reader (None) learns of no warning."""
    if state != EffectiveState.WARNED:
        return EffectiveState(state)
    known = actor is not None and door.can(actor, permissions.VIEW_AGREEMENT, membership)
    return EffectiveState.WARNED if known else EffectiveState.ACTIVE


def in_shown_state(rows, actor, state: str):
    """The rows, annotated with ``state_on``, that the actor sees in a state."""
    if state not in (EffectiveState.ACTIVE, EffectiveState.WARNED):
        return rows.filter(state_on=state)
    known = rows.model.objects.permitted(actor, permissions.VIEW_AGREEMENT).order_by().values("pk")
    if state == EffectiveState.WARNED:
        return rows.filter(state_on=state, pk__in=known)
    return rows.filter(Q(state_on=state) | (Q(state_on=EffectiveState.WARNED) & ~Q(pk__in=known)))
