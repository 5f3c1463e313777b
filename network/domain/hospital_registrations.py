"""Hospitals that come in by themselves: handed in by a person without an account, decided, answered by a letter."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.domain import invitations
from access.enums import ScopeKind
from access.lifecycle import move
from access.refusals import Refused
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, SUPERVISOR
from access.texts import in_first_language, text
from access.verbs import verb
from network import organisation_permissions as permissions
from network import policies
from network.domain import credit_codes, hospitals, locks
from network.domain.campuses import CampusFacts
from network.domain.hospitals import HospitalFacts
from network.models import Centre, Hospital, HospitalRegistration
from network.organisation_enums import OPEN_REGISTRATIONS, RegistrationKind, RegistrationState
from office import files
from office.domain import attachments
from tools import calendar, clock

LETTER = "letter"
PERIOD_TO_DECIDE = (10, calendar.Kind.WORKING)
DAYS_TO_ANSWER = 30
TASK_DECIDE = text("task.registration", _("Decide on the registration of %(hospital)s"))
TASK_CONFIRM = text(
    "task.invitation.confirm", _("Confirm, as a second person, the first administrator of %(hospital)s")
)
HOSPITAL_COLUMNS = tuple(HospitalFacts.__dataclass_fields__)
OWN_COLUMNS = ("person_name", "job_title", "email", "phone")


@dataclass(frozen=True)
class Person:
    """Who asks, as it was typed."""

    person_name: str
    job_title: str
    email: str
    phone: str


@dataclass(frozen=True)
class Request:
    """What is asked for: a hospital of the directory to claim, or the facts of one to enter with its main campus."""

    person: Person
    hospital: Hospital | None = None
    facts: HospitalFacts | None = None
    campus: CampusFacts | None = None
    centre: Centre | None = field(default=None)


def hand_in(*, request: Request, uploads: list, by: Actor) -> HospitalRegistration:
    """``hand_in_accepted`` with a letter as it was uploaded. Not to be called inside a verb: the file is looked at and
    stored first, while nobody waits for a row."""
    letter = attachments.brought(HospitalRegistration, uploads)
    return hand_in_accepted(request=request, letter=letter, by=by)


def answer(registration: HospitalRegistration, *, request: Request, uploads: list, expected: int, by: Actor):
    """``answer_accepted`` with another letter as it was uploaded, or without one."""
    letter = attachments.brought(HospitalRegistration, uploads) if uploads else None
    return answer_accepted(registration, request=request, letter=letter, expected=expected, by=by)


@verb(open_because="anybody may ask: nothing is given before people have decided")
def hand_in_accepted(_nothing, *, request: Request, letter: files.Accepted, by: Actor) -> HospitalRegistration:
    """Keep what somebody asks for, with the letter that was ``brought``, and task those who decide.

    The same person asking again for the same hospital while it is open changes nothing. Raises Refused for a closed
    hospital and for a credit code that does not hold or is taken.
    """
    columns = _columns(request)
    same = {name: columns[name] for name in ("hospital", "name_zh", "email")}
    known = HospitalRegistration.objects.filter(state__in=OPEN_REGISTRATIONS, **same).first()
    if known is not None:
        logbook.nothing_changed()
        return known
    due = calendar.due_after(clock.today(), *PERIOD_TO_DECIDE)
    registration = HospitalRegistration.objects.create(**columns, due_on=due)
    changes = {name: (None, columns[name]) for name in ("name_zh", "credit_code", "hospital", "centre", "person_name")}
    logbook.record(
        registration,
        by=by,
        verb="registration.handed_in",
        changes={name: values for name, values in changes.items() if values[1]},
    )
    attachments.attach_accepted(registration, letter, kind=LETTER, by=_system(by))
    _task(registration)
    return registration


@verb(open_because="the signed link of the letter that returned it stands for the permission")
def answer_accepted(
    registration: HospitalRegistration, *, request: Request, letter: files.Accepted | None, expected: int, by: Actor
) -> HospitalRegistration:
    """Hand a returned registration in again, with another letter where one was ``brought``.

    Raises Refused after its last day, and as ``hand_in_accepted`` does; Stale for a link that was used.
    """
    stamps = _columns(request) | {"due_on": calendar.due_after(clock.today(), *PERIOD_TO_DECIDE), "answer_by": None}
    stamps |= {"reason": "", "letter_due_at": None}
    system = _system(by)
    if letter is not None:
        attachments.withdraw_all(registration, kind=LETTER, by=system)
        attachments.attach_accepted(registration, letter, kind=LETTER, by=system)
    move(registration, RegistrationState.SUBMITTED, by=system, expected=expected, stamps=stamps)
    logbook.record(registration, by=by, verb="registration.completed")
    _task(registration)
    return registration


@verb(permissions.DECIDE_REGISTRATION)
def approve(
    registration: HospitalRegistration, *, expected: int, reason: str = "", token: str = "", by: Actor
) -> HospitalRegistration:
    """Approve: a new hospital is entered, and its person invited as first administrator once a second person has
    confirmed. Raises Refused for a hospital that has closed and a credit code that somebody has by now."""
    if registration.hospital_id:
        locks.hold_hospital(registration.hospital_id)
    stamps = _decision(by, reason) | {"letter_due_at": clock.now(), "letter_attempts": 0}
    if not move(registration, RegistrationState.APPROVED, by=by, expected=expected, token=token, stamps=stamps):
        return registration
    registration.hospital = registration.hospital or _enter(registration, by)
    registration.invitation = invitations.offer(
        registration.hospital, name=registration.person_name, email=registration.email, role=HOSPITAL_ADMIN, by=by
    )
    registration.save(update_fields=["hospital", "invitation"])
    logbook.record(registration, by=by, verb="registration.invited", changes={"hospital": ("", registration.hospital)})
    inbox.close_tasks(registration, by=by)
    inbox.open_task(
        TASK_CONFIRM,
        registration.invitation,
        role=DEPARTMENT_OFFICER,
        scope_kind=ScopeKind.PROVINCE,
        hospital=in_first_language(registration.hospital),
    )
    return registration


@verb(permissions.DECIDE_REGISTRATION)
def send_back(
    registration: HospitalRegistration, *, expected: int, reason: str, token: str = "", by: Actor
) -> HospitalRegistration:
    """Return for completion: a letter takes the reason and a link, usable for DAYS_TO_ANSWER natural days."""
    last = clock.today() + timedelta(days=DAYS_TO_ANSWER)
    return _decide(registration, RegistrationState.RETURNED, expected, reason, token, by, answer_by=last)


@verb(permissions.DECIDE_REGISTRATION)
def refuse(
    registration: HospitalRegistration, *, expected: int, reason: str, token: str = "", by: Actor
) -> HospitalRegistration:
    """Refuse for good: a letter takes the reason."""
    return _decide(registration, RegistrationState.REFUSED, expected, reason, token, by)


@verb(open_because="by the clock: the last day for an answer is over")
def expire_unanswered(_nothing=None, *, by: Actor) -> int:
    """Close the returned registrations whose day for an answer is over; returns how many."""
    rows = list(HospitalRegistration.objects.unanswered().select_for_update().order_by("pk"))
    for registration in rows:
        move(registration, RegistrationState.EXPIRED, by=by, expected=registration.version)
    if not rows:
        logbook.nothing_changed()
    return len(rows)


def _decide(registration, state: str, expected: int, reason: str, token: str, by: Actor, **more):
    stamps = _decision(by, reason) | {"letter_due_at": clock.now(), "letter_attempts": 0} | more
    moved = move(registration, state, by=by, expected=expected, token=token, reason=reason, stamps=stamps)
    if moved:
        inbox.close_tasks(registration, by=by)
    return registration


def _decision(by: Actor, reason: str) -> dict:
    return {"decided_by": by.user, "decided_at": clock.now(), "reason": reason.strip()}


def _system(by: Actor) -> Actor:
    return Actor.as_system("hospital registration", origin=by.origin)


def _columns(request: Request) -> dict:
    """The row's columns for a request. Raises Refused for a closed hospital or a code that does not hold."""
    person = {name: getattr(request.person, name).strip() for name in OWN_COLUMNS}
    if request.hospital is not None:
        return person | {"centre": request.centre} | _of_claimed(request.hospital)
    facts, campus = request.facts, request.campus
    columns = {name: getattr(facts, name) for name in HOSPITAL_COLUMNS}
    checked = credit_codes.checked(
        facts.credit_code, override_reason=facts.credit_code_override_reason, legal_person=facts.legal_person
    )
    columns |= {name: checked[name] for name in ("credit_code", "credit_code_override_reason")}
    place = {"division": campus.division, "region": campus.division.region, "address": campus.address.strip()}
    return (
        person
        | columns
        | place
        | {
            "kind": RegistrationKind.NEW,
            "hospital": None,
            "centre": request.centre,
            "name_zh": facts.name_zh.strip(),
            "campus_name": campus.name_zh.strip(),
        }
    )


