"""Keeping up a hospital's shelf: adding, renewing and taking off documents, and the task before the last day."""

from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from access import door, inbox, logbook, scopes
from access.actor import Actor
from access.enums import ScopeKind
from access.lifecycle import check_version
from access.refusals import Refusal, Refused, refusal
from access.roles import HOSPITAL_COORDINATOR
from access.texts import text
from access.verbs import verb
from office.domain.attachments import attach_accepted, brought
from office.enums import StandingKind, StandingState
from office.files import Accepted
from office.models import Attachment, StandingDocument
from office.permissions import ADD_STANDING, CHANGE_STANDING
from tools import clock

RENEW = text("task.shelf.renew", _("Renew on the shelf: %(document)s %(number)s, valid until %(last_day)s"))
KIND_TITLES = {kind: text(f"office.shelf.kind.{kind.value}", kind.label) for kind in StandingKind}
THERE_ALREADY = text(
    "office.shelf.there_already",
    _("A document of this kind with the number %(number)s is on the shelf already: renew that one."),
)
OVER = text("office.shelf.over", _("This document's last day %(last_day)s is over: add the one that is valid now."))
NOT_NEWER = text(
    "office.shelf.not_newer",
    _("The new document must be valid beyond %(last_day)s, the last day of the one that it replaces."),
)
NOT_LIVE = text("office.shelf.not_live", _("This document is “%(state)s”: nothing more is done with it."))
COPY_KEPT = text(
    "office.shelf.copy_kept", _("The copy of a document on the shelf stays as it is: renew the document.")
)
HOSPITAL_CLOSED = text(
    "office.shelf.hospital_closed", _("%(hospital)s is closed: nothing more is put onto its shelf.")
)
NEEDS_REASON = text("office.shelf.needs_reason", _("Write why the document is taken off the shelf."))


REASON_LENGTH = StandingDocument._meta.get_field("end_reason").max_length


@dataclass(frozen=True)
class Facts:
    """What stands on a document; ``valid_to`` is the last valid day, None for a record without one."""

    kind: str
    number: str
    issuer: str
    valid_from: date
    valid_to: date | None = None


def add(hospital, *, facts: Facts, uploads: list, by: Actor) -> StandingDocument:
    """Put a document with its copy onto a hospital's shelf. Not to be called inside a verb: the copy is read first.

    Raises Forbidden, or Refused with what to do.
    """
    door.require(by, ADD_STANDING, hospital)
    _check_lasts(facts)
    return add_accepted(hospital, facts=facts, copy=brought(StandingDocument, uploads), by=by)


@verb(ADD_STANDING)
def add_accepted(hospital, *, facts: Facts, copy: Accepted, by: Actor) -> StandingDocument:
    """Put a document with its copy, which was brought, onto a hospital's shelf. Raises Refused, with what to do."""
    _refuse_closed(hospital.pk)
    _check_lasts(facts)
    document = _put(hospital.pk, facts, by)
    _with_copy(document, facts, copy, by)
    return document


def renew(document: StandingDocument, *, facts: Facts, uploads: list, expected: int, by: Actor) -> StandingDocument:
    """Replace a document by its successor, from the successor's first day on; the old row and its copy are kept.

    Not to be called inside a verb: the new copy is read first. Raises Forbidden, Stale, or Refused when it is no
    longer live or the new one lasts no longer.
    """
    door.require(by, CHANGE_STANDING, document)
    _check_lasts(facts)
    copy = brought(StandingDocument, uploads)
    return renew_accepted(document, facts=facts, copy=copy, expected=expected, by=by)


@verb(CHANGE_STANDING)
def renew_accepted(
    document: StandingDocument, *, facts: Facts, copy: Accepted, expected: int, by: Actor
) -> StandingDocument:
    """Replace a document by its successor with a copy that was brought; closes the task to renew it.

    Raises Stale, or Refused when it is no longer live or the new one lasts no longer.
    """
    _refuse_closed(document.hospital_id)
    old = _locked(document, expected)
    _check_lasts(facts)
    if facts.valid_to and (old.valid_to is None or facts.valid_to <= old.valid_to):
        last_day = old.valid_to.isoformat() if old.valid_to else "—"
        raise Refused(refusal(NOT_NEWER, last_day=last_day), document)
    # First the old one's day: the number often stays the same, and of one number only one row is live.
    old.replaced_on = max(facts.valid_from, clock.today())
    old.version += 1
    old.save(update_fields=["replaced_on", "version"])
    new = _put(old.hospital_id, facts, by, replaces=old)
    _with_copy(new, facts, copy, by)
    logbook.record(old, by=by, verb="standing_document.renewed", changes={"replaced_on": ("", old.replaced_on)})
    inbox.close_tasks(old, RENEW, by=by)
    return new


