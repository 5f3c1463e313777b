"""Choosing hospitals for networks: those that fit the tier, near ones and those without a network first."""

from collections import Counter

from demo.building.chance import Stream, weighted
from demo.files import CentreRow, HospitalRow, Script
from network.enums import HospitalLevel

CORE, MEMBER, PRIMARY = "core_unit", "network_member", "primary_partner"
_CORE_LEVELS = HospitalLevel.at_least("3A")
_MEMBER_LEVELS = HospitalLevel.at_least("2B")
# Institutions that join by their kind and not by their level.
_BY_KIND = ("J100", "G100", "H113", "A525")
_PRIMARY_KINDS = ("B100", "C210", "C220")
_NEAR, _FIRST_TIME, _OWN_KIND = 4, 400, 5
_GENERAL = "A100"


def fits(row: HospitalRow, centre: CentreRow, tier: str) -> bool:
    """Whether the hospital may be given to the network at the tier; the province's rules are checked by the verbs."""
    if row.institution_type not in centre.types or row.key == centre.host:
        return False
    if tier == PRIMARY:
        return row.institution_type in _PRIMARY_KINDS
    if tier == CORE:
        return row.level in _CORE_LEVELS and row.institution_type not in _BY_KIND
    return row.level in _MEMBER_LEVELS or row.institution_type in _BY_KIND


class Choosing:
    """Remembers who is where already."""

    def __init__(self, script: Script, region_of: dict[str, str], reserved: set[str]):
        self.script = script
        self.region_of = region_of
        self.reserved = reserved
        self.pairs: set[tuple[str, str]] = set()
        self.load: Counter[str] = Counter()

    def take(self, hospital: str, centre: str) -> None:
        """Remember that the hospital has to do with the centre's network."""
        self.pairs.add((hospital, centre))
        self.load[hospital] += 1

    def pick(self, centre: CentreRow, tier: str, chance: Stream, parts=("host", "member")) -> str | None:
        """A hospital that fits and is not there yet, or None."""
        rows = [
            row for row in self.script.hospitals.values() if row.part in parts and self._is_free(row, centre, tier)
        ]
        if not rows:
            return None
        found = weighted(chance, rows, [self._weight(row, centre) for row in rows]).key
        self.take(found, centre.slug)
        return found

    def _is_free(self, row: HospitalRow, centre: CentreRow, tier: str) -> bool:
        taken = (row.key, centre.slug) in self.pairs or row.key in self.reserved
        return not taken and fits(row, centre, tier)

    def _weight(self, row: HospitalRow, centre: CentreRow) -> float:
        near = _NEAR if self.region_of[row.division] in centre.near else 1
        kind = 1 if row.institution_type == _GENERAL else _OWN_KIND
        load = self.load[row.key]
        return near * kind * (_FIRST_TIME if load == 0 else 1 / load)
