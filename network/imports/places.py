"""Finding divisions and hospitals by what people write, for all rows at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from access.texts import text
from network.imports.reading import Wrong
from network.models import Campus, Division, Hospital, OtherName
from tools.chinese.near import plain_name
from tools.sheets import as_text

NO_DIVISION = text(
    "network.import.no_division",
    _("“%(typed)s” is no district, county or county-level city of the province: write its name, or its six digits."),
)
SEVERAL_DIVISIONS = text(
    "network.import.several_divisions",
    _("There are several with the name “%(typed)s”: write the city before it, or one of the codes %(codes)s."),
)


def division():
    """Read a county-level division: its code, its name, or its name behind the city's."""
    known: dict[str, list[Division]] = defaultdict(list)
    for row in Division.objects.valid().county_level().select_related("parent"):
        parent = row.parent.name_zh if row.parent else ""
        for written in {row.code, row.name_zh, row.name_en, parent + row.name_zh}:
            known[plain_name(written)].append(row)

    def read(cell):
        typed = as_text(cell)
        found = known.get(plain_name(typed), [])
        if not found:
            raise Wrong(NO_DIVISION, typed=typed[:40])
        if len(found) > 1:
            raise Wrong(SEVERAL_DIVISIONS, typed=typed[:40], codes=[row.code for row in found])
        return found[0]

    return read


def division_words() -> list[str]:
    """What may stand in a column of divisions: city and name, where the name alone would mean several."""
    rows = Division.objects.valid().county_level().select_related("parent")
    return [f"{row.parent.name_zh if row.parent else ''}{row.name_zh}" for row in rows]


@dataclass
class Known:
    """Hospitals with their campuses, as far as a table names them."""

    by_code: dict[str, Hospital] = field(default_factory=dict)
    by_name: dict[str, list[Hospital]] = field(default_factory=lambda: defaultdict(list))
    campuses: dict[int, list[Campus]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, codes: set[str], names: set[str]) -> Known:
        """Ask for the hospitals with these codes and names, further names among them."""
        known = cls()
        by_other = OtherName.objects.filter(name__in=names).values_list("hospital_id", "name")
        others: dict[int, set[str]] = defaultdict(set)
        for pk, name in by_other:
            others[pk].add(name)
        rows = (
            Hospital.objects.filter(credit_code__in=codes - {""})
            | Hospital.objects.filter(name_zh__in=names)
            | Hospital.objects.filter(pk__in=others)
        )
        found = {row.pk: row for row in rows.select_related("merged_into")}
        for row in found.values():
            known.by_code[row.credit_code] = row
            for name in {row.name_zh, *others[row.pk]}:
                known.by_name[name].append(row)
        for campus in Campus.objects.filter(hospital__in=found).order_by("-is_main", "pk"):
            known.campuses[campus.hospital_id].append(campus)
        return known
