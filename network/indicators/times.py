"""How long the steps of joining take.

Each step ends where the next begins and each counts from the first time, so that the steps of an application add up to
its whole way; the decision is given from the submission, too, because that is the time that the centre answers for.
"""

from datetime import timedelta

from django.db.models import Avg, DurationField, ExpressionWrapper, F, QuerySet
from django.utils.translation import gettext_lazy as _

from network import permissions
from network.indicators.dimensions import BY_CENTRE, BY_REGION, BY_TIER, in_scope
from network.models import MembershipApplication
from network.tables.memberships import StepTable
from office.indicators import Indicator, Period, Scope

DAY = timedelta(days=1)


def _taken(first: str, last: str):
    """The applications whose step ended within the period; of older ones its beginning may not be known."""

    def evidence(scope: Scope, period: Period) -> QuerySet:
        begin, end = period.moments
        ended = {f"{last}__gte": begin, f"{last}__lt": end}
        return in_scope(MembershipApplication.objects.filter(**ended, **{f"{first}__isnull": False}), scope)

    return evidence


def _between(first: str, last: str) -> Avg:
    return Avg(ExpressionWrapper(F(last) - F(first), output_field=DurationField()))


def _rows_between(first: str, last: str):
    """As the table of a step shows them: with the moments at which it began and ended."""

    def rows(found: QuerySet, period: Period) -> QuerySet:
        return found.with_names().annotate(step_begun=F(first), step_ended=F(last)).order_by("-step_ended", "pk")

    return rows


def _step(code: str, title, definition, first: str, last: str, order: int) -> Indicator:
    return Indicator(
        code=code,
        title=title,
        unit=_("days on average"),
        definition=definition,
        permission=permissions.VIEW_TIMES,
        evidence=_taken(first, last),
        aggregate=_between(first, last),
        table=StepTable,
        dimensions=(BY_CENTRE, BY_REGION, BY_TIER),
        decimals=1,
        convert=lambda duration: duration / DAY,
        rows=_rows_between(first, last),
        order=order,
    )


TIMES = (
    _step(
        "network.days_to_hand_in",
        _("Days until handing in"),
        _(
            "From opening an application to first handing it in for the hospital's sign-off, over the applications "
            "first handed in in the period."
        ),
        "created_at",
        "handed_in_at",
        30,
    ),
    _step(
        "network.days_to_signoff",
        _("Days until the hospital signs"),
        _(
            "From first handing in to the hospital's signature, with which the application is first submitted; days "
            "in which the administrator sent it back included, over the applications first submitted in the period."
        ),
        "handed_in_at",
        "submitted_at",
        31,
    ),
    _step(
        "network.days_to_formal_check",
        _("Days until the formal check is passed"),
        _(
            "From the first submission to the first formal check that was passed, days in which the application was "
            "returned to the hospital included, over the checks passed in the period."
        ),
        "submitted_at",
        "formal_check_at",
        32,
    ),
    _step(
        "network.days_to_review",
        _("Days of the review"),
        _(
            "From the formal check to the centre's decision, days in which the application was returned to the "
            "hospital included, over the applications decided on in the period."
        ),
        "formal_check_at",
        "decided_at",
        33,
    ),
    _step(
        "network.days_to_decision",
        _("Days until the decision"),
        _(
            "From the first submission to the centre's decision: formal check and review together, days in which the "
            "application was returned to the hospital included, over the applications decided on in the period."
        ),
        "submitted_at",
        "decided_at",
        34,
    ),
    _step(
        "network.days_to_agreement",
        _("Days until the hospital seals"),
        _(
            "From the decision, with which the agreement is issued, to the copy first sealed by the hospital, over "
            "the copies first sealed by hospitals in the period."
        ),
        "decided_at",
        "agreement__hospital_sealed_at",
        35,
    ),
    _step(
        "network.days_to_seal",
        _("Days until the agreement is sealed"),
        _(
            "From the hospital's first sealed copy to the agreement sealed and compared by both sides, over the "
            "agreements completed in the period."
        ),
        "agreement__hospital_sealed_at",
        "agreement__completed_at",
        36,
    ),
)
