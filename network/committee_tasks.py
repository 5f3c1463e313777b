"""What is done about committees by the clock."""

from django.utils.translation import gettext_lazy as _

from access import beats
from network.domain import committees


@beats.each_day("network.committees", at="06:25", title=_("Tasks of committees whose term ends"))
def remind_of_ends() -> None:
    """The centre's secretary has a task from ninety days before the end of a term on."""
    committees.remind_of_ends()
