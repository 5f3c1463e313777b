"""What partners and alliances tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import door, histories, logbook, navigation, presenters
from access.actor import Actor
from access.navigation import NavItem, holding
from network import partner_permissions, permissions
from network import structure_database as database

ACTS = {
    "partner.entered": _("entered the partner"),
    "partner.checked": _("entered a check of the partner"),
    "partner.ended": _("entered the end of the work with the partner"),
    "alliance.entered": _("entered the medical alliance"),
    "alliance.ended": _("entered the end of the medical alliance"),
    "alliance.member_added": _("entered a member of the medical alliance"),
    "alliance.member_ended": _("entered the end of a member of the medical alliance"),
}


def register_partners() -> None:
    """Acts, histories, menu, and what the database promises."""
    presenters.register_acts(ACTS)
    histories.register("partner", "network.partner", _of_partner)
    histories.register("alliance", "network.alliance", _of_alliance)
    navigation.register(
        NavItem(
            "network",
            _("Partners"),
            "network:partners",
            "share-2",
            holding(partner_permissions.VIEW_PARTNER),
            order=19,
        ),
        NavItem("network", _("Medical alliances"), "network:alliances", "hospital", order=19),
    )
    database.register(database.no_overlap("network_partner", "centre_id", "name"))
    database.register(database.no_overlap("network_alliance", "hospital_id", "name"))
    database.register(database.no_overlap("network_alliancemember", "alliance_id", "hospital_id"))


def _of_partner(partner, actor: Actor):
    door.require(actor, partner_permissions.VIEW_PARTNER, partner)
    return logbook.history(partner)


def _of_alliance(alliance, actor: Actor):
    door.require(actor, permissions.VIEW_HISTORY, alliance)
    return logbook.history(alliance)
