"""Rows for the lists of branches, committees and partners."""

from datetime import timedelta

from access.roles import DEPARTMENT_OFFICER, HOSPITAL_COORDINATOR
from network.models import Alliance, BranchCentre, CentreBranch, Committee, Partner
from tests.factories import network as make
from tools import clock


def branches(rows: int) -> None:
    """Branches of as many centres."""
    for _row in range(rows):
        hospital = make.hospital(with_profile=False)
        CentreBranch.objects.create(
            centre=make.centre(), hospital=hospital, region=hospital.campuses.get().region, valid_from=clock.today()
        )


def national_branches(rows: int) -> None:
    """Branches of national centres in as many fields."""
    for _row in range(rows):
        hospital, field = make.hospital(with_profile=False), make.disease_field()
        BranchCentre.objects.create(national_centre="国家中心", hospital=hospital, field=field)


def committees(rows: int) -> None:
    """Committees of as many centres."""
    for _row in range(rows):
        Committee.objects.create(
            centre=make.centre(), kind="ethics", name="伦理委员会", valid_to=clock.today() + timedelta(days=90)
        )


def partners(rows: int) -> None:
    """Partners of as many centres."""
    for _row in range(rows):
        Partner.objects.create(centre=make.centre(), kind="university", name="示范大学", purpose="p")


def alliances(rows: int) -> None:
    """Alliances of as many hospitals."""
    for _row in range(rows):
        Alliance.objects.create(hospital=make.hospital(with_profile=False), name="医联体")


LISTS = {
    "network:centre_branches": (HOSPITAL_COORDINATOR, branches),
    "network:branch_centres": (HOSPITAL_COORDINATOR, national_branches),
    "network:committees": (DEPARTMENT_OFFICER, committees),
    "network:partners": (DEPARTMENT_OFFICER, partners),
    "network:alliances": (HOSPITAL_COORDINATOR, alliances),
}
