"""What the national filing is told after its publication: yearly report, change, end (年度报告、变更、完成总结)."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.lifecycle import check_version
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from studies import permissions
from studies.enums.filing import FilingEventKind, FilingTarget
from studies.models import Filing, FilingEvent, Study
from studies.news import filings as news
from studies.policies import filings as policies
from studies.record.targets import TARGETS
from studies.reference import rules
from tools import clock

REPORTED = text("studies.filing.reported_already", _("This report was recorded before."))
# How long before its day the task of a yearly report stands in the inbox.
AHEAD = timedelta(days=60)


def owe_yearly(filing: Filing, since: date) -> None:
    """The next yearly report, a year after a day: a part of publishing and of reporting."""
    if filing.target == FilingTarget.NATIONAL and not filing.study.is_ended:
        _owe(filing, FilingEventKind.YEARLY, _a_year_after(since))


def owe_change(study: Study, number: int, fields: set[str]) -> None:
    """A change of fields that the national filing shows is told to it: a part of amending the record."""
    asked = {item.code for item in TARGETS["national"].items}
    for filing in _national(study) if asked & fields else ():
        _owe(filing, FilingEventKind.CHANGE, clock.today() + timedelta(days=rules().change_days), number)


def owe_completion(study: Study, by: Actor) -> None:
    """The end of the study is told to it, and no yearly report is due any more: a part of ending the study."""
    for filing in _national(study):
        for event in filing.events.waiting().filter(kind=FilingEventKind.YEARLY):
            inbox.close_tasks(event, by=by)
        _owe(filing, FilingEventKind.COMPLETION, clock.today() + timedelta(days=rules().completion_days))


def _national(study: Study):
    return study.filings.published().filter(target=FilingTarget.NATIONAL)


def _owe(filing: Filing, kind: str, due_on: date, number: int | None = None) -> FilingEvent:
    """One waiting report of a kind at most: a second change joins the first, whose day stays."""
    facts = {"study_id": filing.study_id, "hospital_id": filing.hospital_id, "due_on": due_on}
    event, is_new = FilingEvent.objects.waiting().get_or_create(
        filing=filing, kind=kind, defaults=facts | {"record_version": number}
    )
    if not is_new and number is not None:
        event.record_version = number
        event.version += 1
        event.save(update_fields=["record_version", "version"])
    if kind != FilingEventKind.YEARLY or event.due_on <= clock.today() + AHEAD:
        news.task(event)
    return event


def open_due_tasks() -> int:
    """Put the reports that come due into the inbox; an open task is kept. Returns how many are due."""
    rows = FilingEvent.objects.due_until(clock.today() + AHEAD).select_related("filing", "study")
    due = [event for event in rows if event.kind != FilingEventKind.YEARLY or not event.study.is_ended]
    for event in due:
        news.task(event)
    return len(due)


@verb(permissions.MANAGE_FILING)
def report(
    event: FilingEvent, *, reported_on: date, note: str = "", expected: int, token: str = "", by: Actor
) -> FilingEvent:
    """Record that the registry was told on a day; after a yearly report the next is owed. Raises Refused for a day to
    come or a second time; Stale."""
    row = FilingEvent.objects.select_for_update(of=("self",)).select_related("filing__study").get(pk=event.pk)
    check_version(row, expected, back_to=row.filing)
    shut = policies.days_fit(reported_on, None, clock.today())
    if shut or row.reported_on is not None:
        raise Refused(shut or refusal(REPORTED), row.filing)
    row.reported_on, row.note, row.reported_by, row.version = reported_on, note, by.user, row.version + 1
    row.save(update_fields=["reported_on", "note", "reported_by", "version"])
    inbox.close_tasks(row, by=by)
    logbook.record(row, by=by, verb="filing_event.reported", changes={"reported_on": (None, reported_on)})
    if row.kind == FilingEventKind.YEARLY:
        owe_yearly(row.filing, row.due_on)
    return row


def _a_year_after(day: date) -> date:
    """The same day a year later; of 29 February the 28th."""
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 2, 28)
