"""Research sites: entered, described, confirmed each year, closed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import in_first_language, text
from access.verbs import verb
from network.domain import closing
from network.domain.names import name_keys
from network.domain.versions import locked, write
from network.models import Campus, Hospital
from sites.domain import capacities, keepers
from sites.domain.capacities import CapacityRow, EquipmentRow
from sites.models import ResearchSite
from sites.permissions.research_site import CHANGE_SITE
from tools import clock

# A description that nobody has confirmed for so many natural days is asked about, with so many days to answer.
CONFIRM_AFTER, DAYS_TO_CONFIRM = 365, 30

CONFIRM = text("task.research_site.confirm", _("Check and confirm the description of %(site)s"))
SAME_NAME = text("research_sites.same_name", _("The hospital has a site of this name already: choose another name."))
OTHER_CAMPUS = text("research_sites.other_campus", _("This campus is not the hospital's: choose one of its own."))
CLOSED = text("research_sites.closed", _("The site closed on %(day)s: nothing about it can change any more."))
NO_FIELDS = text(
    "research_sites.no_fields",
    _("Enter at least one disease field with its cases before you confirm the description."),
)
ENDS_EARLY = text("research_sites.ends_early", _("It opened on %(day)s: the last day cannot lie before."))
ENDS_LATER = text("research_sites.ends_later", _("A closing is entered once it is there: choose today or before."))
# Lists of codes are logged as facts of their own, which know their words.
LISTED = {"languages": "site_languages", "data_systems": "site_systems", "sample_storage": "site_storage"}
EDITABLE = frozenset(
    {"name_zh", "name_en", "kind", "campus", "languages", "data_systems", "sample_storage", "open_from"}
)


@dataclass(frozen=True)
class SiteFacts:
    """What is entered about a site."""

    name_zh: str
    kind: str
    open_from: date
    name_en: str = ""
    campus: Campus | None = None
    languages: tuple[str, ...] = ("zh",)
    data_systems: tuple[str, ...] = ()
    sample_storage: tuple[str, ...] = ()
    capacities: tuple[CapacityRow, ...] = ()
    equipment: tuple[EquipmentRow, ...] = ()


@verb(CHANGE_SITE)
def enter(hospital: Hospital, *, facts: SiteFacts, by: Actor) -> ResearchSite:
    """Enter a research site. Raises Refused for a closed hospital, a foreign campus, and a name that is taken."""
    row = locked(hospital, None)
    closing.refuse_closed(row)
    _refuse_unfit(row, {"name_zh": facts.name_zh, "campus": facts.campus})
    site = ResearchSite.objects.create(
        hospital=row,
        campus=facts.campus,
        name_zh=facts.name_zh.strip(),
        name_en=facts.name_en.strip(),
        sort_key=name_keys(facts.name_zh.strip())["sort_key"],
        kind=facts.kind,
        languages=list(facts.languages),
        data_systems=list(facts.data_systems),
        sample_storage=list(facts.sample_storage),
        open_from=facts.open_from,
    )
    changes = {name: (None, getattr(site, name)) for name in ("name_zh", "kind", "open_from")}
    changes |= capacities.rewrite(site, facts.capacities) | capacities.re_equip(site, facts.equipment)
    logbook.record(site, by=by, verb="research_site.entered", changes=changes)
    return site


@verb(CHANGE_SITE)
def revise(site: ResearchSite, *, changes: dict, expected: int | None = None, by: Actor) -> ResearchSite:
    """Write new values (field name → value). Raises Refused as ``enter`` and for a closed site; Stale; ValueError for
    a field that is not edited."""
    unknown = set(changes) - EDITABLE
    if unknown:
        raise ValueError(f"No editable fields of a research site: {', '.join(sorted(unknown))}")
    row = _open(site, expected)
    _refuse_unfit(row.hospital, changes, row)
    new = {name: value.strip() if isinstance(value, str) else value for name, value in changes.items()}
    new = {name: list(value) if isinstance(value, tuple) else value for name, value in new.items()}
    changed = logbook.changed(row, new)
    if not changed:
        logbook.nothing_changed()
        return row
    if "name_zh" in changed:
        new |= {"sort_key": name_keys(new["name_zh"])["sort_key"]}
    write(row, new)
    told = {LISTED.get(name, name): values for name, values in changed.items()}
    logbook.record(row, by=by, verb="research_site.revised", changes=told)
    return row


@verb(CHANGE_SITE)
def write_capacities(
    site: ResearchSite, *, rows: tuple[CapacityRow, ...], expected: int | None = None, by: Actor
) -> ResearchSite:
    """Write which fields the site treats, with beds and cases; a field that is left out is taken off. Raises Refused
    for a closed site, a field named twice and figures without their year; Stale."""
    return _write_parts(site, capacities.rewrite, rows, expected, "research_site.capacity_written", by)


@verb(CHANGE_SITE)
def write_equipment(
    site: ResearchSite, *, rows: tuple[EquipmentRow, ...], expected: int | None = None, by: Actor
) -> ResearchSite:
    """Write the site's equipment; what is left out is taken off. Raises Refused for a closed site and a kind named
    twice; Stale."""
    return _write_parts(site, capacities.re_equip, rows, expected, "research_site.equipment_written", by)


def _write_parts(site, writer, rows, expected, act: str, by: Actor) -> ResearchSite:
    row = _open(site, expected)
    changes = writer(row, rows)
    if not changes:
        logbook.nothing_changed()
        return row
    write(row, {})
    logbook.record(row, by=by, verb=act, changes=changes)
    return row


@verb(CHANGE_SITE)
def confirm(site: ResearchSite, *, expected: int | None = None, by: Actor) -> ResearchSite:
    """Say that the description is right as of today; closes the task. Raises Refused without a field; Stale."""
    row = _open(site, expected)
    reason = not_confirmable(row)
    if reason is not None:
        raise Refused(reason, row)
    before = row.confirmed_on
    write(row, {"confirmed_on": clock.today(), "confirmed_by": by.user})
    logbook.record(row, by=by, verb="research_site.confirmed", changes={"confirmed_on": (before, row.confirmed_on)})
    inbox.close_tasks(row, CONFIRM, by=by)
    return row


@verb(CHANGE_SITE)
def close(site: ResearchSite, *, last: date, reason: str, expected: int | None = None, by: Actor) -> ResearchSite:
    """Close a site with a day, for a reason; its people's functions end with it. Raises Refused without a reason, for
    a day to come, and before the site opened; Stale."""
    row = _open(site, expected)
    closing.need(reason, row)
    problem = closing_problem(row, last)
    if problem:
        raise Refused(problem, row)
    write(row, {"open_to": last})
    for person in row.people.not_over(last + timedelta(days=1)).order_by("pk"):
        write(person, {"valid_to": max(last, person.valid_from)})
    logbook.record(row, by=by, verb="research_site.closed", changes={"open_to": (None, last)}, reason=reason)
    inbox.close_tasks(row, by=by)
    return row


def ask_for_confirmation() -> int:
    """Open the task of each open site whose description is a year old; returns how many there are. Called daily."""
    today = clock.today()
    rows = ResearchSite.objects.open().unconfirmed_since(today - timedelta(days=CONFIRM_AFTER))
    found = list(rows.select_related("hospital").order_by("pk"))
    for site in found:
        due = today + timedelta(days=DAYS_TO_CONFIRM)
        keepers.open_task(CONFIRM, site, hospital_id=site.hospital_id, due=due, site=in_first_language(site))
    return len(found)


def closed(site: ResearchSite) -> Refusal | None:
    """The sentence that a site has closed, or None."""
    return None if site.open_to is None else refusal(CLOSED, day=site.open_to.isoformat())


def not_confirmable(site: ResearchSite) -> Refusal | None:
    """Why the description cannot be confirmed, or None."""
    if closed(site):
        return closed(site)
    return None if site.capacities.filter(retired_on__isnull=True).exists() else refusal(NO_FIELDS)


def closing_problem(site: ResearchSite, last: date) -> Refusal | None:
    """Why a site cannot close with a day, or None."""
    if last > clock.today():
        return refusal(ENDS_LATER)
    return refusal(ENDS_EARLY, day=site.open_from.isoformat()) if last < site.open_from else None


def problems(hospital: Hospital, values: dict, site: ResearchSite | None = None) -> list[tuple[str, Refusal]]:
    """What is wrong with values to be written, each as (field, sentence)."""
    found = []
    if "name_zh" in values:
        same = ResearchSite.objects.filter(hospital=hospital, name_zh=values["name_zh"].strip(), open_to__isnull=True)
        if same.exclude(pk=site.pk if site else None).exists():
            found.append(("name_zh", refusal(SAME_NAME)))
    campus = values.get("campus")
    if campus is not None and campus.hospital_id != hospital.pk:
        found.append(("campus", refusal(OTHER_CAMPUS)))
    return found


def _refuse_unfit(hospital: Hospital, values: dict, site: ResearchSite | None = None) -> None:
    unfit = next((sentence for _field, sentence in problems(hospital, values, site)), None)
    if unfit:
        raise Refused(unfit, site or hospital)


def _open(site: ResearchSite, expected: int | None) -> ResearchSite:
    row = locked(site, expected)
    sentence = closed(row)
    if sentence:
        raise Refused(sentence, row)
    return row
