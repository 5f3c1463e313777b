"""Tables of hospitals for the directory: what may stand in them, and what is held against the directory."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from access.texts import text
from network.enums import HospitalLevel, InstitutionType, ManagementClass
from network.imports import reading
from network.imports.batch import Batch
from network.imports.kinds import Column
from network.imports.places import division, division_words
from network.models import Hospital, OtherName
from tools.chinese import near

YES_NO = ((True, _("yes")), (False, _("no")))

NO_CODE = text(
    "network.import.hospital.no_code",
    _("An independent legal person has a credit code: enter it, or write “no” under legal person."),
)
CODE_TWICE = text(
    "network.import.hospital.code_twice", _("The same credit code stands in the rows %(rows)s: keep one.")
)
CODE_KNOWN = text(
    "network.import.hospital.code_known", _("The directory has the hospital with this credit code: %(hospital)s.")
)
NAME_TWICE = text(
    "network.import.hospital.name_twice", _("The same name in the same place stands in the rows %(rows)s: keep one.")
)
NAME_KNOWN = text(
    "network.import.hospital.name_known", _("The directory has a hospital of this name in the same place.")
)
NAME_NEAR = text(
    "network.import.hospital.name_near", _("The directory has a hospital with nearly this name: %(hospital)s.")
)
NAME_ELSEWHERE = text(
    "network.import.hospital.name_elsewhere", _("The directory has a hospital of this name elsewhere.")
)


def _labels(choices) -> list[str]:
    return [str(label) for _value, label in choices]


def closed_list(choices):
    """A reader and the words of a closed list."""

    def shown() -> list[str]:
        return _labels(choices)

    return {"reader": reading.one_of(lambda: reading.words_of(choices), shown), "choices": shown}


COLUMNS = (
    Column(
        "name_zh",
        _("Chinese name"),
        reading.words(100),
        True,
        _("As it stands on the institution's certificate."),
        "示范县人民医院",
    ),
    Column(
        "credit_code",
        _("Unified social credit code"),
        reading.code_of_institution,
        help=_("18 characters. Every independent legal person has one."),
        example="12130000MB00000008",
    ),
    Column("legal_person", _("Independent legal person"), **closed_list(YES_NO), help=_("Empty counts as yes.")),
    Column(
        "division",
        _("District, county or county-level city"),
        division,
        True,
        _("Its name, with the city before it where several have that name, or its six digits."),
        choices=division_words,
    ),
    Column("level", _("Level"), required=True, **closed_list(HospitalLevel.choices)),
    Column("institution_type", _("Type of institution"), required=True, **closed_list(InstitutionType.choices)),
    Column(
        "management_class",
        _("Management class"),
        **closed_list(ManagementClass.choices),
        help=_("Empty counts as non-profit."),
    ),
    Column(
        "campus_name",
        _("Name of the campus"),
        reading.words(100),
        help=_("The main one. Empty where the hospital has no other."),
    ),
    Column("address", _("Address"), reading.words(200)),
    Column("name_en", _("English name"), reading.words(200)),
)


def codes_needed(batch: Batch) -> None:
    """A legal person has a code."""
    for index, row in enumerate(batch.rows):
        if row["legal_person"] is None and batch.is_good(index, "legal_person"):
            row["legal_person"] = True
        if row["legal_person"] and row["credit_code"] is None and batch.is_good(index, "credit_code"):
            batch.note(index, "credit_code", NO_CODE)


def rows_differ(batch: Batch) -> None:
    """No code and no name in one place stands twice."""
    same = defaultdict(list)
    for index, row in batch.having("credit_code"):
        same[row["credit_code"]].append(index)
    note_twice(batch, same, "credit_code", CODE_TWICE)
    names = defaultdict(list)
    for index, row in batch.having("name_zh", "division"):
        names[near.plain_name(row["name_zh"]), row["division"].pk].append(index)
    note_twice(batch, names, "name_zh", NAME_TWICE)


def note_twice(batch: Batch, same: dict, column: str, code: str) -> None:
    """Remark on every row of each group of several."""
    for indexes in same.values():
        rows = [batch.numbers[index] for index in indexes]
        for index in indexes if len(indexes) > 1 else ():
            batch.note(index, column, code, rows=rows[:10])


def against_directory(batch: Batch) -> None:
    """No code of the directory, and no name in the same place; nearly the same names are told as warnings."""
    codes = {row["credit_code"]: index for index, row in batch.having("credit_code")}
    known = Hospital.objects.filter(credit_code__in=codes).values_list("credit_code", "name_zh")
    for code, name in known:
        batch.note(codes[code], "credit_code", CODE_KNOWN, hospital=name)
    _names(batch)


def _names(batch: Batch) -> None:
    places = defaultdict(set)
    for name, place in Hospital.objects.values_list("name_zh", "campuses__division"):
        places[name].add(place)
    for name, place in OtherName.objects.values_list("name", "hospital__campuses__division"):
        places[name].add(place)
    index_of = near.index(places)
    for index, row in batch.having("name_zh"):
        name = row["name_zh"]
        if name in places:
            here = row["division"] is not None and row["division"].pk in places[name]
            batch.note(index, "name_zh", NAME_KNOWN if here else NAME_ELSEWHERE, warning=not here)
        elif (found := near.near(name, index_of)) is not None:
            batch.note(index, "name_zh", NAME_NEAR, warning=True, hospital=found)


CHECKS = (codes_needed, rows_differ, against_directory)
