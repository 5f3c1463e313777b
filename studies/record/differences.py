"""How two versions of a record differ, field by field."""

from dataclasses import dataclass

from studies.record.catalogue import BY_CODE, SECTION_OF, SECTIONS
from studies.record.field import Field
from studies.record.reading import sides


@dataclass(frozen=True)
class Difference:
    """One field that differs: its section, and for each language the text before and after."""

    field: Field
    section: object
    sides: tuple[tuple[str, str, str], ...]


def between(before: dict, after: dict) -> list[Difference]:
    """The fields of the catalogue whose values differ, in its order."""
    return [
        _difference(BY_CODE[code], before.get(code), after.get(code))
        for code in SECTION_OF
        if _differs(code, before, after)
    ]


def _differs(code: str, before: dict, after: dict) -> bool:
    return (before.get(code) or None) != (after.get(code) or None)


def _difference(field: Field, old, new) -> Difference:
    pairs = zip(sides(field, old), sides(field, new), strict=True)
    texts = tuple((language, text, other) for (language, text), (_same, other) in pairs if text != other)
    return Difference(field, SECTIONS[SECTION_OF[field.code]].title, texts)
