"""Rows for the lists of branches, committees and partners."""

from datetime import timedelta

from access.roles import DEPARTMENT_OFFICER, HOSPITAL_COORDINATOR
from network.models import BranchCentre, CentreBranch, Committee
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


LISTS = {
    "network:centre_branches": (HOSPITAL_COORDINATOR, branches),
    "network:branch_centres": (HOSPITAL_COORDINATOR, national_branches),
    "network:committees": (DEPARTMENT_OFFICER, committees),
}