def _of_claimed(hospital: Hospital) -> dict:
    closed = policies.closed_hospital(hospital)
    if closed:
        raise Refused(closed, hospital)
    main = hospital.campuses.select_related("division", "region").get(is_main=True)
    columns = {name: getattr(hospital, name) for name in HOSPITAL_COLUMNS}
    place = {"campus_name": main.name_zh, "division": main.division, "region": main.region, "address": main.address}
    return columns | place | {"kind": RegistrationKind.CLAIM, "hospital": hospital}


def _enter(registration: HospitalRegistration, by: Actor) -> Hospital:
    """The new hospital of the directory: the person who approves answers for it."""
    facts = HospitalFacts(**{name: getattr(registration, name) for name in HOSPITAL_COLUMNS})
    campus = CampusFacts(
        name_zh=registration.campus_name,
        division=registration.division,
        address=registration.address,
        is_main=True,
    )
    system = Actor.as_system(by.label, origin=by.origin)
    return hospitals.register(facts=facts, campuses=[campus], by=system)


def _task(registration: HospitalRegistration) -> None:
    """One task: for the centre that was named, else for the region's supervisor."""
    if registration.centre_id:
        whose = {"role": CENTRE_ADMIN, "scope_kind": ScopeKind.CENTRE, "scope_id": registration.centre_id}
    else:
        whose = {"role": SUPERVISOR, "scope_kind": ScopeKind.REGION, "scope_id": registration.region_id}
    inbox.open_task(TASK_DECIDE, registration, due=registration.due_on, hospital=registration.name_zh, **whose)
