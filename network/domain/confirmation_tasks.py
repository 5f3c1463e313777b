"""What the annual confirmation asks of people, and whom it tells."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.actor import Actor
from access.roles import HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from access.texts import in_first_language, text
from network import confirmation_policies as policies
from network import news
from network.models import AnnualConfirmation
from network.seasons import Season
from tools import clock

FILL_IN = text("task.confirmation.fill_in", _("Fill in and hand in: %(about)s"))
IN_GRACE = text(
    "task.confirmation.in_grace",
    _("Overdue; the hospital's memberships lapse when the days of grace are over: %(about)s"),
)
LAPSED = text(
    "task.confirmation.lapsed",
    _("The days of grace are over; memberships count again from the day on which you confirm: %(about)s"),
)
DONE = text(
    "news.confirmation.done", _("%(hospital)s is confirmed for %(year)s in %(count)s networks; the receipt is kept.")
)
LATE = text(
    "news.confirmation.late", _("%(hospital)s has confirmed %(year)s late, on %(day)s; it counts from that day on.")
)
SENT_BACK = text("news.confirmation.sent_back", _("Your administrator sent %(about)s back: %(reason)s"))


def kind_of_today(season: Season) -> str:
    """Which of the three tasks suits the day: until the due day, in grace, or after it."""
    if clock.today() <= season.due:
        return FILL_IN
    return IN_GRACE if clock.today() <= season.grace_end else LAPSED


def keep(confirmation: AnnualConfirmation, season: Season, by: Actor) -> None:
    """Keep the one task open that suits the day: until the due day or the end of grace. Repeating it does no harm.

    Once the due day is over, only a member that lacks its confirmation has anything to fear.
    """
    kind = kind_of_today(season)
    due = season.due if kind == FILL_IN else season.grace_end
    if kind != FILL_IN:
        inbox.close_tasks(confirmation, *{FILL_IN, IN_GRACE, LAPSED} - {kind}, by=by)
        if not policies.unconfirmed(confirmation).exists():
            return
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


def close_late(confirmation: AnnualConfirmation, by: Actor) -> None:
    """No membership lapses any more: called when the last one is confirmed from paper. The profile is still asked."""
    if not policies.unconfirmed(confirmation).exists():
        inbox.close_tasks(confirmation, IN_GRACE, LAPSED, by=by)


def tell(confirmation: AnnualConfirmation, members: list, fresh: list, season: Season) -> None:
    """The hospital learns that it is confirmed; centres learn of what came late with this signature, ``fresh``."""
    facts = {"hospital": in_first_language(confirmation.hospital), "year": str(confirmation.year)}
    people = news.hospital_people(confirmation.hospital_id)
    inbox.notify(people, DONE, confirmation, count=len({row.network_id for row in members}), **facts)
    if clock.today() <= season.due:
        return
    for row in fresh:
        day = clock.today().isoformat()
        inbox.notify(news.centre_people(row.network.centre_id), LATE, row, day=day, **facts)


def tell_of_return(confirmation: AnnualConfirmation, signoff) -> None:
    """Who handed it in learns why it came back."""
    if signoff.requested_by:
        about = in_first_language(confirmation)
        inbox.notify([signoff.requested_by], SENT_BACK, confirmation, reason=signoff.reason, about=about)
