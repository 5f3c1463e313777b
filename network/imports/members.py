"""Tables of a network's existing members: what may stand in them, and what is held against directory and network."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from access.texts import text
from network import terms
from network.imports import reading
from network.imports.batch import Batch
from network.imports.hospitals import note_twice
from network.imports.kinds import Column
from network.imports.places import Known, division, division_words
from network.membership_enums import OPEN
from network.models import Membership, MembershipApplication, Tier
from tools import clock

NAME_OR_CODE = text("network.import.member.name_or_code", _("Write the hospital's credit code or its full name."))
UNKNOWN_CODE = text(
    "network.import.member.unknown_code",
    _("The directory has no hospital with this credit code: compare it, or have the hospital registered first."),
)
UNKNOWN_NAME = text(
    "network.import.member.unknown_name",
    _("The directory has no hospital with this name: compare it, or have the hospital registered first."),
)
SEVERAL = text(
    "network.import.member.several", _("Several hospitals have this name: write the district or the credit code.")
)
DISAGREE = text(
    "network.import.member.disagree", _("The credit code belongs to %(hospital)s: correct the code or the name.")
)
CLOSED = text("network.import.member.closed", _("%(place)s is closed: write the hospital that goes on."))
NO_CAMPUS = text(
    "network.import.member.no_campus", _("The hospital has no campus of this name. It has: %(campuses)s.")
)
BACKWARD = text("network.import.member.backward", _("The last day lies before the first day."))
BEFORE_NETWORK = text(
    "network.import.member.before_network", _("The network opened on %(day)s: no membership began earlier.")
)
LONG_TERM = text(
    "network.import.member.long_term", _("The term must not be longer than %(years)s years: check the year.")
)
OVER = text(
    "network.import.member.over", _("The term is over: the row tells of a former member, who does not count today.")
)
OVERLAP_FILE = text(
    "network.import.member.overlap_in_file", _("The same campus stands with overlapping terms in the rows %(rows)s.")
)
OVERLAP = text(
    "network.import.member.overlap", _("The campus is a member then already (%(number)s, %(first)s to %(last)s).")
)
NUMBER_TAKEN = text("network.import.member.number_taken", _("Another member has this number: %(hospital)s."))
NUMBER_TWICE = text(
    "network.import.member.number_twice", _("Several members have the same number in the rows %(rows)s.")
)
APPLIES = text("network.import.member.applies", _("The application %(number)s of this campus is open: end it first."))


def tiers() -> dict[str, Tier]:
    """Every word for a tier."""
    known = {}
    for tier in Tier.objects.all():
        known |= {tier.code: tier, tier.name_zh: tier, tier.name_en: tier, tier.chinese: tier, tier.name: tier}
    return {word: tier for word, tier in known.items() if word}


def tier_words() -> list[str]:
    """The tiers as they are called."""
    return [str(tier) for tier in Tier.objects.all()]


COLUMNS = (
    Column(
        "credit_code",
        _("Unified social credit code"),
        reading.code_of_institution,
        help=_("By it the hospital is found most surely."),
        example="12130000MB00000008",
    ),
    Column(
        "hospital",
        _("Hospital"),
        reading.words(100),
        help=_("Its full name, present or former; needed where no credit code stands."),
        example="示范县人民医院",
    ),
    Column(
        "division",
        _("District, county or county-level city"),
        division,
        help=_("Only where several hospitals have the same name."),
        choices=division_words,
    ),
    Column("campus", _("Campus"), reading.words(100), help=_("Empty counts as the main campus.")),
    Column("tier", _("Tier"), reading.one_of(tiers, tier_words), True, choices=tier_words),
    Column("number", _("Member number"), reading.words(30), help=_("Empty gives the next free number.")),
    Column("valid_from", _("From"), reading.day, True, _("The first day of the present term."), "2024-03-01"),
    Column("valid_to", _("Until"), reading.day, True, _("The last day of the present term."), "2027-02-28"),
    Column(
        "basis",
        _("Basis document"),
        reading.words(200),
        True,
        _("The paper by which the hospital is a member: name, number and day."),
        "2024年3月1日合作协议",
    ),
)


def hospitals_found(batch: Batch) -> None:
    """Find the hospital and the campus of each row, as ``place``."""
    codes = {row["credit_code"] for _index, row in batch.having("credit_code")}
    known = Known.of(codes, {row["hospital"] for _index, row in batch.having("hospital")})
    for index, row in enumerate(batch.rows):
        row["place"] = None
        if batch.is_good(index, "credit_code", "hospital", "division"):
            hospital = _hospital(batch, index, row, known)
            row["place"] = _campus(batch, index, row, hospital, known) if hospital else None


def _hospital(batch: Batch, index: int, row: dict, known: Known):
    code, name = row["credit_code"], row["hospital"]
    if code is None and name is None:
        return batch.note(index, "credit_code", NAME_OR_CODE)
    if code is None:
        return _by_name(batch, index, row, known)
    found = known.by_code.get(code)
    if found is None:
        return batch.note(index, "credit_code", UNKNOWN_CODE)
    if name is not None and found not in known.by_name.get(name, ()):
        return batch.note(index, "hospital", DISAGREE, hospital=found.name_zh)
    return found


def _by_name(batch: Batch, index: int, row: dict, known: Known):
    found = known.by_name.get(row["hospital"], [])
    if row["division"] is not None:
        here = row["division"].pk
        found = [each for each in found if any(c.division_id == here for c in known.campuses[each.pk])]
    if len(found) == 1:
        return found[0]
    return batch.note(index, "hospital", SEVERAL if found else UNKNOWN_NAME)


def _campus(batch: Batch, index: int, row: dict, hospital, known: Known):
    today = clock.today()
    if not hospital.is_open(today):
        return batch.note(index, "hospital", CLOSED, place=hospital.name_zh)
    campuses = known.campuses[hospital.pk]
    named = [campus for campus in campuses if row["campus"] in (campus.name_zh, campus.name_en)]
    found = next(iter(named if row["campus"] else campuses), None)
    if found is None:
        return batch.note(index, "campus", NO_CAMPUS, campuses=[campus.name_zh for campus in campuses])
    if not found.is_open(today):
        return batch.note(index, "campus", CLOSED, place=found.name_zh)
    found.hospital = hospital
    return found


def terms_run_forward(batch: Batch) -> None:
    """Terms run forward, within the network's life, and no longer than the network's agreements may."""
    longest = 2 * batch.place.term_years
    opened = batch.place.opened_on
    for index, row in batch.having("valid_from", "valid_to"):
        if row["valid_to"] < row["valid_from"]:
            batch.note(index, "valid_to", BACKWARD)
        elif row["valid_to"] > terms.years_after(row["valid_from"], longest):
            batch.note(index, "valid_to", LONG_TERM, years=longest)
        elif row["valid_to"] < clock.today():
            batch.note(index, "valid_to", OVER, warning=True)
        if row["valid_from"] < opened:
            batch.note(index, "valid_from", BEFORE_NETWORK, day=opened.isoformat())


def campuses_are_free(batch: Batch) -> None:
    """No campus is a member twice on one day: neither in the table nor with what is there; none applies now."""
    own = defaultdict(list)
    for index, row in batch.having("place", "valid_from", "valid_to"):
        own[row["place"].pk].append((row["valid_from"], row["valid_to"], index))
    for terms_of_campus in own.values():
        _note_overlaps(batch, sorted(terms_of_campus))
    rows = Membership.objects.filter(network=batch.place, campus__in=own)
    for member in rows.only("campus_id", "number", "valid_from", "valid_to"):
        for first, last, index in own[member.campus_id]:
            if first <= member.valid_to and last >= member.valid_from:
                days = {"first": member.valid_from.isoformat(), "last": member.valid_to.isoformat()}
                batch.note(index, "valid_from", OVERLAP, number=member.number, **days)
    applying = MembershipApplication.objects.filter(network=batch.place, campus__in=own, state__in=OPEN)
    for campus, number in applying.values_list("campus_id", "number"):
        for _first, _last, index in own[campus]:
            batch.note(index, "hospital", APPLIES, number=number)


def _note_overlaps(batch: Batch, terms_of_campus: list[tuple]) -> None:
    for (_first, last, index), (first, _last, other) in zip(terms_of_campus, terms_of_campus[1:], strict=False):
        if first <= last:
            rows = sorted((batch.numbers[index], batch.numbers[other]))
            batch.note(other, "valid_from", OVERLAP_FILE, rows=rows)


def numbers_are_free(batch: Batch) -> None:
    """A member number belongs to one campus, whatever its terms."""
    own = defaultdict(list)
    for index, row in batch.having("number", "place"):
        own[row["number"]].append(index)
    several = {n: ii for n, ii in own.items() if len({batch.rows[i]["place"].pk for i in ii}) > 1}
    note_twice(batch, several, "number", NUMBER_TWICE)
    rows = Membership.objects.filter(network=batch.place, number__in=own).select_related("hospital")
    for member in rows:
        for index in own[member.number]:
            if batch.rows[index]["place"].pk != member.campus_id and batch.is_good(index, "number"):
                batch.note(index, "number", NUMBER_TAKEN, hospital=member.hospital.name_zh)


CHECKS = (hospitals_found, terms_run_forward, campuses_are_free, numbers_are_free)
