"""What belongs to one side of the small province, each with who of test_isolation_surfaces's viewers may see it."""

from collections.abc import Callable
from dataclasses import dataclass

from access.models import Delegation, Delivery, HandOver
from network.models import (
    AnnualConfirmation,
    BulkMessage,
    Certificate,
    CertificateBatch,
    Committee,
    CommitteeMeeting,
    CommitteeMember,
    EvidencePacket,
    HospitalRegistration,
    ImportRun,
    Measure,
    MembershipConfirmation,
    MembershipExit,
    MessageRecipient,
    Partner,
    ProxyEntry,
    SigningCampaign,
    SiteVisit,
    VersionProposal,
)
from office.domain.attachments import attach
from tests.access import assessment_addresses as assessed
from tests.access import bulk_things, exit_pages, message_pages, people_pages, proxy_pages, structure_pages
from tests.access import pages_of_certificates as papers
from tests.access.version_pages import proposal, signing
from tests.factories import assessments, tables
from tests.factories.membership import pdf
from tests.network.registering import registration_of_h1

H1, H2, H3 = (f"hospital_admin@H{number}" for number in (1, 2, 3))
C1, C2 = "centre_admin@C1", "centre_admin@C2"
R1 = "supervisor@R1"
MEMBER = frozenset({H3})
VIEWERS = (H1, H2, H3, C1, C2, R1)


@dataclass(frozen=True)
class Thing:
    """One thing: how it is made, who sees it, the list in which it stands, its pages and files (by its uid).

    ``told`` are those who do not see it and get news or a task by it all the same.
    """

    make: Callable
    seen_by: set[str]
    list: str = ""
    pages: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()


def by_uid(model, make: Callable) -> Callable:
    """The row whose uid a maker of test_every_page gives."""
    return lambda world: model.objects.get(uid=make(world)[0])


def one_of(step: Callable) -> Callable:
    """What a step of H3's assessment in N2 makes."""
    return lambda world: step(assessments.of_world(world))


def table_of_people(world) -> ImportRun:
    """A table of C2's people, checked."""
    rows = [{"name": "张三", "role": "centre_editor"}]
    return tables.bring("centre-people", rows, by=world.actor(C2), place=world.places["C2"])


def minutes(world) -> CommitteeMeeting:
    """A meeting of C2's committee, with its minutes."""
    meeting = by_uid(CommitteeMeeting, structure_pages.meeting)(world)
    attach(meeting, pdf("minutes.pdf"), kind="minutes", by=world.actor(C2))
    return meeting


def from_paper(world):
    """The application that C1 entered for H3."""
    return by_uid(ProxyEntry, proxy_pages.entered)(world).application


THINGS = {
    "confirmation of a hospital": Thing(
        lambda world: world.thing(AnnualConfirmation, "H2"), {H2}, pages=("network:annual_confirmation",)
    ),
    "confirmation of a member": Thing(
        lambda world: world.thing(MembershipConfirmation, "H2N1"),
        {H2, C1},
        pages=("network:membership_confirmation",),
    ),
    "round of assessments": Thing(
        one_of(assessments.opened), {C2}, "network:assessment_rounds", ("network:assessment_round",)
    ),
    "assessment before it is announced": Thing(
        one_of(assessed.one_filled_in), {C2}, "network:assessments", ("network:assessment",)
    ),
    "announced assessment": Thing(
        one_of(assessed.one_announced),
        {H3, C2, R1},
        "network:assessments",
        ("network:assessment", "network:assessment_pdf"),
    ),
    "appeal": Thing(one_of(assessed.one_appealed), {H3, C2, R1}, pages=("network:assessment_appeal",)),
    "exit": Thing(
        by_uid(MembershipExit, exit_pages.gone),
        {H3, C2, R1},
        "network:exits",
        ("network:exit", "network:exit_notice"),
    ),
    "visit": Thing(by_uid(SiteVisit, exit_pages.visited), {H3, C2, R1}, "network:visits", ("network:visit",)),
    "measure": Thing(by_uid(Measure, exit_pages.measured), {H2, C1}, pages=("network:measure",)),
    "table of people": Thing(table_of_people, {C2}, "network:imports", ("network:import", "network:import_remarks")),
    "message": Thing(by_uid(BulkMessage, bulk_things.message), {C2}, "network:messages", ("network:message",), MEMBER),
    "received message": Thing(
        by_uid(MessageRecipient, bulk_things.received), {H3, C2}, pages=("network:received_message",)
    ),
    "certificate": Thing(
        lambda world: world.thing(Certificate, "H3N2"),
        {H3, C2, R1},
        "network:certificates",
        ("network:certificate", "network:certificate_pdf", "network:certificate_docx"),
    ),
    "certificates in one file": Thing(
        by_uid(CertificateBatch, papers.together),
        {C2},
        pages=("network:certificate_batch", "network:certificate_batch_file"),
        told=MEMBER,
    ),
    "evidence packet": Thing(
        by_uid(EvidencePacket, papers.packet), {H1}, pages=("network:packet", "network:packet_file")
    ),
    "entry from paper": Thing(
        by_uid(ProxyEntry, proxy_pages.entered), {H3, C1}, "network:proxy_entries", ("network:proxy_entry",)
    ),
    "annual confirmation from paper": Thing(
        by_uid(ProxyEntry, proxy_pages.annual), {H3, C2}, "network:proxy_entries", ("network:proxy_entry",)
    ),
    "application from paper": Thing(from_paper, {H3, C1, R1}, "network:applications", ("network:application",)),
    "committee": Thing(
        by_uid(Committee, structure_pages.committee), {C2}, "network:committees", ("network:committee",)
    ),
    "member of a committee": Thing(by_uid(CommitteeMember, structure_pages.seat), {C2}),
    "minutes": Thing(minutes, {C2}),
    "partner": Thing(by_uid(Partner, structure_pages.partner), {C2}, "network:partners", ("network:partner",)),
    "signing": Thing(
        by_uid(SigningCampaign, signing), {C2}, "network:signing_campaigns", ("network:signing_campaign",), MEMBER
    ),
    "new version": Thing(
        by_uid(VersionProposal, proposal), {C2}, "network:version_proposals", ("network:version_proposal",)
    ),
    "registration": Thing(
        by_uid(HospitalRegistration, registration_of_h1), {R1}, "network:registrations", ("network:registration",)
    ),
    "deputy": Thing(by_uid(Delegation, people_pages.delegated), {H1}, "access:delegations"),
    "hand-over": Thing(by_uid(HandOver, people_pages.handed_over), {H1}, "access:hand_overs", ("access:hand_over",)),
    "delivery": Thing(by_uid(Delivery, message_pages.given_up), {H1}, "access:deliveries"),
}
