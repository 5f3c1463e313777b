"""What the house does by the clock."""

from django.utils.translation import gettext_lazy as _

from access import beats
from access.actor import Actor
from network.domain import idle_applications


@beats.each_day("network.idle", at="06:20", title=_("Warn of and close applications that hospitals leave"))
def close_idle_applications() -> None:
    """Returned applications that nobody goes on with."""
    idle_applications.warn_and_close(Actor.as_system("idle_applications"))
