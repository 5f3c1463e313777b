"""Each day: approvals that end, delegations that are over."""

from django.utils.translation import gettext_lazy as _

from access import beats
from studies.domain import ethics, team


@beats.each_day("studies.ethics", at="06:30", title=_("Tasks for ethics approvals that end"))
def remind_of_ethics() -> None:
    """Each site whose approval ends within 60, 30 or 7 days, or has ended, gets its task."""
    ethics.remind()


@beats.each_day("studies.team", at="00:35", title=_("End of delegations whose last day is over"))
def end_delegations() -> None:
    """The study closes to people whose delegation is over."""
    team.end_overdue()
