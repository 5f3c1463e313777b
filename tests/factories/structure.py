"""Branches, committees and partners, for tests."""

from datetime import date

from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER
from network.domain import branch_centres, centre_branches
from network.domain.branch_centres import BranchCentreFacts
from network.domain.centre_branches import BranchFacts
from network.domain.organisation_events import Basis
from network.models import BranchCentre, Centre, CentreBranch
from tests.factories import network as make
from tests.factories.people import actor

SINCE = date(2022, 3, 1)
BASIS = Basis("冀临研〔2022〕3号", SINCE)


def branch(centre: Centre | None = None, hospital=None, since: date = SINCE, by=None) -> CentreBranch:
    """A hospital as a centre's branch in its own region."""
    centre, hospital = centre or make.centre(), hospital or make.hospital()
    facts = BranchFacts(hospital, hospital.campuses.get().region, since, BASIS)
    return centre_branches.enter(centre, facts=facts, by=by or actor(CENTRE_ADMIN, centre))


def national(
    name: str = "国家示范疾病临床医学研究中心", hospital=None, field=None, since: date = SINCE
) -> BranchCentre:
    """A hospital as the branch of a national centre."""
    facts = BranchCentreFacts(name, hospital or make.hospital(), field or make.disease_field(), since, BASIS)
    return branch_centres.enter(None, facts=facts, by=actor(DEPARTMENT_OFFICER))
