"""What the house does by the clock."""

from django.utils.translation import gettext_lazy as _

from access import beats
from network.domain import annual_confirmations


@beats.each_day("network.confirmations", at="06:20", title=_("Tasks of the annual confirmation"))
def open_confirmations() -> None:
    """When the season opens each hospital gets its one task; in grace it is replaced by one that says so."""
    annual_confirmations.open_season()
