"""Reads of memberships: what holds on a day, as one function and one annotation."""

from datetime import date

from django.apps import apps
from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When

from access.queries.scoped import ScopedQuerySet
from network.confirmation_enums import Standing
from network.membership_enums import EffectiveState, MembershipState
from network.queries import seasons as kept
from network.queries.named import NamedQuerySetMixin
from network.seasons import Gap, Season, due_before, over_before
from tools import clock


def effective_state(
    state: str, valid_from: date, valid_to: date, on: date, *, suspended: bool, gap: str = Gap.NONE
) -> str:
    """What holds on a day: the dates first, then a suspension, then a confirmation that is missing since the end of
    its grace, then a warning, then one that is overdue.

    A row that exited was a member until its last day; ``suspended`` says whether a suspension covers the day, ``gap``
    (``seasons.gap``) what is missing of the annual confirmations by then.
    """
    if on < valid_from:
        return EffectiveState.UPCOMING
    if on > valid_to:
        return EffectiveState.EXITED if state == MembershipState.EXITED else EffectiveState.LAPSED
    if suspended:
        return EffectiveState.SUSPENDED
    if gap == Gap.OVER:
        return EffectiveState.UNCONFIRMED
    if state == MembershipState.WARNED:
        return EffectiveState.WARNED
    return EffectiveState.GRACE if gap == Gap.GRACE else EffectiveState.ACTIVE


def suspended_on(day: date) -> Exists:
    """The condition that a suspension of the row covers the day."""
    rows = apps.get_model("network.Suspension").objects.filter(membership=OuterRef("pk"), first_day__lte=day)
    return Exists(rows.filter(Q(last_day__isnull=True) | Q(last_day__gte=day)))


def _same_member(model: str):
    """Rows of a model about the member of the outer row: the number in the network, whatever its tier."""
    return apps.get_model(model).objects.filter(network=OuterRef("network"), number=OuterRef("number"))


def begun_before(day: date) -> Q:
    """The condition that the member, under its number, began before a day."""
    return Q(valid_from__lt=day) | Q(Exists(_same_member("network.Membership").filter(valid_from__lt=day)))


def confirmed(season: Season, on: date) -> Q:
    """The condition that the member has confirmed a season, or a later one, by a day."""
    rows = _same_member("network.MembershipConfirmation")
    return Q(Exists(rows.filter(year__gte=season.year, confirmed_on__lte=on)))


def lacking(season: Season | None, on: date) -> Q | None:
    """The condition that a season's confirmation is missing on a day; None when there is no season to ask for. The
    twin of ``seasons.lacks``."""
    return None if season is None else begun_before(season.opens) & ~confirmed(season, on)


def _whens(*pairs) -> list[When]:
    return [When(condition, then=Value(state)) for condition, state in pairs if condition is not None]


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
                *_whens(
                    (suspended_on(day), EffectiveState.SUSPENDED),
                    (lacking(over_before(day, kept.rules()), day), EffectiveState.UNCONFIRMED),
                    (Q(state=MembershipState.WARNED), EffectiveState.WARNED),
                    (lacking(due_before(day, kept.rules()), day), EffectiveState.GRACE),
                ),
                default=Value(EffectiveState.ACTIVE),
                output_field=CharField(),
            )
        )

    def active(self, on: date | None = None):
        """Members that count on a day: within their dates, neither suspended on it nor lapsed without confirmation."""
        day = on or clock.today()
        rows = self.filter(~suspended_on(day), valid_from__lte=day, valid_to__gte=day)
        lapsed = lacking(over_before(day, kept.rules()), day)
        return rows if lapsed is None else rows.filter(~lapsed)

    def current(self, on: date | None = None):
        """Memberships within their dates, suspended and lapsed ones included."""
        day = on or clock.today()
        return self.filter(valid_from__lte=day, valid_to__gte=day)

    def not_over(self, on: date | None = None):
        """Memberships that run on a day or are to begin."""
        return self.filter(valid_to__gte=on or clock.today())

    def to_confirm(self, season: Season, on: date | None = None):
        """Memberships within their dates that have to confirm a season: those that began before it opened."""
        return self.current(on).filter(begun_before(season.opens))

    def confirmed(self, season: Season, on: date | None = None):
        """Memberships that have confirmed a season by a day."""
        return self.filter(confirmed(season, on or clock.today()))

    def unconfirmed(self, season: Season, on: date | None = None):
        """Memberships that have not confirmed a season by a day."""
        return self.filter(~confirmed(season, on or clock.today()))

    def with_standing(self, season: Season, on: date | None = None):
        """Annotate ``standing`` to a season on a day, and ``season_confirmed_on``."""
        day = on or clock.today()
        late = Standing.DUE if day <= season.due else Standing.GRACE if day <= season.grace_end else Standing.LAPSED
        rows = _same_member("network.MembershipConfirmation").filter(year=season.year, confirmed_on__lte=day)
        return self.annotate(
            season_confirmed_on=Subquery(rows.values("confirmed_on")[:1]),
            standing=Case(
                When(confirmed(season, day), then=Value(Standing.CONFIRMED)),
                default=Value(late),
                output_field=CharField(),
            ),
        )

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("hospital", "campus__region", "campus__division", "network__centre", "tier")
