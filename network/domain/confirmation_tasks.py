"""What the annual confirmation asks of people, and whom it tells."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.actor import Actor
from access.roles import HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from access.texts import in_first_language, text
from network import news
from network.models import AnnualConfirmation
from network.seasons import Season
from tools import clock

FILL_IN = text("task.confirmation.fill_in", _("Fill in and hand in: %(about)s"))
IN_GRACE = text(
    "task.confirmation.in_grace",
    _("Overdue; the hospital's memberships lapse when the days of grace are over: %(about)s"),
)
DONE = text(
    "news.confirmation.done", _("%(hospital)s is confirmed for %(year)s in %(count)s networks; the receipt is kept.")
)
LATE = text(
    "news.confirmation.late", _("%(hospital)s has confirmed %(year)s late, on %(day)s; it counts from that day on.")
)
SENT_BACK = text("news.confirmation.sent_back", _("Your administrator sent %(about)s back: %(reason)s"))


def kind_of_today(season: Season) -> str:
    """Which of the two tasks suits the day."""
    return FILL_IN if clock.today() <= season.due else IN_GRACE


def keep(confirmation: AnnualConfirmation, season: Season, by: Actor) -> None:
    """Keep the one task open that suits the day: until the due day or the end of grace. Repeating it does no harm."""
    kind = kind_of_today(season)
    due = season.due if kind == FILL_IN else season.grace_end
    if kind == IN_GRACE:
        inbox.close_tasks(confirmation, FILL_IN, by=by)
    for role in (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN):
        inbox.open_task(
            kind,
            confirmation,
            role=role,
            scope_kind="hospital",
            scope_id=confirmation.hospital_id,
            due=due,
            about=in_first_language(confirmation),
        )


def tell(confirmation: AnnualConfirmation, members: list, season: Season) -> None:
    """The hospital learns that it is confirmed; centres learn of what came late."""
    facts = {"hospital": in_first_language(confirmation.hospital), "year": str(confirmation.year)}
    people = news.hospital_people(confirmation.hospital_id)
    inbox.notify(people, DONE, confirmation, count=len({row.network_id for row in members}), **facts)
    if clock.today() <= season.due:
        return
    for row in members:
        day = clock.today().isoformat()
        inbox.notify(news.centre_people(row.network.centre_id), LATE, row, day=day, **facts)


def tell_of_return(confirmation: AnnualConfirmation, signoff) -> None:
    """Who handed it in learns why it came back."""
    if signoff.requested_by:
        about = in_first_language(confirmation)
        inbox.notify([signoff.requested_by], SENT_BACK, confirmation, reason=signoff.reason, about=about)
