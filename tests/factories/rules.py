"""New versions of tiers and of the season rule, and questions to applicants, for tests."""

from datetime import date

from access.actor import Actor
from access.roles import DEPARTMENT_OFFICER
from network.domain import version_proposals as proposals
from network.domain.published_versions import newest
from network.models import Network, QuestionSet, Tier, VersionProposal
from network.version_enums import ProposalKind
from tests.factories import seasons
from tests.factories.people import holder
from tools import clock

TIER = {
    "name_zh": "骨干单位",
    "name_en": "Backbone unit",
    "rank": 7,
    "quota": 2,
    "requirements_zh": "每年承担培训",
    "requirements_en": "Trains others each year",
    "valid_to": "",
}
SEASON = {"opens": [2, 1], "due": [4, 30], "grace_days": 30, "note_zh": "", "note_en": ""}
PAPER = {"code": "plan", "label_zh": "建设方案", "label_en": "Plan", "kind": "file", "required": True}
DAY = {"code": "since", "label_zh": "开科日期", "label_en": "Open since", "kind": "date", "required": True}


def officers() -> list[Actor]:
    """Two people of the department."""
    return [Actor.of(holder(DEPARTMENT_OFFICER)) for _ in range(2)]


def tier_draft(tier: Tier | None, **columns) -> VersionProposal:
    """A version of a tier, of a new one for None, not saved yet."""
    former = newest(ProposalKind.TIER, None, tier)
    content = TIER if tier else TIER | {"code": "backbone"}
    facts = {"kind": ProposalKind.TIER, "tier": tier, "content": content, "valid_from": clock.today()}
    return VersionProposal(**facts | {"based_on": former.version if former else 0} | columns)


def season_draft(**columns) -> VersionProposal:
    """A rule of the annual confirmation from next year on, not saved yet."""
    former = newest(ProposalKind.SEASON, None)
    facts = {"kind": ProposalKind.SEASON, "content": SEASON, "valid_from": date(clock.today().year + 1, 1, 1)}
    return VersionProposal(**facts | {"based_on": former.version if former else 0} | columns)


def publish(draft: VersionProposal) -> VersionProposal:
    """Written by one officer, published by another."""
    author, second = officers()
    thing = proposals.propose(draft, by=author)
    return proposals.publish(thing, expected=thing.version, by=second)


def asked(network: Network, rows: list[dict] | None = None, **columns) -> QuestionSet:
    """What a network asks applicants: a number, words, a day, a paper."""
    rows = [*seasons.QUESTIONS, DAY, PAPER] if rows is None else rows
    return seasons.questions(network, rows, **{"occasion": "application", "valid_from": clock.today()} | columns)
