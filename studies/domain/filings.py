"""A study filed with registries: opened, submitted, returned, published with its number."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.lifecycle import check_version, move
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from studies import permissions
from studies.domain import filing_events
from studies.enums.filing import FilingState, FilingTarget, FilingTiming
from studies.models import Filing, Study
from studies.policies import filings as policies
from tools import clock

FILED_ALREADY = text("studies.filing.filed_already", _("The study is filed there already: open that filing."))
NOT_FOR_KIND = text("studies.filing.not_for_kind", _("Studies of this kind are not filed there: choose another."))
NUMBER_TAKEN = text("studies.filing.number_taken", _("Another study has this number: check it."))
NO_SUCH_VERSION = text("studies.filing.no_such_version", _("The record has no version %(number)s."))
IS_CANCELLED = text("studies.filing.is_cancelled", _("This filing is cancelled: open a new one."))


@verb(permissions.MANAGE_FILING)
def start(study: Study, *, target: str, by: Actor) -> Filing:
    """Begin to file the study with a registry. Raises Refused before its submission, after its end, for a registry
    that takes no studies of the kind, and where it is filed already."""
    row = Study.objects.select_for_update().get(pk=study.pk)
    shut = policies.takes_filings(row)
    if shut or target not in policies.targets_of(row.kind):
        raise Refused(shut or refusal(NOT_FOR_KIND), study)
    try:
        with transaction.atomic():
            made = Filing.objects.create(
                study=row, hospital_id=row.lead_hospital_id, target=FilingTarget(target), created_by=by.user
            )
    except IntegrityError:
        raise Refused(refusal(FILED_ALREADY), study) from None
    logbook.record(made, by=by, verb="filing.started", changes={"target": ("", target)})
    return made


@verb(permissions.MANAGE_FILING)
def submit(
    filing: Filing, *, submitted_on: date, record_version: int, expected: int, token: str = "", by: Actor
) -> Filing:
    """Record that a version of the record was submitted on a day. Raises Refused for a day to come or an unknown
    version; Stale."""
    _check(policies.days_fit(submitted_on, None, clock.today()), filing)
    stamps = {"submitted_on": submitted_on, **_copy_of(filing, record_version)}
    move(filing, FilingState.SUBMITTED, by=by, expected=expected, token=token, stamps=stamps)
    return filing


@verb(permissions.MANAGE_FILING)
def take_back(filing: Filing, *, reason: str, expected: int, token: str = "", by: Actor) -> Filing:
    """Record that the registry returned it, with what it wants."""
    move(filing, FilingState.RETURNED, by=by, expected=expected, token=token, reason=reason)
    return filing


@verb(permissions.MANAGE_FILING)
def publish(
    filing: Filing,
    *,
    number: str,
    published_on: date,
    record_version: int,
    timing: str = FilingTiming.PROSPECTIVE,
    expected: int,
    token: str = "",
    by: Actor,
) -> Filing:
    """Record the number and the day of the publication; the national filing is owed its yearly reports from then on.

    Raises Refused for a number that is none of the registry's or another study's, for days that cannot be, and for a
    retrospective registration elsewhere than at ChiCTR; Stale.
    """
    _check(policies.number_fits(filing.target, number), filing)
    _check(policies.timing_fits(filing.target, timing), filing)
    _check(policies.days_fit(filing.submitted_on, published_on, clock.today()), filing)
    others = Filing.objects.standing().filter(target=filing.target, number=number).exclude(pk=filing.pk)
    _check(refusal(NUMBER_TAKEN) if others.exists() else None, filing)
    stamps = {"number": number, "published_on": published_on, "timing": timing, **_copy_of(filing, record_version)}
    if move(filing, FilingState.PUBLISHED, by=by, expected=expected, token=token, stamps=stamps):
        filing_events.owe_yearly(filing, published_on)
    return filing


@verb(permissions.MANAGE_FILING)
def cancel(filing: Filing, *, reason: str, expected: int, token: str = "", by: Actor) -> Filing:
    """Give the filing up before its publication, with a reason."""
    if move(filing, FilingState.CANCELLED, by=by, expected=expected, token=token, reason=reason):
        inbox.close_tasks(filing, by=by)
    return filing


@verb(permissions.MANAGE_FILING)
def mark_filed(filing: Filing, *, record_version: int, expected: int, token: str = "", by: Actor) -> Filing:
    """Say that the registry's copy is a version of the record: what differs is shown against it. Raises Refused for an
    unknown version or a cancelled filing; Stale."""
    return _keep_copy(filing, _copy_of(filing, record_version), expected, by)


@verb(permissions.MANAGE_FILING)
def keep_filed_values(filing: Filing, *, values: dict, expected: int, token: str = "", by: Actor) -> Filing:
    """Keep what was read from the registry's own file as its copy. Raises Refused for a cancelled filing; Stale."""
    return _keep_copy(filing, {"filed_version": None, "filed_values": values}, expected, by)


def _keep_copy(filing: Filing, columns: dict, expected: int, by: Actor) -> Filing:
    row = Filing.objects.select_for_update(of=("self",)).select_related("study").get(pk=filing.pk)
    check_version(row, expected)
    _check(refusal(IS_CANCELLED) if row.state == FilingState.CANCELLED else None, filing)
    before = row.filed_version
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*columns, "version"])
    changes = {"filed_version": (before, row.filed_version)}
    logbook.record(row, by=by, verb="filing.copy_kept", changes=changes)
    return row


def _copy_of(filing: Filing, number: int) -> dict:
    made = filing.study.versions.filter(number=number).first()
    if made is None:
        raise Refused(refusal(NO_SUCH_VERSION, number=number), filing)
    return {"filed_version": number, "filed_values": made.values}


def _check(shut, filing: Filing) -> None:
    if shut:
        raise Refused(shut, filing)
