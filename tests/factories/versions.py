"""New versions of texts and rules, and signings, for tests."""

from datetime import timedelta

from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR
from network.domain import signing_campaigns as campaigns
from network.domain import version_proposals as proposals
from network.domain.published_versions import newest
from network.models import AgreementTemplate, SigningCampaign, VersionProposal
from network.version_enums import ProposalKind
from tests.factories.membership import Cast
from tools import clock

TEXT = {"title": "合作协议（新版）", "facts": [["乙方", "{hospital}"]], "clauses": ["{from}至{to}。", "保密。"]}

RULE = {
    "alternatives": [
        {
            "title_zh": "三级医院",
            "title_en": "Tertiary",
            "conditions": [{"fact": "level", "operator": "at_least", "value": "3A", "waivable": True}],
        }
    ],
    "quota": 5,
    "note_zh": "",
    "note_en": "",
}


def draft(cast: Cast, **columns) -> VersionProposal:
    """A new text for the network of the cast, not saved yet."""
    former = newest(ProposalKind.AGREEMENT, cast.network)
    facts = {"kind": ProposalKind.AGREEMENT, "network": cast.network, "content": TEXT}
    facts |= {"valid_from": clock.today(), "based_on": former.version if former else 0}
    return VersionProposal(**facts | columns)


def proposed(cast: Cast, **columns) -> VersionProposal:
    """Before a second person, by the secretary."""
    return proposals.propose(draft(cast, **columns), by=cast.actor(CENTRE_ADMIN))


def published(cast: Cast, **columns) -> AgreementTemplate:
    """Published by the director."""
    thing = proposed(cast, **columns)
    proposals.publish(thing, expected=thing.version, by=cast.actor(CENTRE_DIRECTOR))
    return thing.template


def opened(cast: Cast, **facts) -> SigningCampaign:
    """A signing with its agreements issued; of a new text unless said otherwise."""
    told = {"reason": "new_version", "due_on": clock.today() + timedelta(days=30)} | facts
    made = campaigns.open_campaign(cast.network, **told, by=cast.actor(CENTRE_ADMIN))
    campaigns.issue_missing(made, by=cast.actor(CENTRE_ADMIN))
    return made


def common_text() -> AgreementTemplate:
    """The text of networks that have none of their own."""
    body = {"facts": [["乙方", "{hospital}"]], "clauses": ["{from}至{to}。"]}
    facts = {"title": "合作协议", "body": body, "valid_from": "2018-01-01"}
    return AgreementTemplate.objects.get_or_create(code="TEST", version=1, defaults=facts)[0]


def rule_draft(cast: Cast, **columns) -> VersionProposal:
    """A new rule for the network and tier of the cast, not saved yet."""
    former = newest(ProposalKind.ELIGIBILITY, cast.network, cast.tier)
    facts = {"kind": ProposalKind.ELIGIBILITY, "network": cast.network, "tier": cast.tier, "content": RULE}
    return VersionProposal(**facts | {"valid_from": clock.today(), "based_on": former.version} | columns)
