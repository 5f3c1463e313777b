"""What enrolment does by the clock."""

from django.utils.translation import gettext_lazy as _

from access import beats
from studies.domain import month_reports


@beats.each_day("studies.months", at="06:40", title=_("Tasks to report the month of study sites"))
def open_month_tasks() -> None:
    """From the first day of a month on, each hospital whose open sites have not reported the one before."""
    month_reports.open_tasks()
