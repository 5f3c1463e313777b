"""Taking the rows of a checked table in: one verb for each kind, all rows or none."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from modelsearch.backends import get_search_backends_with_name

from access import logbook
from access.actor import Actor
from access.domain.invitation_lists import Invitee, invite_all
from access.models import Invitation
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import import_permissions, news, permissions
from network.domain import credit_codes, hospitals, locks, numbers
from network.domain.campuses import CampusFacts
from network.domain.hospitals import HospitalFacts
from network.domain.names import name_keys
from network.enums import ManagementClass
from network.models import Campus, Centre, Hospital, HospitalProfile, Membership, Network, Tier
from tools import clock
from tools.codes import credit_code

MAIN_CAMPUS = "本部"
CLOSED = text(
    "network.import.closed_meanwhile", _("%(place)s was closed while the table was being taken in: check it again.")
)


@dataclass(frozen=True)
class HospitalEntry:
    """A hospital of a table, with its main campus."""

    facts: HospitalFacts
    campus: CampusFacts


@dataclass(frozen=True)
class MemberEntry:
    """An existing member of a table."""

    campus: Campus
    tier: Tier
    number: str
    valid_from: date
    valid_to: date
    basis: str


def take_hospitals(_place, *, rows: list[dict], by: Actor) -> list[Hospital]:
    """The rows of a table of hospitals, for the verb."""
    return register_all(entries=[_hospital_entry(row) for row in rows], by=by)


def _hospital_entry(row: dict) -> HospitalEntry:
    facts = HospitalFacts(
        name_zh=row["name_zh"],
        name_en=row["name_en"] or "",
        credit_code=row["credit_code"] or "",
        legal_person=row["legal_person"],
        level=row["level"],
        institution_type=row["institution_type"],
        management_class=row["management_class"] or ManagementClass.NON_PROFIT,
    )
    name, address = row["campus_name"] or MAIN_CAMPUS, row["address"] or ""
    return HospitalEntry(facts, CampusFacts(name, row["division"], address=address, is_main=True))


@verb(permissions.ADD_HOSPITAL)
def register_all(_nothing, *, entries: list[HospitalEntry], by: Actor) -> list[Hospital]:
    """Register hospitals, each with its main campus, as ``hospitals.register`` does one.

    The check of the table has asked what that asks; raises Refused for a code that does not hold all the same, and
    IntegrityError for one that was taken meanwhile.
    """
    made = [_hospital(each.facts) for each in entries]
    Hospital.objects.bulk_create(made, batch_size=500)
    HospitalProfile.objects.bulk_create([HospitalProfile(hospital=each) for each in made], batch_size=500)
    campuses = [_campus(hospital, each.campus) for hospital, each in zip(made, entries, strict=True)]
    Campus.objects.bulk_create(campuses, batch_size=500)
    for hospital, campus in zip(made, campuses, strict=True):
        hospitals.log_registered(hospital, by)
        logbook.record(campus, by=by, verb="campus.added", changes={"division": (None, str(campus.division))})
    _index(made)
    return made


def _hospital(facts: HospitalFacts) -> Hospital:
    lacking = credit_codes.lacking(facts.credit_code, legal_person=facts.legal_person)
    if lacking or (facts.credit_code and credit_code.problems(facts.credit_code)):
        raise Refused(lacking or refusal(credit_codes.WRONG, problems=facts.credit_code))
    columns = asdict(facts) | {"credit_code_checked": bool(facts.credit_code)}
    return Hospital(**columns, **name_keys(facts.name_zh))


def _campus(hospital: Hospital, facts: CampusFacts) -> Campus:
    columns = {"name_zh": facts.name_zh, "division": facts.division, "address": facts.address}
    return Campus(hospital=hospital, region_id=facts.division.region_id, is_main=True, **columns)


def _index(made: list[Hospital]) -> None:
    """Into the search index all at once: one by one costs more than everything else."""
    for start in range(0, len(made), 500):
        keys = [hospital.pk for hospital in made[start : start + 500]]
        rows = list(Hospital.get_indexed_objects().filter(pk__in=keys))
        for _name, backend in get_search_backends_with_name(with_auto_update=True):
            backend.add_bulk(Hospital, rows)


def take_members(network: Network, *, rows: list[dict], by: Actor) -> list[Membership]:
    """The rows of a table of members, for the verb."""
    terms = ("tier", "number", "valid_from", "valid_to", "basis")
    entries = [MemberEntry(row["place"], *(row[name] or "" for name in terms)) for row in rows]
    return bring_in(network, entries=entries, by=by)


@verb(import_permissions.IMPORT_MEMBERS)
def bring_in(network: Network, *, entries: list[MemberEntry], by: Actor) -> list[Membership]:
    """Begin the memberships that a network had before it came here, each by its own basis document.

    Raises Refused for what was closed meanwhile, IntegrityError for a campus that became a member meanwhile.
    """
    _hold(network, entries)
    given = _numbers(network, entries)
    rows = [
        Membership(
            number=number,
            hospital=each.campus.hospital,
            campus=each.campus,
            network=network,
            tier=each.tier,
            valid_from=each.valid_from,
            valid_to=each.valid_to,
            basis=each.basis,
        )
        for each, number in zip(entries, given, strict=True)
    ]
    Membership.objects.bulk_create(rows, batch_size=500)
    for row in rows:
        terms = {name: ("", getattr(row, name)) for name in ("tier", "valid_from", "valid_to", "basis")}
        logbook.record(row, by=by, verb="membership.brought_in", changes=terms)
    _tell([row for row in rows if row.valid_to >= clock.today()])
    return rows


def _hold(network: Network, entries: list[MemberEntry]) -> None:
    """Lock all places in the order of network.domain.locks. Raises Refused for one that is closed."""
    places = locks.hold_many(
        hospitals={each.campus.hospital_id for each in entries},
        campuses={each.campus.pk for each in entries},
        network=network.pk,
    )
    closed = next((place for place in places if not place.is_open(clock.today())), None)
    if closed is not None:
        raise Refused(refusal(CLOSED, place=str(closed)), network)


def _numbers(network: Network, entries: list[MemberEntry]) -> list[str]:
    """The number of each: the given one, or the next free one; later numbers go on after all of them."""
    serials = [each.number.removeprefix(f"{network.code}-") for each in entries if each.number]
    last = max((int(serial) for serial in serials if serial.isascii() and serial.isdigit()), default=0)
    if last:
        numbers.pass_by(Membership, network.code, last)
    free = iter(numbers.next_numbers(Membership, network.code, sum(not e.number for e in entries), width=3))
    return [each.number or next(free) for each in entries]


def _tell(rows: list[Membership]) -> None:
    """The people of each hospital that has people learn that it is a member here."""
    people = news.people_of_hospitals({row.hospital_id for row in rows})
    told = defaultdict(list)
    for row in rows:
        if row.hospital_id in people:
            told[row.hospital_id].append(row)
    for hospital, own in told.items():
        news.tell_of_import(people[hospital], own[0])


def take_people(place: Hospital | Centre, *, rows: list[dict], by: Actor) -> list[tuple[Invitation, str]]:
    """The rows of a table of people, for the verb: each invitation with its secret, which is shown only now."""
    people = [Invitee(row["name"], row["role"], place, row["email"] or "", row["role_valid_to"]) for row in rows]
    return invite_all(people=people, by=by)
