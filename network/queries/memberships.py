"""Reads of memberships: what holds on a day, as one function and one annotation."""

from datetime import date

from django.db.models import Case, CharField, Q, Value, When

from access.queries.scoped import ScopedQuerySet
from network.membership_enums import COUNTED, EffectiveState, MembershipState
from tools import clock


def effective_state(state: str, valid_from: date, valid_to: date, on: date) -> str:
    """What holds on a day. An exit and the dates come before warning and suspension, which change nothing outside.

    A row that exited after its dates had begun still was what it was before its last day: ``valid_to`` is that day.
    """
    if on < valid_from:
        return EffectiveState.UPCOMING
    if state == MembershipState.EXITED:
        return EffectiveState.EXITED if on > valid_to else EffectiveState.ACTIVE
    if on > valid_to:
        return EffectiveState.LAPSED
    return EffectiveState(state)


class MembershipQuerySet(ScopedQuerySet):
    """Adjectives of memberships."""

    def with_effective_state(self, on: date | None = None):
        """Annotate ``state_on`` with what holds on a day, today unless named."""
        day = on or clock.today()
        return self.annotate(
            state_on=Case(
                When(valid_from__gt=day, then=Value(EffectiveState.UPCOMING)),
                When(state=MembershipState.EXITED, valid_to__lt=day, then=Value(EffectiveState.EXITED)),
                When(state=MembershipState.EXITED, then=Value(EffectiveState.ACTIVE)),
                When(valid_to__lt=day, then=Value(EffectiveState.LAPSED)),
                When(state=MembershipState.WARNED, then=Value(EffectiveState.WARNED)),
                When(state=MembershipState.SUSPENDED, then=Value(EffectiveState.SUSPENDED)),
                default=Value(EffectiveState.ACTIVE),
                output_field=CharField(),
            )
        )

    def active(self, on: date | None = None):
        """Members that count on a day: within their dates, and neither suspended nor gone by then."""
        day = on or clock.today()
        counted = Q(state__in=COUNTED) | Q(state=MembershipState.EXITED)
        return self.filter(counted, valid_from__lte=day, valid_to__gte=day)

    def current(self, on: date | None = None):
        """Memberships within their dates, suspended ones included: what stands in the way of joining again."""
        day = on or clock.today()
        return self.filter(valid_from__lte=day, valid_to__gte=day)

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("hospital", "campus__region", "campus__division", "network__centre", "tier")
