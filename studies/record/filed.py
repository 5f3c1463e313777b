"""How the copy at a registry differs from the record, and the sheet from which its form is filled in."""

from studies.record.catalogue import BY_CODE
from studies.record.differences import Difference, between
from studies.record.field import Kind
from studies.record.reading import text_of
from studies.record.targets import TARGETS, Target


def filed_differences(filed: dict, values: dict, sheet: str) -> list[Difference]:
    """The fields that the registry shows and whose filed copy differs from the record: none where there is no copy."""
    if not filed:
        return []
    asked = {item.code for item in TARGETS[sheet].items}
    return [one for one in between(filed, values) if one.field.code in asked]


def sheet_rows(sheet: str, values: dict, study_kind: str) -> list[dict]:
    """The registry's items in its order and words with the record's values, one text for each of its languages.

    ``values`` hold derived ones too, where there are any.
    """
    target = TARGETS[sheet]
    return [_row(target, item, values) for item in target.items if BY_CODE[item.code].is_asked(values, study_kind)]


def _row(target: Target, item, values: dict) -> dict:
    field, value = BY_CODE[item.code], values.get(item.code)
    if field.kind == Kind.DERIVED:
        words = "\n".join(str(one) for one in value) if isinstance(value, list) else str(value or "")
        texts = {language: words for language in target.languages}
    else:
        texts = {language: text_of(field, value, language) for language in target.languages}
    return {"item": item, "field": field, "texts": texts, "required": item.required}
