"""Why a message did not get through, as codes that the delivery log shows in words."""

from django.utils.translation import gettext_lazy as _

from access.texts import text

UNREACHABLE = text("delivery.unreachable", _("The server could not be reached."))
NOT_ACCEPTED = text("delivery.not_accepted", _("The server did not accept the message."))
WRONG_ADDRESS = text("delivery.wrong_address", _("The server does not know the address."))
NO_ADDRESS = text("delivery.no_address", _("The person has no such address any more."))
SETTINGS = text("delivery.settings", _("The settings of this channel are wrong; the server's log says how."))
DEFECT = text("delivery.defect", _("The message could not be made: a fault of the system."))

INTERRUPTED = text("delivery.interrupted", _("The sending was interrupted each time; the server's log says by what."))


class Undeliverable(Exception):
    """The message did not get through. ``for_good``: trying again would not help; ``channel_down``: nor for others."""

    def __init__(self, code: str, *, for_good: bool = False, channel_down: bool = False):
        super().__init__(code)
        self.code, self.for_good, self.channel_down = code, for_good, channel_down
