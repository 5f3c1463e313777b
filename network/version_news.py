"""What new versions and campaigns tell people."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.texts import in_first_language, text

PUBLISHED = text("news.version.published", _("%(about)s is published."))
SENT_BACK = text("news.version.sent_back", _("%(about)s came back: %(reason)s"))
REMINDER = text(
    "news.agreement.reminder",
    _("%(network)s asks you to sign the agreement %(number)s by %(day)s: print, seal and upload it."),
)
CLOSED = text(
    "news.agreement.campaign_closed",
    _("%(network)s closed the signing: the agreement %(number)s is no longer signed. %(reason)s"),
)


def tell_author_of_publication(proposal, by, reason) -> None:
    """Whoever wrote a version learns that it is published."""
    if proposal.proposed_by_id:
        inbox.notify([proposal.proposed_by], PUBLISHED, proposal, about=in_first_language(proposal))


def tell_author_of_return(proposal, by, reason) -> None:
    """Whoever wrote a version learns why it came back."""
    if proposal.proposed_by_id:
        facts = {"about": in_first_language(proposal), "reason": reason}
        inbox.notify([proposal.proposed_by], SENT_BACK, proposal, **facts)


def _facts(agreement) -> dict:
    return {"network": in_first_language(agreement.network), "number": agreement.number}


def remind(people, agreement) -> None:
    """A hospital is reminded of its agreement in a campaign."""
    inbox.notify(people, REMINDER, agreement, day=agreement.campaign.due_on.isoformat(), **_facts(agreement))


def tell_of_closed_campaign(people, agreement, reason: str) -> None:
    """A hospital learns that its agreement is no longer signed."""
    inbox.notify(people, CLOSED, agreement, reason=reason, **_facts(agreement))
