"""When a new version may be published, and when members may sign again."""

from django.utils.translation import gettext_lazy as _

from access import deputies
from access.refusals import Refusal, refusal
from access.texts import text
from network import version_permissions as permissions
from network.membership_enums import MembershipState
from network.version_enums import CampaignState
from tools import clock

OWN_PROPOSAL = text(
    "network.version.own_proposal", _("You wrote this version yourself: another person has to publish it.")
)
NOT_OWN = text("network.version.not_own", _("%(who)s wrote this version: only this person withdraws it."))
CAMPAIGN_CLOSED = text(
    "network.agreement.campaign_closed", _("The campaign is closed: this agreement is no longer signed.")
)
MEMBER_LEFT = text(
    "network.agreement.member_left", _("The membership %(number)s has ended: this agreement is no longer signed.")
)
OTHER_MEMBER = text(
    "network.agreement.other_member",
    _("The campus %(campus)s belongs to the network under %(number)s now: this agreement is no longer signed."),
)
TERM_GONE = text(
    "network.agreement.term_gone", _("The term of the agreement ended on %(day)s: it is no longer signed.")
)


def written_by_another(proposal, actor) -> Refusal | None:
    """Four eyes: who wrote a version does not publish it; a deputy and the person away are one."""
    if actor.user is None:
        return None
    people = deputies.people_behind(actor, permissions.PUBLISH, proposal)
    return refusal(OWN_PROPOSAL) if proposal.proposed_by_id in people else None


def written_by_oneself(proposal, actor) -> Refusal | None:
    """What somebody else wrote is sent back, not withdrawn."""
    if actor.user is None or proposal.proposed_by_id == actor.user.pk:
        return None
    return refusal(NOT_OWN, who=proposal.proposed_by.name if proposal.proposed_by else "")


def may_sign_again(agreement) -> Refusal | None:
    """An agreement of a campaign moves while the campaign is open and its member has not left."""
    if agreement.campaign.state != CampaignState.OPEN:
        return refusal(CAMPAIGN_CLOSED)
    member = agreement.member
    return refusal(MEMBER_LEFT, number=member.number) if member.state == MembershipState.EXITED else None


def goes_on(agreement, other) -> Refusal | None:
    """A membership goes on under its agreement unless the term is over, or ``other``, the campus's one of today,
    has taken its place."""
    if other is not None and other.pk != agreement.member_id:
        return refusal(OTHER_MEMBER, campus=str(agreement.campus), number=other.number)
    if agreement.term_to < clock.today():
        return refusal(TERM_GONE, day=agreement.term_to.isoformat())
    return None
