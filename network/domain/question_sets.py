"""What a network asks its members once a year, and those who apply to it, in versions written by the secretary."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refused, Stale, refusal
from access.texts import text
from access.verbs import verb
from network import questions as rules
from network.confirmation_permissions import CHANGE_QUESTIONS
from network.models import Network, QuestionSet
from network.rules_enums import Occasion
from tools import clock

INVALID = text("network.questions.invalid", _("Question %(number)s: %(problem)s"))
TOO_EARLY = text(
    "network.questions.too_early", _("New questions hold from today or a later day: change the first day.")
)
BEFORE_LATEST = text(
    "network.questions.before_latest", _("Version %(version)s holds from %(day)s: choose a later day.")
)
STALE = text(
    "network.questions.stale",
    _("Somebody else has saved version %(version)s in the meantime. Compare it with yours and save again."),
)


@verb(CHANGE_QUESTIONS)
def revise(
    network: Network,
    *,
    questions: list[dict],
    valid_from: date,
    expected: int,
    occasion: str = Occasion.ANNUAL,
    by: Actor,
) -> QuestionSet:
    """Save the questions as the next version, in force from a day on. ``expected`` is the latest version that the
    person saw, 0 for none. Raises Refused naming the first question that is not valid, Stale."""
    found = rules.problems(questions, occasion)
    if found:
        place = min(found)
        raise Refused(refusal(INVALID, number=place + 1, problem=found[place]), network)
    latest = QuestionSet.objects.filter(network=network, occasion=occasion).order_by("-version").first()
    _check(network, latest, valid_from, expected)
    facts = {"occasion": occasion, "questions": questions, "valid_from": valid_from, "written_by": by.user}
    row = _create(network, expected + 1, **facts)
    changes = {"version": (expected or "", row.version), "valid_from": ("", valid_from)}
    logbook.record(row, by=by, verb="question_set.revised", changes=changes)
    return row


def _check(network: Network, latest: QuestionSet | None, valid_from: date, expected: int) -> None:
    if (latest.version if latest else 0) != expected:
        raise Stale(refusal(STALE, version=latest.version if latest else 0), network)
    if valid_from < clock.today():
        raise Refused(refusal(TOO_EARLY), network)
    if latest and valid_from <= latest.valid_from:
        raise Refused(refusal(BEFORE_LATEST, version=latest.version, day=latest.valid_from.isoformat()), network)


def _create(network: Network, version: int, **columns) -> QuestionSet:
    """The row; the database lets one of two who save at the same moment through."""
    try:
        with transaction.atomic():
            return QuestionSet.objects.create(network=network, version=version, **columns)
    except IntegrityError:
        raise Stale(refusal(STALE, version=version), network) from None
