"""Having a message tried again that was given up: by an administrator of its person's organisation or the system."""

from django.utils.translation import gettext_lazy as _

from access import logbook, permissions
from access.actor import Actor
from access.delivery import outbox
from access.models import Delivery
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb

NOT_GIVEN_UP = text(
    "delivery.not_given_up", _("This message is not given up any more: it was sent, or is being tried again.")
)
ASK_ANEW = text(
    "delivery.ask_anew", _("A link is good for a while only: the person asks for a new one, which is then sent.")
)


@verb(permissions.RETRY_DELIVERY)
def retry(delivery: Delivery, *, by: Actor) -> Delivery:
    """Begin anew with a message that was given up. Raises Refused when it is not, and for links that only their
    person asks for. A person's quiet hours hold for it, too."""
    if delivery.is_link:
        raise Refused(refusal(ASK_ANEW), delivery)
    if not outbox.again(delivery):
        raise Refused(refusal(NOT_GIVEN_UP), delivery)
    logbook.record(delivery, by=by, verb="delivery.retried", changes={"state": ("given_up", "queued")})
    delivery.refresh_from_db()
    return delivery
