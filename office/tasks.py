"""What the house does by the clock."""

from django.core.files.storage import storages
from django.utils.translation import gettext_lazy as _

from access import beats
from office.domain import orphans, shelf


@beats.each_day("office.shelf", at="06:10", title=_("Tasks for standing documents that expire"))
def open_renewal_tasks() -> None:
    """Each live document whose last day is near gets its one task."""
    shelf.open_renewal_tasks()


@beats.each_day("office.orphans", at="03:40", title=_("Removal of files that no row names"))
def remove_orphans() -> None:
    """What rolled-back acts and crashes left in the private storage goes after a day (``manage.py purge_files``)."""
    for _key in orphans.purge(storages["private"]):
        pass
