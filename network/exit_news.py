"""Who is told what, and has to do what, about exits, visits, measures and idle applications."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from access.texts import in_first_language, text
from network.news import centre_people, hospital_people
from tools import calendar, clock

EXIT_ASKED = text("news.exit.asked", _("%(hospital)s asks to leave %(network)s (%(number)s): %(reason)s"))
EXIT_BEGUN = text(
    "news.exit.begun",
    _("%(network)s begins the exit of %(hospital)s (%(number)s), last day %(day)s: say what becomes of open matters."),
)
EXIT_WITHDRAWN = text(
    "news.exit.withdrawn", _("%(hospital)s withdrew its wish to leave %(network)s (%(number)s): %(reason)s")
)
EXIT_DROPPED = text("news.exit.dropped", _("%(network)s dropped the exit %(number)s: %(reason)s"))
EXIT_COMPLETED = text(
    "news.exit.completed", _("The exit of %(hospital)s from %(network)s is complete: the last day is %(day)s.")
)
EXIT_SENT_BACK = text("news.exit.sent_back", _("Your administrator sent the exit %(number)s back: %(reason)s"))
BLOCK_LIFTED = text(
    "news.exit.block_lifted", _("%(hospital)s may apply to %(network)s again from today on: %(reason)s")
)
VISIT_PLANNED = text("news.visit.planned", _("%(network)s visits %(hospital)s on %(day)s. Visitors: %(visitors)s"))
VISIT_MOVED = text(
    "news.visit.moved", _("%(network)s moves its visit of %(former)s to %(day)s: %(reason)s Visitors: %(visitors)s")
)
VISIT_CANCELLED = text("news.visit.cancelled", _("%(network)s cancels the visit on %(day)s: %(reason)s"))
VISIT_REPORTED = text("news.visit.reported", _("The conclusion of the visit to %(hospital)s on %(day)s is there."))
ANSWERED = text("news.membership.answered", _("%(hospital)s answered the %(kind)s of %(number)s: read it and decide."))
IDLE = text(
    "news.application.idle",
    _(
        "The application %(number)s to %(network)s has been left for %(days)s days: it is closed on %(day)s unless "
        "you go on with it."
    ),
)
LAPSED = text(
    "news.application.lapsed",
    _("The application %(number)s of %(hospital)s to %(network)s is closed, because it was left. %(reason)s"),
)

SETTLE = text("task.exit.settle", _("Say what becomes of open matters: %(about)s"))
COMPLETE = text("task.exit.complete", _("Settle and complete the exit: %(about)s"))
RECEIVE = text("task.visit.receive", _("Receive the visitors: %(about)s"))
REPORT = text("task.visit.report", _("Report on the visit: %(about)s"))
ANSWER = text("task.measure.answer", _("Say what you did: %(about)s"))
READ_ANSWER = text("task.measure.read", _("Read the hospital's answer and decide: %(about)s"))
GO_ON = text("task.application.go_on", _("Go on with the application before it is closed: %(about)s"))

HOSPITAL_SIDE = (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN)
SETTLE_PERIOD = (14, calendar.Kind.NATURAL)
READ_PERIOD = (10, calendar.Kind.WORKING)
# A report is written within so many working days after the visit.
REPORT_DAYS = 5


def _names(thing) -> dict:
    return {
        "hospital": in_first_language(thing.hospital),
        "network": in_first_language(thing.network),
        "number": thing.number,
    }


def task(kind: str, thing, *roles: str, due) -> None:
    """Open a task about a thing for roles of its hospital or its centre."""
    for role in roles:
        of_hospital = role in (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN)
        inbox.open_task(
            kind,
            thing,
            role=role,
            scope_kind="hospital" if of_hospital else "centre",
            scope_id=thing.hospital_id if of_hospital else thing.network.centre_id,
            due=due,
            about=in_first_language(thing),
        )


def task_both_to_settle(leaving) -> None:
    """Hospital and centre have to settle what is open; the centre completes."""
    due = calendar.due_after(clock.today(), *SETTLE_PERIOD)
    task(SETTLE, leaving, HOSPITAL_COORDINATOR, HOSPITAL_ADMIN, due=due)
    task(COMPLETE, leaving, CENTRE_ADMIN, due=due)


def tell_centre_of_exit(leaving, by, reason) -> None:
    """The centre learns that a hospital wants to leave."""
    people = centre_people(leaving.network.centre_id)
    inbox.notify(people, EXIT_ASKED, leaving, reason=leaving.reason, **_names(leaving))


def tell_hospital_of_exit(leaving) -> None:
    """The hospital learns that the centre has begun its exit."""
    people = hospital_people(leaving.hospital_id)
    inbox.notify(people, EXIT_BEGUN, leaving, day=leaving.last_day.isoformat(), **_names(leaving))


def tell_centre_of_withdrawn_exit(leaving, by, reason) -> None:
    """The centre learns that the hospital stays, if it had heard of the wish at all."""
    if leaving.submitted_at is not None:
        people = centre_people(leaving.network.centre_id)
        inbox.notify(people, EXIT_WITHDRAWN, leaving, reason=reason, **_names(leaving))


def tell_hospital_of_dropped_exit(leaving, by, reason) -> None:
    """The hospital learns that it stays a member."""
    inbox.notify(hospital_people(leaving.hospital_id), EXIT_DROPPED, leaving, reason=reason, **_names(leaving))


def tell_both_of_exit(leaving, by, reason) -> None:
    """Both sides learn that the exit is complete."""
    people = hospital_people(leaving.hospital_id) + centre_people(leaving.network.centre_id)
    inbox.notify(people, EXIT_COMPLETED, leaving, day=leaving.last_day.isoformat(), **_names(leaving))


def tell_of_lifted_block(leaving, reason: str) -> None:
    """Both sides learn that the hospital may apply again."""
    people = hospital_people(leaving.hospital_id) + centre_people(leaving.network.centre_id)
    inbox.notify(people, BLOCK_LIFTED, leaving, reason=reason, **_names(leaving))


def tell_hospital_of_visit(visit) -> None:
    """The hospital learns the day and the visitors, and has a task on that day."""
    day = visit.planned_on.isoformat()
    people = hospital_people(visit.hospital_id)
    inbox.notify(people, VISIT_PLANNED, visit, day=day, visitors=visit.visitors, **_names(visit))
    _visit_tasks(visit)


def tell_hospital_of_moved_visit(visit, former, reason: str) -> None:
    """The hospital learns the new day and why; its task and the centre's go with it."""
    days = {"former": former.isoformat(), "day": visit.planned_on.isoformat()}
    people = hospital_people(visit.hospital_id)
    inbox.notify(people, VISIT_MOVED, visit, reason=reason, visitors=visit.visitors, **days, **_names(visit))
    _visit_tasks(visit)


