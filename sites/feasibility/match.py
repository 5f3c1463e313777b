"""Every site with the criteria that it does not meet, as sentences, in as many questions for one as for thousands."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import text
from network.models import Campus, DiseaseField, Membership, Region, Tier
from sites.enums.research_site import EquipmentKind
from sites.feasibility.criteria import Criteria
from sites.models import GcpRecord, ResearchSite
from tools import clock

NOT_TREATED = text("research_sites.unmet.field", _("Does not treat: %(fields)s."))
TOO_FEW = text(
    "research_sites.unmet.cases", _("%(field)s: %(cases)s cases in twelve months, %(needed)s are asked for.")
)
TOO_FEW_UNTOLD = text(
    "research_sites.unmet.cases_untold", _("%(field)s: fewer than %(needed)s cases in twelve months.")
)
CASES_UNKNOWN = text("research_sites.unmet.cases_unknown", _("%(field)s: its cases are not stated."))
NO_EQUIPMENT = text("research_sites.unmet.equipment", _("Lacks: %(equipment)s."))
NO_GCP = text("research_sites.unmet.gcp", _("No valid record as a trial institution covers it."))
OTHER_TIER = text("research_sites.unmet.tier", _("Its hospital is no member as: %(tiers)s."))
OTHER_REGION = text("research_sites.unmet.region", _("Lies outside of: %(regions)s."))


@dataclass(frozen=True)
class Fit:
    """A site and what it lacks; ``unmet`` is empty for one that fits."""

    site: ResearchSite
    unmet: tuple[Refusal, ...]

    @property
    def fits(self) -> bool:
        """Whether it meets every criterion."""
        return not self.unmet


@dataclass
class _Known:
    """What is looked up once for all sites."""

    criteria: Criteria
    fields: dict[str, str]
    tiers: dict[str, str]
    regions: dict[str, str]
    covered: frozenset[int]
    told: Collection[int]
    tiers_of: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    regions_of: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def may_tell(self, site: ResearchSite) -> bool:
        """Whether the reader may read the site's own figures."""
        return site.hospital_id in self.told


def match(rows, criteria: Criteria, *, told: Collection[int] = (), on: date | None = None) -> list[Fit]:
    """Each site of a queryset with what it lacks on a day, today unless named: those that fit come first.

    The figures of a site stand in a sentence only when its hospital's id is in ``told``.
    """
    day = on or clock.today()
    known = _known(criteria, day, told)
    sites = rows.with_names().with_parts().order_by("hospital__sort_key", "sort_key", "pk")
    found = [Fit(site, tuple(_unmet(site, known))) for site in sites]
    return sorted(found, key=lambda fit: len(fit.unmet))


def _known(criteria: Criteria, day: date, told: Collection[int]) -> _Known:
    known = _Known(
        criteria,
        _names(DiseaseField, criteria.fields),
        _names(Tier, criteria.tiers),
        _names(Region, criteria.regions),
        frozenset(GcpRecord.objects.covering(day)) if criteria.gcp else frozenset(),
        told,
    )
    if criteria.tiers:
        members = Membership.objects.active(day)
        if criteria.network is not None:
            members = members.filter(network=criteria.network)
        for hospital, tier in members.values_list("hospital", "tier__code"):
            known.tiers_of[hospital].add(tier)
    if criteria.regions:
        for hospital, region in Campus.objects.open(day).values_list("hospital", "region__code"):
            known.regions_of[hospital].add(region)
    return known


def _names(model, codes: Iterable[str]) -> dict[str, str]:
    if not codes:
        return {}
    found = {row.code: str(row) for row in model._default_manager.filter(code__in=codes)}
    return {code: found.get(code, code) for code in codes}


def _fields(site: ResearchSite, known: _Known) -> Iterator[Refusal]:
    there = {row.field.code: row for row in site.capacities_now}
    missing = [name for code, name in known.fields.items() if code not in there]
    if missing:
        yield refusal(NOT_TREATED, fields=missing)
    needed = known.criteria.cases
    if needed is None:
        return
    for code, name in known.fields.items():
        if code in there:
            yield from _cases(there[code].cases, needed, name, known.may_tell(site))


def _cases(cases: int | None, needed: int, name: str, told: bool) -> Iterator[Refusal]:
    if cases is None:
        yield refusal(CASES_UNKNOWN, field=name)
    elif cases < needed:
        yield (
            refusal(TOO_FEW, field=name, cases=cases, needed=needed)
            if told
            else refusal(TOO_FEW_UNTOLD, field=name, needed=needed)
        )


def _equipment(site: ResearchSite, known: _Known) -> Iterator[Refusal]:
    missing = set(known.criteria.equipment) - {row.kind for row in site.equipment_now}
    if missing:
        titles = [str(kind.label) for kind in EquipmentKind if kind.value in missing]
        yield refusal(NO_EQUIPMENT, equipment=titles)


def _gcp(site: ResearchSite, known: _Known) -> Iterator[Refusal]:
    if known.criteria.gcp and site.pk not in known.covered:
        yield refusal(NO_GCP)


def _tier(site: ResearchSite, known: _Known) -> Iterator[Refusal]:
    if known.tiers and not known.tiers_of[site.hospital_id] & set(known.tiers):
        yield refusal(OTHER_TIER, tiers=list(known.tiers.values()))


def _region(site: ResearchSite, known: _Known) -> Iterator[Refusal]:
    if not known.regions:
        return
    there = {site.campus.region.code} if site.campus else known.regions_of[site.hospital_id]
    if not there & set(known.regions):
        yield refusal(OTHER_REGION, regions=list(known.regions.values()))


CHECKS: tuple[Callable[[ResearchSite, _Known], Iterator[Refusal]], ...] = (_fields, _equipment, _gcp, _tier, _region)


def _unmet(site: ResearchSite, known: _Known) -> Iterator[Refusal]:
    for check in CHECKS:
        yield from check(site, known)
