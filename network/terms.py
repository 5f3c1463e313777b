"""The term of an agreement: which one may be agreed, and on which day the membership under it begins."""

import calendar
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import text
from network.membership_enums import ApplicationKind, MembershipState
from network.policies import conflicting_membership
from tools import clock

BAD_TERM = text("network.agreement.bad_term", _("The term must end after it begins."))
FAR_BEGIN = text(
    "network.agreement.far_begin", _("The term must begin within a year of today, before or after: check the year.")
)
PAST_END = text("network.agreement.past_end", _("The term must end after today."))
LONG_TERM = text("network.agreement.long_term", _("The term must not be longer than %(years)s years: check the year."))
NO_DAY_LEFT = text(
    "network.agreement.no_day_left",
    _("The term of the agreement ended on %(day)s: withdraw the application and open a new one."),
)


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months_after(day: date, months: int) -> date:
    """The same day some months later; a day that the month does not have becomes its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def problem(network, term_from: date, term_to: date) -> tuple[str, Refusal] | None:
    """What is wrong with a term, as (column at which to say it, sentence), or None."""
    today, longest = clock.today(), 2 * network.term_years
    if not years_after(today, -1) <= term_from <= years_after(today, 1):
        return "term_from", refusal(FAR_BEGIN)
    if term_to <= term_from:
        return "term_to", refusal(BAD_TERM)
    if term_to <= today:
        return "term_to", refusal(PAST_END)
    if term_to > years_after(term_from, longest):
        return "term_to", refusal(LONG_TERM, years=longest)
    return None


def first_day(agreement) -> date:
    """The day on which the membership begins: not in the past, and not before a former one has ended."""
    from network.models import Membership

    days = [agreement.term_from, clock.today()]
    former = conflicting_membership(agreement.campus, agreement.network)
    if former and agreement.application.kind == ApplicationKind.TIER_CHANGE:
        days.append(former.valid_from + timedelta(days=1))
    ended = Membership.objects.filter(campus=agreement.campus, network=agreement.network)
    last = ended.filter(state=MembershipState.EXITED).order_by("-valid_to").first()
    if last:
        days.append(last.valid_to + timedelta(days=1))
    return max(days)


def leaves_a_day(agreement, actor) -> Refusal | None:
    """A membership begins only within the term that was agreed; one that goes on was asked in its own policy."""
    if agreement.application_id is None:
        return None
    over = first_day(agreement) > agreement.term_to
    return refusal(NO_DAY_LEFT, day=agreement.term_to.isoformat()) if over else None
