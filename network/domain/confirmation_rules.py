"""The rule of the annual confirmation: versions from the province's file, and new ones by decision.

A version is never changed, and none reaches back: what held on a day that is past stays as it was.
"""

from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from access import logbook
from access.actor import Actor
from network.models import ConfirmationRule, Membership
from network.province.files import ProvinceError, read_toml
from network.queries import seasons
from tools import clock

KEYS = {"version": int, "valid_from": date, "opens": list, "due": list, "grace_days": int}


def sync(path: Path, *, by: Actor) -> list[str]:
    """Add the versions of the file that the database lacks; returns what was added. Raises ProvinceError.

    The first rule of a database that holds members already begins no sooner than today: nobody lapses for a season
    of which it could not know.
    """
    added = []
    for number, row in enumerate(read_toml(path).get("rules", []), start=1):
        columns = _columns(row, f"{path.name}, rule {number}")
        if not ConfirmationRule.objects.filter(version=columns["version"]).exists():
            added.append(_add(columns, f"{path.name}, rule {number}", by))
    return added


def _columns(row: dict, place: str) -> dict:
    for key, kind in KEYS.items():
        if not isinstance(row.get(key), kind):
            raise ProvinceError(f"{place}: the key {key} is missing or of another kind.")
    for key in ("opens", "due"):
        _check_day(row[key], f"{place}, key {key}")
    return {
        "version": row["version"],
        "valid_from": row["valid_from"],
        "opens_month": row["opens"][0],
        "opens_day": row["opens"][1],
        "due_month": row["due"][0],
        "due_day": row["due"][1],
        "grace_days": row["grace_days"],
        "note_zh": row.get("note_zh", ""),
        "note_en": row.get("note_en", ""),
    }


def _check_day(pair: list, place: str) -> None:
    try:
        month, day = pair
        date(2001, month, day)  # a day of every year: not 29 February
    except (TypeError, ValueError):
        raise ProvinceError(f"{place}: write month and day of a day that each year has, such as [3, 31].") from None


def _add(columns: dict, place: str, by: Actor) -> str:
    if Membership.objects.exists():
        columns |= {"valid_from": max(columns["valid_from"], clock.today())}
    rule = ConfirmationRule(**columns)
    try:
        rule.full_clean()
    except ValidationError as error:
        raise ProvinceError(f"{place}: {' '.join(error.messages)}") from None
    rule.save()
    transaction.on_commit(seasons.forget)
    seasons.forget()
    logbook.record(rule, by=by, verb="confirmation_rule.added")
    return f"added: confirmation rule {rule}"
