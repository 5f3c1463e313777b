"""How long entries of the logbook are kept, by their kind, and of which kind an act's entry is.

Cybersecurity Law art. 21: records of operations for at least six months. Network Data Security Regulations art. 12:
records of provision for at least three years; PIPL art. 56: impact assessments likewise. Decisions and agreements are
kept for good. Study files are kept for ten years after the study's end, which an entry does not know: they stay
until somebody who knows the longest study sets a number.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import checks

from access.enums import EntryKind
from tools import clock

# The fewest days that a deployment may set; None: for good.
LEAST_DAYS: dict[str, int | None] = {
    EntryKind.ACT: None,
    EntryKind.SIGN_IN: 184,
    EntryKind.READ: 184,
    EntryKind.EXPORT: 184,
    EntryKind.REFUSAL: 184,
    EntryKind.PROVISION: 1096,
    EntryKind.STUDY: 3653,
}

# What stands before an act's first dot, or its whole code -> kind; everything else is a change or decision.
_KINDS: dict[str, str] = {
    "sign_in": EntryKind.SIGN_IN,
    "second_factor.failed": EntryKind.SIGN_IN,
    "row": EntryKind.READ,
    "list": EntryKind.EXPORT,
    "door": EntryKind.REFUSAL,
}


def register_kinds(kinds: dict[str, str]) -> None:
    """Say of which kind the entries of acts are, by an act's code or the part before its dot."""
    _KINDS.update(kinds)


def kind_of(verb: str) -> str:
    """The kind of entry that an act leaves."""
    return _KINDS.get(verb) or _KINDS.get(verb.partition(".")[0]) or EntryKind.ACT


def kept_since(kind: str) -> datetime | None:
    """The moment before which entries of a kind may be removed; None when they are kept for good."""
    days = settings.LOGBOOK_KEEP_DAYS.get(kind)
    return None if days is None else clock.now() - timedelta(days=days)


def _too_short(kind: str, days: int | None) -> bool:
    least = LEAST_DAYS[kind]
    return days is not None and (least is None or days < least)


@checks.register(checks.Tags.security)
def check_retention(app_configs=None, **kwargs) -> list[checks.Error]:
    """Refuse settings that keep entries for less than the law asks."""
    kept = settings.LOGBOOK_KEEP_DAYS
    strange = sorted(set(kept) - set(LEAST_DAYS))
    unknown = [f"LOGBOOK_KEEP_DAYS names {kind}, which is no kind of entry." for kind in strange]
    short = [
        f"LOGBOOK_KEEP_DAYS keeps {kind} for {days} days: it must be "
        + ("for good (None)." if LEAST_DAYS[kind] is None else f"{LEAST_DAYS[kind]} days or more.")
        for kind, days in sorted(kept.items())
        if kind in LEAST_DAYS and _too_short(kind, days)
    ]
    return [checks.Error(problem, id="access.E001") for problem in [*unknown, *short]]
