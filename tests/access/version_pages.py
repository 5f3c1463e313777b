"""Addresses of texts, rules, new versions and signings for test_every_page, and rows for their lists."""

from network.models import Agreement, Membership, SigningCampaign, VersionProposal
from tests.access.exit_pages import H1, OTHER, SECRETARY, _cast, network
from tests.factories import network as make
from tests.factories import versions
from tests.factories.directory import fill
from tools import clock

OFFICER, H3 = "department_officer", "hospital_admin@H3"
FORM = {"version": "1", "token": "t"}


def proposal(world):
    """A new text of N2 that waits."""
    return (versions.proposed(_cast(world)).uid,)


def signing(world):
    """A signing of N2."""
    versions.published(_cast(world))
    return (versions.opened(_cast(world)).uid,)


def text(world):
    """The address of the common text."""
    return (world.thing(Agreement, "H3N2").template.name,)


def tier(world):
    """The code of a tier."""
    return (world.thing(Membership, "H3N2").tier.code,)


def tier_of_network(world):
    """A tier's code and the uid of N2."""
    return (*tier(world), *network(world))


VERSION_PAGES = [
    ("network:agreements", (H1, 200), None, 200),
    ("network:signing_campaigns", (SECRETARY, 200), (H1, 403), 403),
    ("network:open_signing_campaign", (SECRETARY, 200), (H1, 403), 403),
    ("network:member_texts", (SECRETARY, 200), (H1, 403), 403),
    ("network:signing_campaign", (SECRETARY, 200), (OTHER, 404), 403, signing),
    ("network:signing_campaign_step", (SECRETARY, 302), (OTHER, 404), 403, signing, "post"),
    ("network:agreement_templates", (H1, 200), None, 403),
    ("network:new_common_agreement_template", (OFFICER, 200), (SECRETARY, 403), 403),
    ("network:new_agreement_template", (SECRETARY, 200), (OTHER, 403), 403, network),
    ("network:agreement_template", (H1, 200), None, 403, text),
    ("network:agreement_template_pdf", (H1, 200), None, 403, text),
    ("network:version_proposals", (SECRETARY, 200), (H1, 403), 403),
    ("network:version_proposal", (SECRETARY, 200), (OTHER, 404), 403, proposal),
    ("network:version_proposal_step", (SECRETARY, 302), (OFFICER, 404), 403, proposal, "post"),
    ("network:eligibility_rules", (H1, 200), None, 403),
    ("network:new_common_eligibility_rule", (OFFICER, 200), (SECRETARY, 403), 403, tier),
    ("network:new_eligibility_rule", (SECRETARY, 200), (OTHER, 403), 403, tier_of_network),
    ("network:rules_in_force", (H1, 200), None, 403),
    ("network:tiers", (H1, 200), None, 403),
    ("network:new_tier", (OFFICER, 200), (SECRETARY, 403), 403),
    ("network:change_tier", (OFFICER, 200), (SECRETARY, 403), 403, tier),
    ("network:season_rules", (H1, 200), None, 403),
    ("network:new_season_rule", (OFFICER, 200), (SECRETARY, 403), 403),
    ("network:application_questions", (SECRETARY, 200), (OTHER, 403), 403, network),
    ("network:application_answers", (SECRETARY, 200), (OTHER, 403), 403, network),
]


def some_proposals(rows: int) -> None:
    """Common versions that were sent back."""
    facts = {"kind": "agreement", "valid_from": clock.today(), "state": "returned", "content": versions.TEXT}
    VersionProposal.objects.bulk_create(VersionProposal(**facts) for _ in range(rows))


def _members(rows: int) -> list[Membership]:
    fill(rows)
    return list(Membership.objects.order_by("-pk").select_related("network")[:rows])


def some_campaigns(rows: int) -> list[SigningCampaign]:
    """Closed signings of different networks."""
    facts = {"reason": "new_version", "template": versions.common_text(), "due_on": clock.today()}
    facts |= {"state": "closed", "closed_at": clock.now()}
    return SigningCampaign.objects.bulk_create(
        SigningCampaign(network=member.network, **facts) for member in _members(rows)
    )


def some_agreements(rows: int) -> None:
    """Agreements of signings, each of another member."""
    known, template = Agreement.objects.count(), versions.common_text()
    campaigns = some_campaigns(rows)
    members = Membership.objects.order_by("-pk")[:rows]
    Agreement.objects.bulk_create(
        Agreement(
            number=f"X{known + place}",
            campaign=campaign,
            member=member,
            hospital_id=member.hospital_id,
            campus_id=member.campus_id,
            network_id=member.network_id,
            tier_id=member.tier_id,
            template=template,
            term_from=member.valid_from,
            term_to=make.OPENED.replace(year=2099),
        )
        for place, (campaign, member) in enumerate(zip(campaigns, members, strict=True))
    )


def some_texts(rows: int) -> None:
    """Members of today."""
    versions.common_text()
    fill(rows)


LISTS = {
    "network:agreements": (OFFICER, some_agreements),
    "network:signing_campaigns": (OFFICER, some_campaigns),
    "network:member_texts": (OFFICER, some_texts),
    "network:version_proposals": (OFFICER, some_proposals),
}