@verb(CHANGE_STANDING)
def end(document: StandingDocument, *, reason: str, expected: int, by: Actor) -> StandingDocument:
    """Take a document off the shelf from today on, with a reason; the row is kept. Closes the task to renew it."""
    old = _locked(document, expected)
    if not reason.strip():
        raise Refused(refusal(NEEDS_REASON), document)
    _end(old, reason, by)
    return old


def clear(hospital, *, reason: str, by: Actor) -> None:
    """Take everything off the shelf of a hospital that closes: called inside the verb that closes it.

    That verb locks the hospital first, as ``add`` and ``renew`` do. Nobody is told to renew anything for it any more.
    """
    for document in StandingDocument.objects.of_hospital(hospital).live().select_for_update().order_by("pk"):
        _end(document, reason[:REASON_LENGTH], by)


def _end(document: StandingDocument, reason: str, by: Actor) -> None:
    document.ended_on, document.end_reason = clock.today(), reason.strip()
    document.version += 1
    document.save(update_fields=["ended_on", "end_reason", "version"])
    logbook.record(document, by=by, verb="standing_document.ended", reason=document.end_reason)
    inbox.close_tasks(document, RENEW, by=by)


def not_live(document: StandingDocument) -> Refusal | None:
    """Why nothing more is done with a document: somebody has replaced it or taken it off."""
    if document.is_live:
        return None
    state = StandingState.ENDED if document.ended_on else StandingState.REPLACED
    return refusal(NOT_LIVE, state=str(state.label))


def copy_kept(document: StandingDocument, kind: str) -> Refusal | None:
    """The copy comes with the document and stays as it is: another one comes with a renewal."""
    return refusal(COPY_KEPT) if Attachment.objects.of(document).current().exists() else None


def open_renewal_tasks() -> int:
    """One open task for each live document whose last day is near or over, for the hospital's coordinator.

    Called daily; a document that has its task keeps that one. Returns how many documents are to be renewed.
    """
    due = StandingDocument.objects.expiring(settings.SHELF_REMIND_DAYS).order_by("pk")
    for document in due:
        inbox.open_task(
            RENEW,
            document,
            role=HOSPITAL_COORDINATOR,
            scope_kind=ScopeKind.HOSPITAL,
            scope_id=document.hospital_id,
            due=document.valid_to,
            document={"code": KIND_TITLES[document.kind]},
            number=document.number,
            last_day=document.valid_to.isoformat(),
        )
    return len(due)


def _locked(document: StandingDocument, expected: int) -> StandingDocument:
    """The row as it is stored, locked until the verb ends. Raises Stale, or Refused when it is not live any more."""
    stored = StandingDocument.objects.select_for_update().get(pk=document.pk)
    check_version(stored, expected)
    reason = not_live(stored)
    if reason is not None:
        raise Refused(reason, document)
    return stored


def _refuse_closed(hospital_id: int) -> None:
    """Ask the hospital's row itself, locked until the verb ends: it may be closing at this moment."""
    rows = scopes.model_of(ScopeKind.HOSPITAL)._base_manager
    hospital = rows.select_for_update(no_key=True).get(pk=hospital_id)
    if not hospital.is_open(clock.today()):
        raise Refused(refusal(HOSPITAL_CLOSED, hospital=str(hospital)), hospital)


def _with_copy(document: StandingDocument, facts: Facts, copy: Accepted, by: Actor) -> None:
    attach_accepted(document, copy, kind="scan", by=by)
    shown = {name: ("", value) for name, value in asdict(facts).items() if value}
    logbook.record(document, by=by, verb="standing_document.added", changes=shown)


def _check_lasts(facts: Facts) -> None:
    if facts.valid_to and facts.valid_to < clock.today():
        raise Refused(refusal(OVER, last_day=facts.valid_to.isoformat()))


def _put(hospital_id: int, facts: Facts, by: Actor, **columns) -> StandingDocument:
    """The new row; that its number is on the shelf already is told by the database, whoever was first."""
    try:
        with transaction.atomic():
            return StandingDocument.objects.create(
                hospital_id=hospital_id, added_by=by.user, **asdict(facts), **columns
            )
    except IntegrityError:
        raise Refused(refusal(THERE_ALREADY, number=facts.number)) from None
