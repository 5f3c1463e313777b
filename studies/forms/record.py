"""The form of one section of the record, made from the catalogue; bilingual texts stand side by side, groups
repeat."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from network.forms.application_sections import WORK_PHONE
from studies.record import SECTIONS, Field, Kind, fields_of
from studies.record.field import LANGUAGES
from studies.record.reading import YES_NO

LANGUAGE_TITLES = {"zh": _("Chinese"), "en": _("English")}
ICD10 = RegexValidator(r"^[A-Z]\d{2}(\.[0-9A-Za-z]{1,4})?$", _("Write the code as in I10 or I63.9."))
MOST_ROWS, MOST_COUNT = 30, 10_000_000
ENDS = (("planned_start", "planned_end"), ("recruiting_from", "recruiting_to"))


@dataclass(frozen=True)
class Cell:
    """One field as the page shows it: ``bound`` has one form field, or one for each language."""

    field: Field
    bound: tuple

    @property
    def is_pair(self) -> bool:
        """Whether there are two sides."""
        return len(self.bound) > 1


@dataclass(frozen=True)
class Group:
    """A repeated group: its rows of cells."""

    field: Field
    rows: tuple[tuple[Cell, ...], ...]


class RecordForm(Form):
    """One section. ``values`` are what is stored, ``typed`` what the person typed last (name → text), ``more`` the
    code of a group that gets one more empty row."""

    def __init__(
        self, data=None, *, section: str, study_kind: str, values=None, typed: Mapping | None = None, more=""
    ):
        self.section, self.shown = section, fields_of(section, study_kind)
        self.more = more
        names = data if data is not None else typed
        self.row_counts = {
            field.code: self._rows(field, names, (values or {}).get(field.code))
            for field in self.shown
            if field.kind == Kind.GROUP
        }
        super().__init__(data, initial=dict(typed) if typed is not None else _flat(self.shown, values or {}))
        for field in self.shown:
            self._add(field)

    def _rows(self, field: Field, names, stored) -> int:
        """As many rows as were typed or stored, and an empty one when there is none or when one more is wanted."""
        if names is not None:
            places = [int(found[1]) for name in names if (found := re.match(rf"{field.code}-(\d{{1,2}})-", name))]
            count = max(places, default=0) + 1
        else:
            count = max(len(stored or ()), 1)
        return min(count + (self.more == field.code), MOST_ROWS)

    def _add(self, field: Field) -> None:
        if field.kind != Kind.GROUP:
            self.fields |= dict(_inputs(field, field.code))
            return
        for place in range(self.row_counts[field.code]):
            for column in field.columns:
                self.fields |= dict(_inputs(column, f"{field.code}-{place}-{column.code}"))

    def blocks(self) -> list[Cell | Group]:
        """The section in its order, for the page."""
        return [self._block(field) for field in self.shown]

    def _block(self, field: Field) -> Cell | Group:
        return self._group(field) if field.kind == Kind.GROUP else self._cell(field, field.code)

    def _cell(self, field: Field, name: str) -> Cell:
        return Cell(field, tuple(self[each] for each in _names(field, name)))

    def _group(self, field: Field) -> Group:
        rows = range(self.row_counts[field.code])
        cells = [tuple(self._cell(c, f"{field.code}-{place}-{c.code}") for c in field.columns) for place in rows]
        return Group(field, tuple(cells))

    def clean(self) -> dict:
        """An end does not lie before its beginning."""
        data = super().clean()
        for first, last in ENDS:
            if data.get(first) and data.get(last) and data[last] < data[first]:
                self.add_error(last, _("The end lies before the beginning: choose a later day."))
        return data

    def values(self) -> dict:
        """What is stored: fields that were left empty are not there, and neither are empty rows."""
        found = {field.code: self._value(field, field.code) for field in self.shown}
        return {code: value for code, value in found.items() if value not in (None, "", [], {})}

    def _value(self, field: Field, name: str):
        if field.kind == Kind.GROUP:
            rows = [self._row(field, place) for place in range(self.row_counts[field.code])]
            return [row for row in rows if row]
        if field.bilingual:
            sides = {language: self.cleaned_data.get(f"{name}__{language}") or "" for language in LANGUAGES}
            return sides if any(sides.values()) else {}
        value = self.cleaned_data.get(name)
        return value.isoformat() if field.kind == Kind.DATE and value else value

    def _row(self, field: Field, place: int) -> dict:
        cells = {c.code: self._value(c, f"{field.code}-{place}-{c.code}") for c in field.columns}
        return {code: value for code, value in cells.items() if value not in (None, "", {})}


def _names(field: Field, name: str) -> list[str]:
    return [f"{name}__{language}" for language in LANGUAGES] if field.bilingual else [name]


def _inputs(field: Field, name: str) -> Iterator[tuple[str, forms.Field]]:
    """The form fields of a field that is no group: one, or one for each language."""
    if not field.bilingual:
        yield name, _input(field, field.title)
        return
    for language in LANGUAGES:
        made = _input(field, format_lazy("{} · {}", field.title, LANGUAGE_TITLES[language]))
        made.widget.attrs["lang"] = {"zh": "zh-Hans", "en": "en"}[language]
        yield f"{name}__{language}", made


def _input(field: Field, label) -> forms.Field:
    common = {"label": label, "required": False, "help_text": field.help}
    if field.kind in (Kind.CHOICE, Kind.YES_NO):
        choices = tuple(YES_NO.items()) if field.kind == Kind.YES_NO else field.choices
        return forms.ChoiceField(choices=[("", _("not chosen")), *choices], **common)
    if field.kind == Kind.DATE:
        return DayField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **common)
    if field.kind == Kind.NUMBER:
        widget = forms.NumberInput(attrs={"inputmode": "numeric"})
        return forms.IntegerField(min_value=0, max_value=MOST_COUNT, widget=widget, **common)
    if field.code == "email":
        return forms.EmailField(max_length=field.most, **common)
    if field.kind == Kind.LONG:
        return forms.CharField(max_length=field.most, widget=forms.Textarea(attrs={"rows": 4}), **common)
    checks = {"phone": [WORK_PHONE], "icd10": [ICD10]}.get(field.code, [])
    return forms.CharField(max_length=field.most, validators=checks, **common)


def _flat(shown: list[Field], values: dict) -> dict:
    """Stored values by the names of the form's fields."""
    found: dict = {}
    for field in shown:
        value = values.get(field.code)
        if field.kind == Kind.GROUP:
            for place, row in enumerate(value or ()):
                for column in field.columns:
                    found |= _side(column, f"{field.code}-{place}-{column.code}", row.get(column.code))
        else:
            found |= _side(field, field.code, value)
    return found


def _side(field: Field, name: str, value) -> dict:
    if field.bilingual:
        return {f"{name}__{language}": (value or {}).get(language, "") for language in LANGUAGES}
    return {name: value}


def next_section(code: str) -> str:
    """The code of the section after one; empty after the last."""
    codes = list(SECTIONS)
    place = codes.index(code) + 1
    return codes[place] if place < len(codes) else ""
