"""What the house does by the clock."""

from django.utils.translation import gettext_lazy as _

from access import beats
from access.actor import Actor
from network.domain import hospital_registrations, idle_applications, registration_letters, season_opening


@beats.each_day("network.confirmations", at="06:20", title=_("Tasks of the annual confirmation"))
def open_confirmations() -> None:
    """When the season opens each hospital gets its one task, by a job; in grace, and after it, another one says so."""
    season_opening.start()


@beats.each_minute("network.registration_letters", _("Send letters about registrations of hospitals"))
def send_registration_letters() -> None:
    """What was decided, to people who have no account yet."""
    registration_letters.send_due(by=Actor.as_system("registration_letters"))


@beats.each_day("network.registrations", at="00:20", title=_("Close registrations that nobody completed"))
def expire_registrations() -> None:
    """Returned registrations whose day for an answer is over."""
    hospital_registrations.expire_unanswered(by=Actor.as_system("registrations"))


@beats.each_day("network.idle", at="06:20", title=_("Warn of and close applications that hospitals leave"))
def close_idle_applications() -> None:
    """Returned applications that nobody goes on with."""
    idle_applications.warn_and_close(Actor.as_system("idle_applications"))
