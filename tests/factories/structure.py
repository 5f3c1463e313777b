"""Branches, committees and partners, for tests."""

from datetime import date, timedelta

from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN
from network.domain import alliances, branch_centres, centre_branches, committees, partners
from network.domain.alliances import AllianceFacts
from network.domain.branch_centres import BranchCentreFacts
from network.domain.centre_branches import BranchFacts
from network.domain.committees import CommitteeFacts, MemberFacts
from network.domain.organisation_events import Basis
from network.domain.partners import PartnerFacts
from network.models import (
    Alliance,
    AllianceMember,
    BranchCentre,
    Centre,
    CentreBranch,
    Committee,
    CommitteeMeeting,
    CommitteeMember,
    Partner,
)
from tests.factories import network as make
from tests.factories.people import actor
from tools import clock

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


def committee(centre: Centre | None = None, *, by=None, **facts) -> Committee:
    """An academic committee whose term runs for a year yet."""
    centre = centre or make.centre()
    given = {
        "kind": "academic",
        "name": "学术委员会",
        "valid_from": clock.today() - timedelta(days=400),
        "valid_to": clock.today() + timedelta(days=365),
    }
    return committees.set_up(centre, facts=CommitteeFacts(**given | facts), by=by or actor(CENTRE_ADMIN, centre))


def seat(of: Committee, name: str = "苏远", *, by=None, **facts) -> CommitteeMember:
    """A member from the first day of the term on."""
    given = {"organisation": "示范大学", "role": "member", "valid_from": of.valid_from}
    by = by or actor(CENTRE_ADMIN, of.centre)
    return committees.add_member(of, facts=MemberFacts(name=name, **given | facts), by=by)


def meeting(of: Committee, *, by=None) -> CommitteeMeeting:
    """A meeting of last week."""
    facts = {"held_on": clock.today() - timedelta(days=7), "subject": "年度工作会议"}
    return committees.note_meeting(of, **facts, by=by or actor(CENTRE_ADMIN, of.centre))


def partner(centre: Centre | None = None, *, by=None, **facts) -> Partner:
    """An enterprise of which it is not known who controls it."""
    centre = centre or make.centre()
    given = {"kind": "enterprise", "name": "示范生物科技公司", "purpose": "检测试剂评价", "valid_from": SINCE}
    return partners.enter(centre, facts=PartnerFacts(**given | facts), by=by or actor(CENTRE_ADMIN, centre))


def alliance(hospital=None, *, by=None) -> Alliance:
    """An alliance that a hospital leads."""
    hospital = hospital or make.hospital()
    facts = AllianceFacts("示范医联体", SINCE)
    return alliances.enter(hospital, facts=facts, by=by or actor(HOSPITAL_ADMIN, hospital))


def ally(of: Alliance, hospital=None, *, by=None) -> AllianceMember:
    """A member of it from its first day on."""
    by = by or actor(HOSPITAL_ADMIN, of.hospital)
    return alliances.add_member(of, hospital=hospital or make.hospital(), valid_from=of.valid_from, by=by)
