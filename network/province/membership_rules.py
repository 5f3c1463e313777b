"""The province's rules of belonging: blocks after exits, idle returns, answers to warnings, checklists of visits."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from network.membership_enums import ExitKind
from network.province.files import ProvinceError, read_toml

FILE = "membership.toml"


@dataclass(frozen=True)
class IdleRules:
    """Natural days since the hospital last touched an application."""

    warn_after: tuple[int, ...]
    close_after: int
    centre_may_close_after: int


@dataclass(frozen=True)
class ChecklistRow:
    """One version of the common checklist of visits; ``items`` as in ``VisitChecklist``."""

    version: int
    valid_from: date
    items: list[dict]


@dataclass(frozen=True)
class MembershipRules:
    """What ``membership.toml`` holds. ``blocked_months`` names the kinds of exit after which a block follows."""

    blocked_months: dict[str, int]
    idle: IdleRules
    answer_days: int
    checklists: tuple[ChecklistRow, ...]


def membership_rules() -> MembershipRules:
    """The rules of the settings' province. Raises ProvinceError when the file is missing or wrong."""
    return _cached(Path(settings.PROVINCE_DIR) / FILE)


def load(path: Path) -> MembershipRules:
    """Read and check a file. Raises ProvinceError."""
    table = read_toml(path)
    try:
        idle = table["idle_returns"]
        rules = MembershipRules(
            blocked_months=dict(table["blocked_months"]),
            idle=IdleRules(tuple(idle["warn_after"]), idle["close_after"], idle["centre_may_close_after"]),
            answer_days=table["measures"]["answer_days"],
            checklists=tuple(_checklist(row) for row in table["checklists"]),
        )
    except KeyError as error:
        raise ProvinceError(f"{path.name}: the key {error.args[0]} is missing.") from None
    _check(rules, path.name)
    return rules


def _checklist(row: dict) -> ChecklistRow:
    items = [{"code": item["code"], "zh": item["zh"], "en": item.get("en", "")} for item in row["items"]]
    return ChecklistRow(version=row["version"], valid_from=row["valid_from"], items=items)


def _check(rules: MembershipRules, name: str) -> None:
    unknown = set(rules.blocked_months) - set(ExitKind.values)
    if unknown:
        raise ProvinceError(f"{name}: blocked_months names no kinds of exit: {', '.join(sorted(unknown))}.")
    stages = (*rules.idle.warn_after, rules.idle.close_after)
    numbers = (*stages, *rules.blocked_months.values(), rules.answer_days, rules.idle.centre_may_close_after)
    if not all(isinstance(number, int) and number >= 0 for number in numbers):
        raise ProvinceError(f"{name}: days and months are whole numbers, 0 or more.")
    if list(stages) != sorted(set(stages)):
        raise ProvinceError(f"{name}: idle_returns must warn in order, and before it closes.")
    for row in rules.checklists:
        codes = [item["code"] for item in row.items]
        if not codes or len(codes) != len(set(codes)):
            raise ProvinceError(f"{name}: checklist {row.version} needs items, each with a code of its own.")


_cached = lru_cache(maxsize=4)(load)
