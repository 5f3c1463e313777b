"""Closed lists of the house: what kinds of places, institutions and names there are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DivisionKind(TextChoices):
    """Kinds of administrative divisions (GB/T 2260), with the new area that has no code there."""

    PROVINCE = "province", _("province")
    PREFECTURE_CITY = "prefecture_city", _("prefecture-level city")
    DISTRICT = "district", _("district")
    COUNTY_CITY = "county_city", _("county-level city")
    COUNTY = "county", _("county")
    AUTONOMOUS_COUNTY = "autonomous_county", _("autonomous county")
    NEW_AREA = "new_area_virtual", _("new area")


# Where a county-level member can be; the narrower list leaves the districts of cities out.
COUNTY_LEVEL_KINDS = (
    DivisionKind.DISTRICT,
    DivisionKind.COUNTY_CITY,
    DivisionKind.COUNTY,
    DivisionKind.AUTONOMOUS_COUNTY,
)
RURAL_COUNTY_KINDS = (DivisionKind.COUNTY_CITY, DivisionKind.COUNTY, DivisionKind.AUTONOMOUS_COUNTY)


class RegionKind(TextChoices):
    """Why a place reports for itself."""

    PREFECTURE_CITY = "prefecture_city", _("prefecture-level city")
    PROVINCE_MANAGED = "province_managed", _("county-level city managed by the province")
    NEW_AREA = "new_area", _("new area")


class FieldCategory(TextChoices):
    """The five groups of diseases that the province's plan names."""

    TRAUMA = "trauma", _("Trauma and emergency")
    COMMON = "common", _("Common diseases")
    HIGH_INCIDENCE = "high_incidence", _("Diseases of high incidence")
    INFECTIOUS = "infectious", _("Infectious diseases")
    OCCUPATIONAL = "occupational", _("Main occupational diseases")


class HospitalLevel(TextChoices):
    """Level and grade of an institution as one list, highest first."""

    L3S = "3S", _("Level three, special grade")
    L3A = "3A", _("Level three, grade A")
    L3B = "3B", _("Level three, grade B")
    L3C = "3C", _("Level three, grade C")
    L3U = "3U", _("Level three, not graded")
    L2A = "2A", _("Level two, grade A")
    L2B = "2B", _("Level two, grade B")
    L2C = "2C", _("Level two, grade C")
    L2U = "2U", _("Level two, not graded")
    L1A = "1A", _("Level one, grade A")
    L1B = "1B", _("Level one, grade B")
    L1C = "1C", _("Level one, grade C")
    L1U = "1U", _("Level one, not graded")
    L0U = "0U", _("No level assigned")

    @property
    def rank(self) -> int:
        """Place in the order of levels, the highest first: ``3S`` is 1, ``0U`` is 14."""
        return list(HospitalLevel).index(self) + 1

    @classmethod
    def at_least(cls, lowest: str) -> tuple[str, ...]:
        """The levels from the highest down to ``lowest``; raises ValueError for an unknown level."""
        return tuple(level.value for level in cls if level.rank <= cls(lowest).rank)


class ManagementClass(TextChoices):
    """Management class of an institution (WS 218-2002)."""

    NON_PROFIT = "1", _("non-profit")
    FOR_PROFIT = "2", _("for-profit")
    OTHER = "9", _("other")


class CentreLevel(TextChoices):
    """On whose authority a centre exists."""

    NATIONAL = "national", _("national centre")
    PROVINCIAL = "provincial", _("provincial centre")
    BRANCH = "branch", _("branch of a centre")


class NameKind(TextChoices):
    """Why an institution has, or had, a further name."""

    SECOND = "second", _("second name")
    FORMER = "former", _("former name")
    SHORT = "short", _("short name")


class InstitutionType(TextChoices):
    """Kinds of health institutions (WS 218-2002, third level)."""

    A100 = "A100", _("general hospital")
    A210 = "A210", _("general hospital of traditional Chinese medicine")
    A220 = "A220", _("specialised hospital of traditional Chinese medicine")
    A300 = "A300", _("hospital of integrated Chinese and Western medicine")
    A410 = "A410", _("hospital of ethnic medicine")
    A511 = "A511", _("dental hospital")
    A512 = "A512", _("eye hospital")
    A513 = "A513", _("ear, nose and throat hospital")
    A514 = "A514", _("cancer hospital")
    A515 = "A515", _("cardiovascular hospital")
    A516 = "A516", _("chest hospital")
    A517 = "A517", _("haematology hospital")
    A518 = "A518", _("obstetrics and gynaecology hospital")
    A519 = "A519", _("children's hospital")
    A520 = "A520", _("psychiatric hospital")
    A521 = "A521", _("infectious diseases hospital")
    A522 = "A522", _("dermatology hospital")
    A523 = "A523", _("tuberculosis hospital")
    A525 = "A525", _("occupational diseases hospital")
    A526 = "A526", _("orthopaedic hospital")
    A527 = "A527", _("rehabilitation hospital")
    A539 = "A539", _("other specialised hospital")
    A600 = "A600", _("sanatorium")
    B100 = "B100", _("community health service centre")
    C210 = "C210", _("central township health centre")
    C220 = "C220", _("township health centre")
    E100 = "E100", _("emergency centre")
    F110 = "F110", _("blood centre")
    G100 = "G100", _("maternal and child health hospital")
    H113 = "H113", _("institute for occupational disease control")
    J100 = "J100", _("centre for disease control and prevention")
    M100 = "M100", _("medical research institute")
    P110 = "P110", _("clinical laboratory centre")
