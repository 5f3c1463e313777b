"""Registering hospitals, and what changes about them: names, campuses, credit code, the end."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import news, organisation_news, permissions
from network.domain import applications, closing, credit_codes, departures, locks, memberships, organisation_events
from network.domain.campuses import CampusFacts, create_campuses
from network.domain.names import name_initials, name_keys
from network.domain.organisation_events import NO_BASIS, Basis
from network.domain.versions import locked, write
from network.enums import ManagementClass, NameKind
from network.membership_enums import ExitKind
from network.models import Hospital, HospitalProfile, OtherName
from network.organisation_enums import EventKind
from office.domain import shelf
from tools import clock

SAME_NAME = text("network.hospital.same_name", _("This is the hospital's present name: enter the new one."))
NAME_THERE = text("network.hospital.name_there", _("This further name is there already."))
INTO_ITSELF = text("network.hospital.into_itself", _("A hospital cannot be merged into itself: choose another one."))
INTO_CLOSED = text(
    "network.hospital.into_closed", _("%(hospital)s is closed itself: choose the hospital that goes on.")
)
HOSTS = text(
    "network.hospital.hosts",
    _("The hospital is host to %(centres)s: give the centre another host, or close it, before the hospital closes."),
)
FACT_FIELDS = ("level", "institution_type", "management_class", "legal_person")


@dataclass(frozen=True)
class HospitalFacts:
    """What is entered about a hospital when it is registered."""

    name_zh: str
    level: str
    institution_type: str
    credit_code: str = ""
    name_en: str = ""
    legal_person: bool = True
    management_class: str = ManagementClass.NON_PROFIT
    credit_code_override_reason: str = ""


@verb(permissions.ADD_HOSPITAL)
def register(_nothing, *, facts: HospitalFacts, campuses: list[CampusFacts], by: Actor) -> Hospital:
    """Enter a hospital with its campuses and an empty profile. Raises Refused for a credit code that does not hold or
    is taken, and unless exactly one campus is the main one."""
    columns = asdict(facts) | credit_codes.checked(
        facts.credit_code, override_reason=facts.credit_code_override_reason, legal_person=facts.legal_person
    )
    columns["name_zh"] = facts.name_zh.strip()
    hospital = Hospital.objects.create(**columns, **name_keys(columns["name_zh"]))
    HospitalProfile.objects.create(hospital=hospital)
    log_registered(hospital, by)
    create_campuses(hospital, campuses, by=by)
    return hospital


def log_registered(hospital: Hospital, by: Actor) -> None:
    """The entry about a new hospital, within the verb that enters it."""
    shown = ("name_zh", "credit_code", "level", "institution_type", "legal_person", "credit_code_override_reason")
    logbook.record(
        hospital,
        by=by,
        verb="hospital.registered",
        changes={name: (None, getattr(hospital, name)) for name in shown if getattr(hospital, name) != ""},
        reason=hospital.credit_code_override_reason,
    )


@verb(permissions.CHANGE_HOSPITAL)
def rename(
    hospital: Hospital,
    *,
    name_zh: str,
    name_en: str = "",
    on: date,
    reason: str,
    basis: Basis = NO_BASIS,
    expected: int | None = None,
    by: Actor,
) -> Hospital:
    """Give the hospital another name from a day on; the old one stays findable, as its name until the day before.

    Raises Refused for the name that it has and for a day to come.
    """
    row = locked(hospital, expected)
    closing.refuse_closed(row)
    closing.need(reason, row)
    unfit = refusal(SAME_NAME) if name_zh.strip() == row.name_zh else organisation_events.day_problem(on)
    if unfit:
        raise Refused(unfit, row)
    OtherName.objects.create(
        hospital=row,
        name=row.name_zh,
        initials=row.initials,
        kind=NameKind.FORMER,
        valid_to=on - timedelta(days=1),
    )
    new = {"name_zh": name_zh.strip(), "name_en": name_en.strip()}
    changes = logbook.changed(row, new)
    names = {"before": row.name_zh, "after": new["name_zh"]}
    organisation_events.record(row, EventKind.RENAMED, on=on, reason=reason, basis=basis, **names)
    write(row, new | name_keys(new["name_zh"]))
    logbook.record(row, by=by, verb="hospital.renamed", changes=changes, reason=reason)
    news.tell_hospital_of_new_facts(row, reason)
    return row


@verb(permissions.ADD_NAME)
def add_name(
    hospital: Hospital,
    *,
    name: str,
    kind: str = NameKind.SECOND,
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: Actor,
) -> OtherName:
    """Add a dated further name under which the hospital is, or was, known."""
    row = locked(hospital, None)
    closing.refuse_closed(row)
    name = name.strip()
    if OtherName.objects.filter(hospital=row, name=name, kind=kind, valid_from=valid_from).exists():
        raise Refused(refusal(NAME_THERE), row)
    further = OtherName.objects.create(
        hospital=row,
        name=name,
        initials=name_initials(name),
        kind=kind,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    write(row, {})  # saved again, so that the search index takes the name in
    logbook.record(row, by=by, verb="hospital.name_added", changes={"other_names": (None, name)})
    return further


@verb(permissions.CHANGE_HOSPITAL)
def correct_credit_code(
    hospital: Hospital, *, code: str, override_reason: str = "", expected: int | None = None, by: Actor
) -> Hospital:
    """Write another credit code; one whose check characters are wrong only with the reason why it is right."""
    row = locked(hospital, expected)
    closing.refuse_closed(row)
    new = credit_codes.checked(code, override_reason=override_reason, legal_person=row.legal_person, except_for=row)
    changes = logbook.changed(row, new)
    if not changes:
        logbook.nothing_changed()
        return row
    write(row, new)
    logbook.record(row, by=by, verb="hospital.credit_code_corrected", changes=changes, reason=override_reason)
    return row


@verb(permissions.CHANGE_HOSPITAL)
def revise(
    hospital: Hospital,
    *,
    changes: dict,
    reason: str,
    level_on: date | None = None,
    basis: Basis = NO_BASIS,
    expected: int | None = None,
    by: Actor,
) -> Hospital:
    """Write other facts (FACT_FIELDS → value); another level holds from ``level_on`` on, today unless named.

    Raises Refused for a legal person without a credit code and for a day of the level out of order, Stale.
    """
    unknown = set(changes) - set(FACT_FIELDS)
    if unknown:
        raise ValueError(f"No facts of a hospital: {', '.join(sorted(unknown))}")
    row = locked(hospital, expected)
    closing.refuse_closed(row)
    closing.need(reason, row)
    lacking = credit_codes.lacking(row.credit_code, legal_person=changes.get("legal_person", row.legal_person))
    if lacking:
        raise Refused(lacking, row)
    logged = logbook.changed(row, changes)
    if not logged:
        logbook.nothing_changed()
        return row
    if "level" in logged:
        _date_level(row, changes["level"], level_on or clock.today(), reason, basis)
    write(row, changes)
    logbook.record(row, by=by, verb="hospital.revised", changes=logged, reason=reason)
    news.tell_hospital_of_new_facts(row, reason)
    return row


def _date_level(row: Hospital, level: str, on: date, reason: str, basis: Basis) -> None:
    unfit = organisation_events.level_day_problem(row, on)
    if unfit:
        raise Refused(unfit, row)
    levels = {"before": row.level, "after": level}
    organisation_events.record(row, EventKind.LEVEL_CHANGED, on=on, reason=reason, basis=basis, **levels)


@verb(permissions.CHANGE_HOSPITAL)
def close(
    hospital: Hospital,
    *,
    on: date,
    reason: str,
    into: Hospital | None = None,
    basis: Basis = NO_BASIS,
    expected: int | None = None,
    by: Actor,
) -> Hospital:
    """End a hospital from a day on, with its memberships, open applications, shelf, the roles of its people and what
    waits for them; merged into another, its name leads there from then on (``reorganisations.merge`` lets memberships
    go on).

    Raises Refused for a day to come, for the host of an open centre, and for a successor that it cannot have.
    """
    held = locks.hold_hospitals(hospital.pk, *([into.pk] if into else []))
    row = locked(hospital, expected)
    into = held[into.pk] if into else None
    closing.check(row, on=on, reason=reason)
    unfit = successor_problem(row, into) or hosting(row)
    if unfit:
        raise Refused(unfit, row)
    new = {"closed_on": on, "merged_into": into}
    changes = {name: (None, value) for name, value in new.items() if value is not None}
    write(row, new)
    row.campuses.filter(closed_on__isnull=True).update(closed_on=on)
    logbook.record(row, by=by, verb="hospital.closed", changes=changes, reason=reason)
    kind = ExitKind.MERGED if into else ExitKind.REVOKED
    memberships.end_of(hospital=row, on=on, kind=kind, reason=reason, by=by)
    applications.end_of(hospital=row, reason=reason, by=by)
    shelf.clear(row, reason=reason, by=by)
    if into is not None:
        _go_over(row, into, reason, basis, by)
    departures.end_all(row, reason=reason, by=by)
    return row


def _go_over(row: Hospital, into: Hospital, reason: str, basis: Basis, by: Actor) -> None:
    """The end of a merged hospital: event, name at the other one, news."""
    on, names = row.closed_on, {"before": row.name_zh, "after": into.name_zh}
    organisation_events.record(row, EventKind.MERGED, on=on, reason=reason, basis=basis, other=into, **names)
    _keep_name(row, into, on, by)
    organisation_news.tell_of_merger(row, into, reason)


def successor_problem(hospital: Hospital, into: Hospital | None) -> Refusal | None:
    """Why a hospital cannot be merged into another one, or None."""
    if into is None:
        return None
    if into.pk == hospital.pk:
        return refusal(INTO_ITSELF)
    return refusal(INTO_CLOSED, hospital=str(into)) if into.closed_on is not None else None


def hosting(hospital: Hospital) -> Refusal | None:
    """The sentence that open centres stand at the hospital, or None."""
    centres = [str(centre) for centre in hospital.centres.filter(closed_on__isnull=True)]
    return refusal(HOSTS, centres=centres) if centres else None


def _keep_name(row: Hospital, into: Hospital, on: date, by: Actor) -> None:
    successor = locked(into, None)
    OtherName.objects.create(
        hospital=successor,
        name=row.name_zh,
        initials=row.initials,
        kind=NameKind.FORMER,
        valid_to=on - timedelta(days=1),
    )
    write(successor, {})
    logbook.record(successor, by=by, verb="hospital.name_added", changes={"other_names": (None, row.name_zh)})
