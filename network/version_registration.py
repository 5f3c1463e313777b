"""What new versions and signings tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import chasing, histories, navigation, presenters
from access.delivery import kinds
from access.navigation import NavItem, holding
from network import version_permissions as permissions

ACTS = {
    "version.proposed": _("wrote a new version"),
    "eligibility_rule.added": _("published a version of the rule"),
    "campaign.opened": _("had the members sign again"),
    "campaign.reminded": _("reminded those who lag behind"),
    "membership.signed_again": _("signed the agreement again"),
}


def register_versions() -> None:
    """Words of the logbook, news, histories, works and menu."""
    from network import campaign_tasks  # noqa: F401 - importing registers the works

    presenters.register_acts(ACTS)
    kinds.register(kinds.Kind("version", _("New versions of rules and texts"), ("news.version.",)))
    histories.register("version", "network.VersionProposal")
    histories.register("signing", "network.SigningCampaign")
    chasing.register("network.signingcampaign", "network.versionproposal")
    _register_menu()


def _register_menu() -> None:
    navigation.register(
        NavItem(
            "members", _("Signings"), "network:signing_campaigns", "stamp", holding(permissions.VIEW_CAMPAIGN), 53
        ),
        NavItem(
            "rules",
            _("Agreement texts"),
            "network:agreement_templates",
            "file-text",
            holding(permissions.PROPOSE),
            54,
        ),
        NavItem(
            "rules", _("Eligibility rules"), "network:eligibility_rules", "list", holding(permissions.PROPOSE), 55
        ),
        NavItem(
            "rules",
            _("New versions"),
            "network:version_proposals",
            "clipboard-check",
            holding(permissions.PROPOSE),
            56,
        ),
    )
