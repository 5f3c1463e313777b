"""The work of the annual confirmation that takes longer than a page."""

from django.utils.translation import gettext_lazy as _

from access import jobs
from access.texts import text
from network.domain import season_opening

OPENED = text("network.season.opened", _("The annual confirmation is open at %(count)s more hospitals."))


@jobs.work(season_opening.WORK, _("Open the annual confirmation"))
def open_season(progress: jobs.Progress) -> dict:
    """Open the present season for every hospital; called twice, it goes on where it stopped."""
    return {"code": OPENED, "params": {"count": season_opening.open_season(progress.advance)}}
