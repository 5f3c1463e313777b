"""What messages to many members tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import histories, navigation, presenters
from access.delivery import kinds
from access.navigation import NavItem, holding
from network import message_permissions as permissions

ACTS = {"message.sent": _("sent a message to members")}
FACTS = {"recipients": (_("recipients"), None)}


def register_messages() -> None:
    """Acts, kind of news, history and menu."""
    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
    kinds.register(kinds.Kind("message", _("Messages from centres"), ("news.message.",), pressing=True))
    histories.register("message", "network.BulkMessage")
    navigation.register(
        NavItem("members", _("Messages"), "network:messages", "mail", holding(permissions.VIEW_MESSAGE), 45)
    )
