"""Reads of memberships: what holds on a day, as one function and one annotation."""

from datetime import date

from django.apps import apps
from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When

from access.queries.scoped import ScopedQuerySet
from network.membership_enums import EffectiveState, MembershipState
from network.queries.named import NamedQuerySetMixin
from tools import clock


def effective_state(state: str, valid_from: date, valid_to: date, on: date, *, suspended: bool) -> str:
    """What holds on a day: the dates first, then whether the day was a suspended one, then a warning.

    A row that exited was a member until its last day; ``suspended`` says whether a suspension covers the day.
    """
    if on < valid_from:
        return EffectiveState.UPCOMING
    if on > valid_to:
        return EffectiveState.EXITED if state == MembershipState.EXITED else EffectiveState.LAPSED
    if suspended:
        return EffectiveState.SUSPENDED
    return EffectiveState.WARNED if state == MembershipState.WARNED else EffectiveState.ACTIVE


def suspended_on(day: date) -> Exists:
    """The condition that a suspension of the row covers the day."""
    rows = apps.get_model("network.Suspension").objects.filter(membership=OuterRef("pk"), first_day__lte=day)
    return Exists(rows.filter(Q(last_day__isnull=True) | Q(last_day__gte=day)))


class MembershipQuerySet(NamedQuerySetMixin, ScopedQuerySet):
    """Adjectives of memberships."""

    def with_effective_state(self, on: date | None = None):
        """Annotate ``state_on`` with what holds on a day, today unless named."""
        day = on or clock.today()
        return self.annotate(
            state_on=Case(
                When(valid_from__gt=day, then=Value(EffectiveState.UPCOMING)),
                When(state=MembershipState.EXITED, valid_to__lt=day, then=Value(EffectiveState.EXITED)),
                When(valid_to__lt=day, then=Value(EffectiveState.LAPSED)),
                When(suspended_on(day), then=Value(EffectiveState.SUSPENDED)),
                When(state=MembershipState.WARNED, then=Value(EffectiveState.WARNED)),
                default=Value(EffectiveState.ACTIVE),
                output_field=CharField(),
            )
        )

    def active(self, on: date | None = None):
        """Members that count on a day: within their dates, and not suspended on it."""
        day = on or clock.today()
        return self.filter(~suspended_on(day), valid_from__lte=day, valid_to__gte=day)

    def current(self, on: date | None = None):
        """Memberships within their dates, suspended ones included."""
        day = on or clock.today()
        return self.filter(valid_from__lte=day, valid_to__gte=day)

    def not_over(self, on: date | None = None):
        """Memberships that run on a day or are to begin."""
        return self.filter(valid_to__gte=on or clock.today())

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("hospital", "campus__region", "campus__division", "network__centre", "tier")
