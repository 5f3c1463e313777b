"""Every pair of states of every lifecycle: steps that the table does not know are refused, even to the system."""

from itertools import product

import pytest

from access.actor import Actor
from access.lifecycle import LIFECYCLES, move
from access.models import DeletionRequest, HandOver
from access.refusals import Refused
from network.domain import certificates
from network.models import (
    Agreement,
    AnnualAssessment,
    AnnualConfirmation,
    AssessmentAppeal,
    AssessmentRound,
    Certificate,
    HospitalRegistration,
    ImportRun,
    Membership,
    MembershipApplication,
    MembershipExit,
    ProxyEntry,
    SigningCampaign,
    SignOff,
    SiteVisit,
    VersionProposal,
)
from sites.models import FeasibilityInvitation, FeasibilityRound
from studies.models import EnrolmentSlot, Filing, ReviewSeat, Study, StudyNetwork, StudyReview, StudySite, TeamMember
from tests.factories import assessments, proxies, research, versions
from tests.factories import exits as leave
from tests.factories import membership as path
from tests.factories import studies as studying
from tests.factories.people import give, person
from tests.network.registering import handed_in
from tools import clock

pytestmark = pytest.mark.django_db

TABLES = list(LIFECYCLES.values())


def stage() -> dict:
    """One row of each model at the end of the way, where every column has its value."""
    cast = path.cast()
    member = path.joined(cast)
    appeal = assessments.appealed(cast, assessments.announced(cast, assessments.POOR))
    application = member.agreement.application
    proposal = versions.published(cast).proposal
    signing = versions.opened(cast)
    invitation = research.invitation()
    return {
        Membership: member,
        Agreement: member.agreement,
        MembershipApplication: application,
        AnnualConfirmation: AnnualConfirmation.objects.create(hospital=member.hospital, year=2026),
        SignOff: SignOff.objects.get(object_id=application.pk, kind="membership_application"),
        AnnualAssessment: appeal.assessment,
        AssessmentAppeal: appeal,
        AssessmentRound: appeal.assessment.round,
        HandOver: _hand_over(),
        DeletionRequest: DeletionRequest.objects.create(user=person(), due_on="2026-03-02"),
        HospitalRegistration: handed_in(),
        ProxyEntry: proxies.contested(path.cast()),
        SiteVisit: leave.reported(cast, member),
        MembershipExit: leave.completed(cast, leave.begun(cast, member)),
        VersionProposal: proposal,
        SigningCampaign: signing,
        ImportRun: ImportRun.objects.create(kind="members", network=member.network, file_name="a.xlsx", rows=1),
        FeasibilityInvitation: invitation,
        FeasibilityRound: invitation.round,
        Certificate: certificates.issue(member, kind="plaque", by=Actor.as_system("test")),
        **_studied(),
    }


def _studied() -> dict:
    study = studying.registered(studying.cast())
    review = study.reviews.first()
    seat = {
        "review": review,
        "hospital": study.lead_hospital,
        "reviewer": person(),
        "verdict": "approved",
        "opinion": "x",
    }
    hospitals = {"hospital": study.lead_hospital, "lead_hospital": study.lead_hospital}
    site = StudySite.objects.create(study=study, **hospitals)
    place = {"function": "study_nurse", "tasks": ["data"], "valid_from": "2026-03-02"}
    return {
        Study: study,
        StudyNetwork: study.networks.get(),
        StudyReview: review,
        EnrolmentSlot: EnrolmentSlot.objects.create(
            study=study, study_site=site, **hospitals, sequence=1, expires_at=clock.now()
        ),
        Filing: Filing.objects.create(study=study, hospital=study.lead_hospital, target="chictr"),
        StudySite: site,
        TeamMember: TeamMember.objects.create(site=site, **hospitals, person=person(), **place),
        ReviewSeat: ReviewSeat.objects.create(**seat),
    }


@pytest.fixture
def things(built):
    return built


def _hand_over() -> HandOver:
    role = give(person(), "investigator")
    facts = {"first_day": "2026-03-02", "scope_kind": role.scope_kind, "scope_id": role.scope_id, "reason": "x"}
    return HandOver.objects.create(assignment=role, leaver=role.user, successor=person(), **facts)


# What the constraints of a table ask for beside a state.
BESIDE = {
    Membership: lambda state: {"exit_kind": "voluntary" if state == "exited" else ""},
    MembershipApplication: lambda state: {"decision_reason": "x"},
    AnnualConfirmation: lambda state: {"confirmed_on": "2026-03-05" if state == "confirmed" else None},
    AnnualAssessment: lambda state: {
        "announced_at": clock.now() if state == "announced" else None,
        "appeal_until": clock.today() if state == "announced" else None,
    },
    AssessmentAppeal: lambda state: {"answered_at": clock.now(), "answer": "x"},
    AssessmentRound: lambda state: {"announced_at": clock.now() if state == "announced" else None, "reason": "x"},
    HospitalRegistration: lambda state: {"reason": "x", "decided_at": clock.now(), "answer_by": clock.today()},
    SignOff: lambda state: {"reason": "x"},
    HandOver: lambda state: {"decided_at": clock.now()},
    DeletionRequest: lambda state: {"answered_at": clock.now()},
    VersionProposal: lambda state: {"published_at": clock.now()},
    SigningCampaign: lambda state: {"closed_at": clock.now() if state == "closed" else None},
    ImportRun: lambda state: {"committed_at": clock.now()},
    Certificate: lambda state: {"ended_on": None if state == "issued" else "2026-03-05"},
    FeasibilityInvitation: lambda state: {
        "reason": "x",
        "answered_at": clock.now() if state in ("answered", "declined") else None,
    },
    FeasibilityRound: lambda state: {
        "sent_at": None if state == "draft" else clock.now(),
        "closed_at": clock.now() if state == "closed" else None,
    },
    Study: lambda state: {
        "suspended_from": "recruiting" if state == "suspended" else "",
        "completed_on": clock.today(),
        "end_summary": "x",
    },
    EnrolmentSlot: lambda state: {
        "enrolled_on": clock.today() if state == "enrolled" else None,
        "released_at": clock.now(),
    },
    Filing: lambda state: {"number": "ChiCTR2600012345", "published_on": clock.today()},
    StudyNetwork: lambda state: {"valid_from": clock.today()},
    StudySite: lambda state: {"opened_on": clock.today()},
    TeamMember: lambda state: {"confirmed_at": clock.now()},
    ProxyEntry: lambda state: {"reason": "x", "answered_at": clock.now(), "code_hash": ""},
}


def _put(thing, table, state: str) -> None:
    """Set a state past the engine, with what the table's constraints ask for in it."""
    columns = {table.field: state} | BESIDE.get(type(thing), lambda state: {})(state)
    type(thing).objects.filter(pk=thing.pk).update(**columns)
    thing.refresh_from_db()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_is_no_step_of_the_table_is_refused_and_changes_nothing(things, table):
    thing, system = things[table.model], Actor.as_system("test")
    known = {(source, step.target) for step in table.transitions for source in step.sources}
    others = set(product(table.states.values, repeat=2)) - known
    assert others

    for source, target in sorted(others):
        _put(thing, table, source)
        with pytest.raises(Refused) as refused:
            move(thing, target, by=system, expected=thing.version, reason="x")

        assert refused.value.reason.code == "lifecycle.no_such_move", (source, target)
        fresh = table.model.objects.get(pk=thing.pk)
        assert (getattr(fresh, table.field), fresh.version) == (source, thing.version)
