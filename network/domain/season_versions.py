"""The rule of the annual confirmation as versions: what makes one hold, and what is published.

A rule holds for the seasons of the years that begin on or after its first day: people propose it for a year to come,
so that nobody lapses for a season of which it could not know.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import text
from network.models import ConfirmationRule, VersionProposal
from network.queries import kept
from network.seasons import MOST_GRACE_DAYS, Rule
from tools import clock

BAD_DAY = text(
    "network.season.bad_day", _("Choose a day that every year has, such as 28 February instead of 29 February.")
)
DUE_BEFORE_OPENING = text(
    "network.season.due_before_opening", _("The due day comes after the opening in the same year: choose a later one.")
)
TOO_MUCH_GRACE = text("network.season.too_much_grace", _("Give no more than %(days)s days of grace."))
NOT_NEXT_YEAR = text(
    "network.season.not_next_year", _("A new rule holds from 1 January of next year on at the earliest.")
)


def earliest() -> date:
    """The first day from which a version may hold: tomorrow, so that the season of this year stays as it was."""
    return clock.today() + timedelta(days=1)


def problem(proposal: VersionProposal) -> Refusal | None:
    """What is wrong with a proposed rule."""
    content = proposal.content
    if not all(_is_day(pair) for pair in (content["opens"], content["due"])):
        return refusal(BAD_DAY)
    if content["due"] <= content["opens"]:
        return refusal(DUE_BEFORE_OPENING)
    if not 0 <= content["grace_days"] <= MOST_GRACE_DAYS:
        return refusal(TOO_MUCH_GRACE, days=MOST_GRACE_DAYS)
    begins = proposal.valid_from
    return None if (begins.month, begins.day) == (1, 1) and begins > clock.today() else refusal(NOT_NEXT_YEAR)


def _is_day(pair: list[int]) -> bool:
    try:
        date(2001, *pair)
    except ValueError:
        return False
    return True


def columns(proposal: VersionProposal) -> dict:
    """What the published row holds."""
    content = proposal.content
    (opens_month, opens_day), (due_month, due_day) = content["opens"], content["due"]
    days = {"opens_month": opens_month, "opens_day": opens_day, "due_month": due_month, "due_day": due_day}
    return days | {name: content[name] for name in ("grace_days", "note_zh", "note_en")}


def content_of(rule: ConfirmationRule) -> dict:
    """What a rule says, as a proposed version keeps it."""
    days = {"opens": [rule.opens_month, rule.opens_day], "due": [rule.due_month, rule.due_day]}
    return days | {name: getattr(rule, name) for name in ("grace_days", "note_zh", "note_en")}


def as_rule(content: dict, valid_from: date) -> Rule:
    """The content as the functions of ``network.seasons`` take it."""
    return Rule(valid_from, tuple(content["opens"]), tuple(content["due"]), content["grace_days"])


def published(row: ConfirmationRule) -> None:
    """What follows a publication: everybody asks the database again."""
    kept.forget()
    transaction.on_commit(kept.forget)
