"""Bringing the reference data in line with the province's files: regions, divisions, fields, tiers, common rules.

Rows are added and changed, never deleted: what the files no longer name is reported and kept, because hospitals and
memberships point to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db.models import Model

from access import logbook
from access.actor import Actor
from access.verbs import verb
from network.domain import tier_versions
from network.eligibility.rules import problems
from network.models import DiseaseField, Division, EligibilityRule, Region, Tier
from network.province import Province, ProvinceError
from tools.codes import divisions as division_files

# Parents before children, whatever the order of the file.
_DEPTH = {division_files.PROVINCE: 0, division_files.PREFECTURE_CITY: 1, division_files.NEW_AREA: 1}
# A rule that somebody may have been assessed by is not rewritten: another rule is another version.
_FROZEN_RULE_COLUMNS = ("valid_from", "alternatives", "quota")


@dataclass(frozen=True)
class Change:
    """What happened to one row: ``act`` is added, changed, kept (no longer in the files) or refused."""

    act: str
    row: str
    columns: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.act}: {self.row}" + (f" ({', '.join(self.columns)})" if self.columns else "")


@verb(open_because="the operator's command: reference data come from the deployment's own files")
def sync(_nothing, *, province: Province, by: Actor) -> list[Change]:
    """Write the province's reference data; returns what changed, nothing when all was there. Raises ProvinceError for
    a rule that does not hold."""
    check_rules(province)
    changes = [
        *_sync(Region, [asdict(row) for row in province.regions], by),
        *_sync_divisions(province, by),
        *_sync(DiseaseField, _numbered(province.fields), by),
        *_sync_tiers(province, by),
        *_sync_rules(province, by),
    ]
    logbook.nothing_changed()
    return changes


def check_rules(province: Province) -> None:
    """Raise ProvinceError for the first condition that no hospital could be held against."""
    for number, rule in enumerate(province.rules, start=1):
        for problem in problems(rule.alternatives):
            raise ProvinceError(f"eligibility.toml, rule {number}, {problem}.")


def _numbered(rows: Iterable) -> list[dict]:
    return [asdict(row) | {"position": position} for position, row in enumerate(rows, start=1)]


def _sync(model: type[Model], rows: list[dict], by: Actor) -> list[Change]:
    """Rows keyed by ``code``."""
    there = {row.code: row for row in model._base_manager.all()}
    changes = [change for columns in rows for change in _sync_row(model, there.get(columns["code"]), columns, by)]
    named = {columns["code"] for columns in rows}
    return changes + [Change("kept", _label(row)) for code, row in sorted(there.items()) if code not in named]


def _sync_row(model: type[Model], row: Model | None, columns: dict, by: Actor) -> list[Change]:
    if row is None:
        row = model._base_manager.create(**columns)
        logbook.record(row, by=by, verb="reference.added")
        return [Change("added", _label(row))]
    changed = logbook.changed(row, columns)
    if not changed:
        return []
    for name in changed:
        setattr(row, name, columns[name])
    row.save(update_fields=list(changed))
    logbook.record(row, by=by, verb="reference.changed", changes=changed)
    return [Change("changed", _label(row), tuple(changed))]


def _label(row: Model) -> str:
    return f"{row._meta.model_name} {getattr(row, 'code', '')} {row}".replace("  ", " ")


def _sync_divisions(province: Province, by: Actor) -> list[Change]:
    regions = dict(Region.objects.values_list("code", "pk"))
    changes = []
    for depth in (0, 1, 2):
        parents = dict(Division.objects.values_list("code", "pk"))
        level = [row for row in province.divisions if _DEPTH.get(row.kind, 2) == depth]
        there = {row.code: row for row in Division.objects.filter(code__in=[row.code for row in level])}
        for row in level:
            columns = _division_columns(row, parents, regions)
            changes += _sync_row(Division, there.get(row.code), columns, by)
    named = [row.code for row in province.divisions]
    return changes + [Change("kept", _label(row)) for row in Division.objects.exclude(code__in=named)]


def _division_columns(row: division_files.Division, parents: dict, regions: dict) -> dict:
    return {
        "code": row.code,
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "kind": row.kind,
        "parent_id": parents.get(row.parent_code),
        "region_id": regions.get(row.reporting_region_code),
        "alias_code": row.alias_code,
    }


def _sync_tiers(province: Province, by: Actor) -> list[Change]:
    """The tiers and their first versions; of one that people have published a version of, everything is theirs."""
    theirs = set(Tier.objects.filter(versions__proposal__isnull=False).values_list("code", flat=True))
    own = [{name: getattr(row, name) for name in ("code", *tier_versions.COLUMNS)} for row in province.tiers]
    changes = _sync(Tier, [row for row in own if row["code"] not in theirs], by)
    changes = [change for change in changes if change.act != "kept"] + _unnamed_tiers(province)
    versions = tier_versions.sync(province.tiers, by=by)
    return changes + [Change(*line.split(": ", 1)) for line in versions]


def _unnamed_tiers(province: Province) -> list[Change]:
    named = [row.code for row in province.tiers]
    rows = Tier.objects.exclude(code__in=named).exclude(versions__proposal__isnull=False).order_by("code")
    return [Change("kept", _label(row)) for row in rows]


def _sync_rules(province: Province, by: Actor) -> list[Change]:
    tiers = {tier.code: tier for tier in Tier.objects.all()}
    there = {
        (rule.tier_id, rule.version): rule
        for rule in EligibilityRule.objects.filter(network__isnull=True).select_related("tier")
    }
    written = {tier: max(numbers) for tier, numbers in _written_by_people(there.values()).items()}
    changes, named = [], set()
    for row in province.rules:
        columns = asdict(row) | {"tier_id": tiers[row.tier].pk}
        columns.pop("tier")
        key = (columns["tier_id"], row.version)
        named.add(key)
        newest = written.get(key[0], 0)
        if newest and (key not in there or there[key].proposal_id):
            changes.append(Change("refused", f"rule {row.tier} v{row.version}: people wrote v{newest} meanwhile"))
            continue
        # The last day of a version that people's own version follows was theirs to say.
        kept = {"valid_to"} if row.version < newest else set()
        changes += _sync_rule(there.get(key), {name: columns[name] for name in columns if name not in kept}, by)
    lost = [rule for key, rule in there.items() if key not in named and rule.proposal_id is None]
    return changes + [Change("kept", f"rule {rule}") for rule in lost]


def _written_by_people(rules: Iterable[EligibilityRule]) -> dict[int, list[int]]:
    """The numbers of the versions that people published, by tier."""
    found: dict[int, list[int]] = {}
    for rule in rules:
        if rule.proposal_id is not None:
            found.setdefault(rule.tier_id, []).append(rule.version)
    return found


def _sync_rule(rule: EligibilityRule | None, columns: dict, by: Actor) -> list[Change]:
    if rule is not None:
        frozen = tuple(name for name in _FROZEN_RULE_COLUMNS if getattr(rule, name) != columns[name])
        if frozen:
            return [Change("refused", f"rule {rule}: write a new version instead of changing", frozen)]
    return _sync_row(EligibilityRule, rule, columns, by)
