"""What evidence packets tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import navigation, presenters
from access.navigation import NavItem, holding
from network import packet_permissions as permissions

ACTS = {
    "packet.asked": _("had evidence put together"),
    "packet.made": _("put evidence together"),
    "packet.purged": _("removed an evidence packet"),
}


def register_packets() -> None:
    """Acts, menu, the job, the purge, and this house's chapters."""
    from network import packet_tasks  # noqa: F401 - importing registers the work and the beat
    from network.packet_sources import register_sources

    presenters.register_acts(ACTS)
    register_sources()
    navigation.register(
        NavItem(
            "members",
            _("Evidence packet"),
            "network:packets",
            "download",
            holding(permissions.MAKE_PACKET),
            order=55,
        )
    )
