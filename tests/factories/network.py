"""Regions, hospitals, centres and networks, for tests. Every call makes a new one unless it is given."""

from datetime import date

from network.domain.names import name_keys
from network.enums import DivisionKind, FieldCategory, RegionKind
from network.models import (
    Campus,
    Centre,
    DiseaseField,
    Division,
    EligibilityRule,
    Hospital,
    HospitalProfile,
    Network,
    OtherName,
    Region,
    Tier,
)
from tests.factories.numbers import Numbers
from tools.codes import credit_code

_numbers = Numbers()
OPENED = date(2018, 7, 12)


def credit_code_of(number: int) -> str:
    """A valid synthetic credit code, another one for each number."""
    return credit_code.build("130000", f"MB{number:06d}")


def region(**columns) -> Region:
    number = next(_numbers)
    return Region.objects.create(
        **{
            "code": f"{990000 + number}",
            "name_zh": f"地区{number}",
            "name_en": f"Region {number}",
            "short_zh": f"区{number}",
            "short_en": f"R{number}",
            "kind": RegionKind.PREFECTURE_CITY,
            "tile_column": number % 4,
            "tile_row": number // 4,
            "position": number,
        }
        | columns
    )


def division(**columns) -> Division:
    number = next(_numbers)
    columns.setdefault("region", None)
    return Division.objects.create(
        **{"code": f"{880000 + number}", "name_zh": f"县{number}", "name_en": f"County {number}"}
        | {"kind": DivisionKind.COUNTY}
        | columns
        | {"region": columns["region"] or region()}
    )


def hospital(*, with_profile: bool = True, place: Division | None = None, **columns) -> Hospital:
    """A hospital with its main campus (in ``place``) and an empty profile."""
    number = next(_numbers)
    columns = {
        "name_zh": f"示范医院{number}",
        "name_en": f"Demonstration hospital {number}",
        "credit_code": credit_code_of(number),
        "credit_code_checked": True,
        "institution_type": "A100",
        "management_class": "1",
        "level": "3A",
    } | columns
    made = Hospital.objects.create(**columns, **name_keys(columns["name_zh"]))
    campus(hospital=made, division=place or division(), is_main=True)
    if with_profile:
        HospitalProfile.objects.create(hospital=made)
    return made


def campus(**columns) -> Campus:
    number = next(_numbers)
    columns.setdefault("hospital", None)
    columns.setdefault("division", None)
    place = columns["division"] or division()
    return Campus.objects.create(
        **{"name_zh": f"院区{number}", "name_en": f"Campus {number}", "address": f"示范路{number}号"}
        | columns
        | {"hospital": columns["hospital"] or hospital(), "division": place, "region": place.region}
    )


def other_name(owner: Hospital, name: str, **columns) -> OtherName:
    return OtherName.objects.create(
        **{"hospital": owner, "name": name, "initials": name_keys(name)["initials"], "kind": "second"} | columns
    )


def disease_field(**columns) -> DiseaseField:
    number = next(_numbers)
    return DiseaseField.objects.create(
        **{
            "code": f"field-{number}",
            "category": FieldCategory.COMMON,
            "name_zh": f"病种{number}",
            "name_en": f"Field {number}",
            "position": number,
        }
        | columns
    )


def centre(**columns) -> Centre:
    number = next(_numbers)
    columns = {
        "slug": f"centre-{number}",
        "name_zh": f"示范中心{number}",
        "name_en": f"Demonstration centre {number}",
        "established_on": OPENED,
    } | columns
    columns.setdefault("host", None)
    columns.setdefault("field", None)
    columns |= {"host": columns["host"] or hospital(), "field": columns["field"] or disease_field()}
    return Centre.objects.create(**columns, sort_key=name_keys(columns["name_zh"])["sort_key"])


def network(**columns) -> Network:
    number = next(_numbers)
    columns = {
        "slug": f"network-{number}",
        "code": f"N{number}",
        "name_zh": f"示范网络{number}",
        "name_en": f"Demonstration network {number}",
        "opened_on": OPENED,
    } | columns
    columns.setdefault("centre", None)
    columns["centre"] = columns["centre"] or centre()
    return Network.objects.create(**columns, sort_key=name_keys(columns["name_zh"])["sort_key"])


def tier(**columns) -> Tier:
    number = next(_numbers)
    return Tier.objects.create(
        **{"code": f"tier-{number}", "name_zh": f"层级{number}", "name_en": f"Tier {number}", "rank": number} | columns
    )


def rule(*conditions: dict, **columns) -> EligibilityRule:
    """A rule with one alternative of these conditions, unless ``alternatives`` are given."""
    columns.setdefault("tier", None)
    alternatives = [{"title_zh": "医院", "title_en": "Hospitals", "conditions": list(conditions)}]
    return EligibilityRule.objects.create(
        **{"valid_from": OPENED, "alternatives": alternatives} | columns | {"tier": columns["tier"] or tier()}
    )
