"""What the house does by the clock."""

from django.utils.translation import gettext_lazy as _

from access import beats
from office.domain import shelf


@beats.each_day("office.shelf", at="06:10", title=_("Tasks for standing documents that expire"))
def open_renewal_tasks() -> None:
    """Each live document whose last day is near gets its one task."""
    shelf.open_renewal_tasks()
