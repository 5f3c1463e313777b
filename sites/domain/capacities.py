"""What belongs to a site's description: fields with figures, and equipment. Parts of the verbs about the site."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, Refused, refusal
from access.texts import text
from network.models import DiseaseField
from sites.models import ResearchSite, SiteCapacity, SiteEquipment
from tools import clock

TWICE = text("research_sites.named_twice", _("“%(name)s” is named twice: keep one row of it."))
NO_YEAR = text("research_sites.no_year", _("Say of which year the figures of “%(name)s” are."))
IN_FUTURE = text("research_sites.year_in_future", _("The year of the figures cannot lie in the future."))


@dataclass(frozen=True)
class CapacityRow:
    """A disease field with beds and cases of a year; None where it is not known."""

    field: DiseaseField
    beds: int | None = None
    cases: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class EquipmentRow:
    """A kind of equipment, how many, and its model."""

    kind: str
    count: int = 1
    note: str = ""


def capacity_problem(row: CapacityRow, others: tuple[CapacityRow, ...] = ()) -> Refusal | None:
    """What is wrong with a row, or None; ``others`` are those before it."""
    name = str(row.field)
    if row.field.pk in {other.field.pk for other in others}:
        return refusal(TWICE, name=name)
    if row.year is None and (row.beds is not None or row.cases is not None):
        return refusal(NO_YEAR, name=name)
    return refusal(IN_FUTURE) if row.year is not None and row.year > clock.today().year else None


def equipment_problem(row: EquipmentRow, others: tuple[EquipmentRow, ...] = ()) -> Refusal | None:
    """What is wrong with a row, or None; ``others`` are those before it."""
    if row.kind not in {other.kind for other in others}:
        return None
    return refusal(TWICE, name=str(SiteEquipment(kind=row.kind).get_kind_display()))


def rewrite(site: ResearchSite, rows: tuple[CapacityRow, ...]) -> dict:
    """Make the rows the site's capacities of today; returns what changed, for the logbook. Raises Refused."""
    _check(site, rows, capacity_problem)
    there = {row.field_id: row for row in site.capacities.filter(retired_on__isnull=True).select_related("field")}
    wanted = {row.field.pk: {"beds": row.beds, "cases": row.cases, "year": row.year} for row in rows}
    names = {row.field.pk: str(row.field) for row in rows}
    before = {pk: {"beds": row.beds, "cases": row.cases, "year": row.year} for pk, row in there.items()}
    _write(site, SiteCapacity, "field_id", there, before, wanted)
    old = [_told(str(row.field), before[pk]) for pk, row in there.items() if before[pk] != wanted.get(pk)]
    new = [_told(names[pk], wanted[pk]) for pk in wanted if before.get(pk) != wanted[pk]]
    return {"capacities": (", ".join(old), ", ".join(new))} if old or new else {}


def re_equip(site: ResearchSite, rows: tuple[EquipmentRow, ...]) -> dict:
    """Make the rows the site's equipment of today; returns what changed, for the logbook. Raises Refused."""
    _check(site, rows, equipment_problem)
    there = {row.kind: row for row in site.equipment.filter(retired_on__isnull=True)}
    wanted = {row.kind: {"count": row.count, "note": row.note.strip()} for row in rows}
    before = {kind: {"count": row.count, "note": row.note} for kind, row in there.items()}
    _write(site, SiteEquipment, "kind", there, before, wanted)
    titles = dict(SiteEquipment._meta.get_field("kind").flatchoices)
    old = [_told(str(titles[kind]), before[kind]) for kind in before if before[kind] != wanted.get(kind)]
    new = [_told(str(titles[kind]), wanted[kind]) for kind in wanted if before.get(kind) != wanted[kind]]
    return {"equipment": (", ".join(old), ", ".join(new))} if old or new else {}


def _check(site: ResearchSite, rows: tuple, problem_of) -> None:
    for place, row in enumerate(rows):
        problem = problem_of(row, rows[:place])
        if problem:
            raise Refused(problem, site)


def _write(site: ResearchSite, model, key: str, there: dict, before: dict, wanted: dict) -> None:
    """Take off what is not wanted any more, write what is, and keep what is as it was."""
    gone = [row.pk for pk, row in there.items() if pk not in wanted]
    if gone:
        model.objects.filter(pk__in=gone).update(retired_on=clock.today())
    for pk, values in wanted.items():
        if pk in there and values != before[pk]:
            model.objects.filter(pk=there[pk].pk).update(**values)
    model.objects.bulk_create(
        model(site=site, **{key: pk}, **values) for pk, values in wanted.items() if pk not in there
    )


def _told(name: str, values: dict) -> str:
    return f"{name} " + "/".join("—" if value in (None, "") else str(value) for value in values.values())
