"""How members are assessed, and what the system itself can count of a member's year."""

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from access.enums import ScopeKind
from network import assessment_permissions as permissions
from network.assessment_enums import PASSING
from network.indicators.dimensions import BY_CENTRE, BY_REGION, BY_TIER, in_scope
from network.membership_enums import SignOffState
from network.models import AnnualAssessment, HospitalProfile, Membership, ProfileConfirmation, SignOff
from network.tables.assessments import ProfileTable, ResultTable
from network.tables.memberships import SignOffTable
from office.indicators import Dimension, Indicator, Period, Scope


def announced(scope: Scope, period: Period) -> QuerySet:
    """The assessments whose result was announced in the period."""
    begin, end = period.moments
    rows = AnnualAssessment.objects.filter(announced_at__gte=begin, announced_at__lt=end)
    return in_scope(rows, scope)


def passing(scope: Scope, period: Period) -> QuerySet:
    """Those of them with a passing result, as appeals have left it."""
    return announced(scope, period).filter(grade__in=PASSING)


def _of_hospitals(rows: QuerySet, scope: Scope, period: Period) -> QuerySet:
    """The rows of the hospitals in a scope: members on the period's last day, for scopes that have members."""
    if scope.is_province:
        return rows
    if scope.kind == ScopeKind.HOSPITAL:
        return rows.filter(hospital=scope.id)
    members = in_scope(Membership.objects.active(period.last), scope)
    return rows.filter(hospital__in=members.values("hospital"))


def confirmed_profiles(scope: Scope, period: Period) -> QuerySet:
    """The profiles that were confirmed on a day of the period, whatever was written into them since."""
    days = ProfileConfirmation.objects.filter(confirmed_on__range=(period.first, period.last))
    return _of_hospitals(HospitalProfile.objects.filter(hospital__in=days.values("hospital")), scope, period)


def due_signoffs(scope: Scope, period: Period) -> QuerySet:
    """The sign-offs that were due in the period; taken back ones not counted."""
    rows = SignOff.objects.filter(due_on__gte=period.first, due_on__lte=period.last)
    return _of_hospitals(rows.exclude(state=SignOffState.CANCELLED), scope, period)


def signoffs_in_time(scope: Scope, period: Period) -> QuerySet:
    """Those of them that were signed or returned by their day."""
    return due_signoffs(scope, period).filter(decided_at__date__lte=F("due_on"))


def _assessment_rows(rows: QuerySet, period: Period) -> QuerySet:
    return rows.with_names().with_effective_state(period.last).order_by("-announced_at", "pk")


def _profile_rows(rows: QuerySet, period: Period) -> QuerySet:
    """With the last day of the period on which each was confirmed."""
    within = Q(hospital__profile_confirmations__confirmed_on__range=(period.first, period.last))
    last = Max("hospital__profile_confirmations__confirmed_on", filter=within)
    return rows.select_related("hospital").annotate(confirmed_within=last).order_by("hospital__sort_key", "pk")


def _part(part: Dimension) -> Dimension:
    return Dimension(part.code, part.title, part.key, part.members, whole_key=part.key, scope_kind=part.scope_kind)


ASSESSMENTS = (
    Indicator(
        code="network.members_passing",
        title=_("Members passing assessment"),
        unit=_("% of the assessed members"),
        definition=_(
            "Annual assessments announced in the period with a result better than unqualified, divided by all that "
            "were announced in it. A result that an appeal changed counts as changed."
        ),
        permission=permissions.VIEW_ASSESSMENT,
        evidence=passing,
        aggregate=Count("pk"),
        whole=announced,
        table=ResultTable,
        dimensions=(_part(BY_TIER), _part(BY_REGION), _part(BY_CENTRE)),
        rows=_assessment_rows,
        decimals=1,
        order=40,
    ),
    Indicator(
        code="network.profiles_confirmed",
        title=_("Hospital profiles confirmed"),
        unit=_("profiles"),
        definition=_(
            "Hospitals that confirmed their profile in the period, each counted once; what they changed or confirmed "
            "later takes nothing away from it."
        ),
        permission=permissions.VIEW_ASSESSMENT,
        evidence=confirmed_profiles,
        aggregate=Count("pk"),
        table=ProfileTable,
        rows=_profile_rows,
        order=41,
    ),
    Indicator(
        code="network.signoffs_in_time",
        title=_("Sign-offs decided in time"),
        unit=_("% of the sign-offs due"),
        definition=_(
            "Sign-offs that the hospital's administrator signed or returned by their day, divided by all that were "
            "due in the period. What was taken back is not counted."
        ),
        permission=permissions.VIEW_ASSESSMENT,
        evidence=signoffs_in_time,
        aggregate=Count("pk"),
        whole=due_signoffs,
        table=SignOffTable,
        rows=lambda rows, period: rows.select_related("requested_by").order_by("-due_on", "pk"),
        decimals=1,
        order=42,
    ),
)
