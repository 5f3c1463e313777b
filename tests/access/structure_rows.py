"""Rows for the lists of branches, committees and partners."""

from network.models import BranchCentre, CentreBranch
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
