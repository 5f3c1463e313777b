"""What the rules that people edit tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import navigation, presenters
from access.navigation import NavItem, holding
from network import version_permissions as permissions
from network.rules_database import register_rules_database

ACTS = {
    "tier.added": _("added a tier"),
    "tier.changed": _("changed a tier"),
    "tier.published": _("published a version of the tier"),
    "confirmation_rule.published": _("published a rule of the annual confirmation"),
}


def register_rules() -> None:
    """Words of the logbook, menu, the daily work, and what the database promises."""
    from network import rules_tasks  # noqa: F401 - importing registers the beat

    presenters.register_acts(ACTS)
    register_rules_database()
    written = holding(permissions.PROPOSE)
    navigation.register(
        NavItem("rules", _("What is in force"), "network:rules_in_force", "calendar", written, 50),
        NavItem("rules", _("Tiers of membership"), "network:tiers", "sliders-horizontal", written, 57),
        NavItem("rules", _("Rule of the annual confirmation"), "network:season_rules", "clock", written, 58),
    )
