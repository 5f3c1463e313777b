"""Reading values of the record: whether they are there, and as text for people."""

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from studies.record.field import LANGUAGES, Field, Kind

YES_NO = {"yes": _("yes"), "no": _("no")}


def is_there(field: Field, value, languages: tuple[str, ...] = ("zh",)) -> bool:
    """Whether a field has a value, in all of these languages where it is bilingual; a group has it when each of its
    rows is complete."""
    if value in (None, "", [], {}):
        return False
    if field.kind == Kind.GROUP:
        return all(_row_is_there(field, row, languages) for row in value)
    if field.bilingual:
        return isinstance(value, dict) and all(value.get(language) for language in languages)
    return True


def _row_is_there(field: Field, row: dict, languages) -> bool:
    needed = [column for column in field.columns if column.needed]
    return all(is_there(column, row.get(column.code), languages) for column in needed)


def in_language(value, language: str) -> str:
    """One side of a bilingual value; the value itself where it is a plain text."""
    return value.get(language, "") if isinstance(value, dict) else value or ""


def text_of(field: Field, value, language: str = "") -> str:
    """A value as one text in a language, the reader's unless named; a bilingual one falls back on its other side."""
    if value in (None, "", [], {}):
        return ""
    if field.kind == Kind.GROUP:
        return "\n".join(row_text(field, row, language) for row in value)
    if field.bilingual:
        first = language or ("en" if get_language() == "en" else "zh")
        other = next(code for code in LANGUAGES if code != first)
        return in_language(value, first) or ("" if language else in_language(value, other))
    if field.kind in (Kind.CHOICE, Kind.MANY, Kind.YES_NO):
        names = YES_NO if field.kind == Kind.YES_NO else dict(field.choices)
        codes = value if isinstance(value, list) else [value]
        return gettext(", ").join(str(names.get(code, code)) for code in codes)
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    return str(value)


def row_text(field: Field, row: dict, language: str = "") -> str:
    """One row of a group as a line."""
    parts = [text_of(column, row.get(column.code), language) for column in field.columns]
    return " · ".join(part for part in parts if part)


def sides(field: Field, value) -> list[tuple[str, str]]:
    """(language, text) for each side of a bilingual field or group; one pair with no language for the others."""
    is_paired = field.bilingual or any(column.bilingual for column in field.columns)
    if not is_paired:
        return [("", text_of(field, value))]
    return [(language, text_of(field, value, language)) for language in LANGUAGES]
