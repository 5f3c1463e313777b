"""Reports to registries come into the inbox as their day comes near."""

from django.utils.translation import gettext_lazy as _

from access import beats
from studies.domain import filing_events


@beats.each_day("studies.filing_reports", at="06:40", title=_("Tasks of reports to registries"))
def open_due_tasks() -> None:
    """Open the tasks of what is due within the next weeks."""
    filing_events.open_due_tasks()
