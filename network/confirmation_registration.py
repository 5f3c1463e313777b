"""What the annual confirmation tells the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import navigation, presenters
from access.delivery import kinds
from access.navigation import NavItem, holding
from network import confirmation_permissions as permissions
from network import year_calendar

ACTS = {
    "confirmation_rule.added": _("added a rule of the annual confirmation"),
    "question_set.revised": _("wrote new questions of the network"),
    "confirmation.opened": _("opened the annual confirmation"),
    "confirmation.answered": _("answered a network's questions"),
    "membership.confirmed": _("confirmed the membership for the year"),
}

# Recorded about a membership or a confirmation, kept in tables of their own.
FACTS = {
    "year": (_("year"), None),
    "confirmed_on": (_("confirmed on"), None),
    "network": (_("network"), None),
    "sha256": (_("hash"), None),
}


def register_confirmations() -> None:
    """Acts, news, sign-off kind, history, menu and the daily work."""
    from access import histories
    from network import season_tasks, tasks  # noqa: F401 - importing registers the work and the beat
    from network.domain import annual_confirmations, confirmation_calendar, signoffs
    from network.views.annual_confirmations import signed_sections
    from office.owners import register_owner

    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
    kinds.register(kinds.Kind("confirmation", _("Annual confirmation"), ("news.confirmation.",)))
    histories.register("confirmation", "network.annualconfirmation")
    year_calendar.register("confirmation", confirmation_calendar.entries)
    # It owns no papers, but its receipts, which are seen by whoever sees it.
    register_owner("network.annualconfirmation", {})
    signoffs.register_kind(
        annual_confirmations.KIND,
        signoffs.SignOffKind(
            title=_("annual confirmation"),
            signed=annual_confirmations.signed,
            returned=annual_confirmations.sent_back,
            summary_template="network/confirmation_summary.html",
            sections=signed_sections,
        ),
    )
    navigation.register(
        NavItem(
            "members",
            _("Annual confirmation"),
            "network:confirmations",
            "clipboard-check",
            holding(permissions.VIEW_CONFIRMATION),
            order=45,
        )
    )
