"""Warnings and suspensions with their day for an answer, and what the hospital answers."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from access import door, inbox, logbook
from access.actor import Actor
from access.lifecycle import check_version
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import exit_news as news
from network import exit_permissions as permissions
from network import exit_policies as policies
from network.exit_enums import MeasureKind
from network.membership_permissions import CHANGE_MEMBERSHIP
from network.models import Measure, Membership
from network.province.membership_rules import membership_rules
from office.domain.attachments import attach_accepted, brought
from office.files import Accepted
from tools import calendar, clock

ANSWER_FILE = "answer_file"
NO_ANSWER = text("network.measure.no_answer", _("The hospital has not answered yet: remind it."))


def take(membership: Membership, kind: MeasureKind, *, reason: str, days: int | None, by: Actor) -> Measure:
    """Keep a warning or suspension and ask the hospital what it does: called inside the verb that takes the step.

    ``days`` are natural ones, the province's number unless named.
    """
    days = days or membership_rules().answer_days
    measure = Measure.objects.create(
        membership=membership,
        hospital=membership.hospital,
        campus=membership.campus,
        network=membership.network,
        kind=kind,
        reason=reason,
        answer_due=calendar.due_after(clock.today(), days, calendar.Kind.NATURAL),
    )
    logbook.record(measure, by=by, verb="measure.taken", changes={"kind": ("", kind)}, reason=reason)
    news.task(news.ANSWER, measure, *news.HOSPITAL_SIDE, due=measure.answer_due)
    return measure


def lift(membership: Membership, *, on: date, by: Actor) -> None:
    """Close what is in force about a member that is reinstated, with its tasks: called inside that verb."""
    for measure in Measure.objects.filter(membership=membership, lifted_on__isnull=True).select_for_update():
        measure.lifted_on = on
        measure.version += 1
        measure.save(update_fields=["lifted_on", "version"])
        logbook.record(measure, by=by, verb="measure.lifted", changes={"lifted_on": (None, on)})
        inbox.close_tasks(measure, by=by)


def answer(measure: Measure, *, answer: str, uploads: list, expected: int, by: Actor) -> Measure:
    """Answer for the hospital, with files if there are any. Not to be called inside a verb: they are read first.

    Raises Forbidden, Refused, Stale.
    """
    door.require(by, permissions.ANSWER_MEASURE, measure)
    accepted = brought(measure, uploads) if uploads else None
    return answer_accepted(measure, answer=answer, file=accepted, expected=expected, by=by)


@verb(permissions.ANSWER_MEASURE)
def answer_accepted(
    measure: Measure, *, answer: str, file: Accepted | None = None, expected: int, by: Actor
) -> Measure:
    """Answer with a file that was brought; the centre has to read it. Raises Refused when it is answered, Stale."""
    row = Measure.objects.select_for_update().get(pk=measure.pk)
    check_version(row, expected)
    locked = policies.answer_locked(row)
    if locked:
        raise Refused(locked, row)
    if file is not None:
        attach_accepted(row, file, kind=ANSWER_FILE, by=by)
    new = {"answer": answer, "answered_by": by.user, "answered_at": clock.now()}
    for name, value in new.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*new, "version"])
    logbook.record(row, by=by, verb="measure.answered", changes={"answer": ("", answer)})
    inbox.close_tasks(row, news.ANSWER, by=by)
    news.tell_centre_of_answer(row)
    return row


@verb(CHANGE_MEMBERSHIP)
def note(measure: Measure, *, expected: int, by: Actor) -> Measure:
    """Say for the centre that the answer was read and the measure stays for now. Raises Refused without one, Stale."""
    row = Measure.objects.select_for_update().get(pk=measure.pk)
    check_version(row, expected)
    if row.answered_at is None:
        raise Refused(refusal(NO_ANSWER), row)
    row.version += 1
    row.save(update_fields=["version"])
    logbook.record(row, by=by, verb="measure.noted")
    inbox.close_tasks(row, news.READ_ANSWER, by=by)
    return row