def _visit_tasks(visit) -> None:
    task(RECEIVE, visit, HOSPITAL_COORDINATOR, due=visit.planned_on)
    task(REPORT, visit, CENTRE_ADMIN, due=calendar.due_after(visit.planned_on, REPORT_DAYS, calendar.Kind.WORKING))


def tell_hospital_of_cancelled_visit(visit, by, reason) -> None:
    """The hospital learns that nobody comes."""
    people = hospital_people(visit.hospital_id)
    inbox.notify(people, VISIT_CANCELLED, visit, day=visit.planned_on.isoformat(), reason=reason, **_names(visit))


def tell_hospital_of_report(visit, by, reason) -> None:
    """A member reads the conclusion at once; an applicant learns it with the decision."""
    if visit.is_told:
        people = hospital_people(visit.hospital_id)
        inbox.notify(people, VISIT_REPORTED, visit, day=visit.planned_on.isoformat(), **_names(visit))


def tell_centre_of_answer(measure) -> None:
    """The centre learns of the answer and has to read it."""
    names = _names(measure.membership)
    people = centre_people(measure.network.centre_id)
    inbox.notify(people, ANSWERED, measure, kind=str(measure.get_kind_display()), **names)
    due = calendar.due_after(clock.today(), *READ_PERIOD)
    task(READ_ANSWER, measure, CENTRE_ADMIN, CENTRE_DIRECTOR, due=due)


def warn_of_idleness(application, *, days: int, closes_on) -> None:
    """The hospital learns when its application will be closed."""
    people = hospital_people(application.hospital_id)
    facts = {"days": days, "day": closes_on.isoformat()}
    inbox.notify(people, IDLE, application, **facts, **_names(application))
    task(GO_ON, application, HOSPITAL_COORDINATOR, HOSPITAL_ADMIN, due=closes_on)


def tell_both_of_lapse(application, by, reason) -> None:
    """Both sides learn that an idle application is closed."""
    people = hospital_people(application.hospital_id) + centre_people(application.network.centre_id)
    inbox.notify(people, LAPSED, application, reason=reason, **_names(application))
