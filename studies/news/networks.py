"""News and tasks of studies in networks."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR
from access.texts import in_first_language, text
from studies.enums import NetworkState
from studies.news import people
from tools import calendar, clock

ACCEPTED = text("news.studynetwork.accepted", _("%(network)s took up “%(study)s” as a network study."))
DECLINED = text("news.studynetwork.declined", _("%(network)s does not take up “%(study)s”: %(reason)s"))
LEFT = text("news.studynetwork.left", _("%(hospital)s took “%(study)s” out of %(network)s: %(reason)s"))
DECIDE = text("task.studynetwork.decide", _("Decide whether this becomes a network study: %(about)s"))
PERIOD = (15, calendar.Kind.WORKING)


def _names(row) -> dict:
    return people.names(row.study) | {"network": in_first_language(row.network)}


def task_to_decide(row) -> None:
    """Secretary and director of the centre decide."""
    for role in (CENTRE_ADMIN, CENTRE_DIRECTOR):
        inbox.open_task(
            DECIDE,
            row,
            role=role,
            scope_kind="centre",
            scope_id=row.network.centre_id,
            due=calendar.due_after(clock.today(), *PERIOD),
            about=in_first_language(row.study),
        )


def tell_hospital_of_decision(row, by, reason) -> None:
    """The lead hospital learns whether the centre took the study up."""
    code = ACCEPTED if row.state == NetworkState.ACCEPTED else DECLINED
    inbox.notify(people.team_of(row.study), code, row.study, reason=reason, **_names(row))


def tell_centre_of_leaving(row, by, reason) -> None:
    """The centre learns that the study left its network."""
    if row.shown_at is None:
        return
    hearers = inbox.holders((CENTRE_ADMIN, CENTRE_DIRECTOR), "centre", row.network.centre_id)
    inbox.notify(hearers, LEFT, row, reason=reason, **_names(row))
