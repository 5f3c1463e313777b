"""When a member may leave, a hospital may apply again, and an application counts as left: guards with sentences."""

from datetime import date, timedelta

from django.apps import apps
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from access import logbook
from access.enums import EntryKind
from access.models import Draft
from access.queries.prepared import Prepared
from access.refusals import Refusal, refusal
from access.texts import text
from network import exits
from network.membership_enums import ApplicationState, ExitKind
from network.province.membership_rules import membership_rules
from tools import clock

NOT_SETTLED = text(
    "network.exit.not_settled", _("Say first what becomes of these open matters: %(missing)s. Then complete the exit.")
)
NOT_YET = text(
    "network.exit.not_yet",
    _("The last day %(day)s is still to come: complete the exit on that day, or choose another."),
)
BEFORE_FIRST = text("network.exit.before_first", _("The membership began on %(day)s: choose that day or a later one."))
NOT_VOLUNTARY = text(
    "network.exit.not_voluntary", _("The centre began this exit: only the centre can drop it. Write to the centre.")
)
BLOCKED = text(
    "network.exit.blocked",
    _(
        "The hospital's membership of %(network)s ended (%(kind)s, %(number)s): it can apply again after %(day)s. The "
        "province's department can lift this with a reason."
    ),
)
NOT_LEFT = text(
    "network.application.not_left",
    _(
        "The hospital worked on it on %(day)s: it can be closed as left from %(from_day)s on. Until then, ask the "
        "hospital."
    ),
)
NOT_BEFORE_CENTRE = text(
    "network.application.not_before_centre",
    _("This application has never been with the centre: it is the hospital's."),
)
ANSWERED_ALREADY = text(
    "network.measure.answered_already", _("This was answered on %(day)s; the answer stays as it is.")
)
NOT_PLANNED = text("network.visit.not_planned", _("The visit is “%(state)s”: nothing about it can change now."))
NOT_VISITED_YET = text("network.visit.not_yet", _("The visit is on %(day)s: report on it from that day on."))

# Acts of a hospital on an application that the centre has returned; each shows that somebody goes on with it.
TOUCHES = (
    "application.return",
    "application.section_saved",
    "application.waiver_explained",
    "application.request_signoff",
    "application.take_back_again",
    "application.submit",
    "application.admit",
    "attachment.added",
    "attachment.withdrawn",
    "attachment.taken_from_shelf",
)


def unsettled(leaving) -> list[str]:
    """Titles of the open matters that have no valid disposition yet, house by house."""
    chosen = {(row.source, row.item): row.choice for row in leaving.dispositions.all()}
    return [
        f"{source.title}: {item.title}"
        for source, item in exits.open_items(leaving.membership)
        if item.choice(chosen.get((source.code, item.key), "")) is None
    ]


def everything_settled(leaving, actor) -> Refusal | None:
    """Every open matter of every house has its disposition."""
    missing = unsettled(leaving)
    return refusal(NOT_SETTLED, missing=missing) if missing else None


def last_day_problem(membership, day: date) -> Refusal | None:
    """Why a membership cannot end with a day, or None: it has begun by then."""
    return refusal(BEFORE_FIRST, day=membership.valid_from.isoformat()) if day < membership.valid_from else None


def last_day_has_come(leaving, actor) -> Refusal | None:
    """Nobody is gone before the day."""
    return refusal(NOT_YET, day=leaving.last_day.isoformat()) if leaving.last_day > clock.today() else None


def is_voluntary(leaving, actor) -> Refusal | None:
    """A hospital takes back its own wish only."""
    return None if leaving.kind == ExitKind.VOLUNTARY else refusal(NOT_VOLUNTARY)


def _blocking(hospital: int, network: int, day: date):
    rows = apps.get_model("network.MembershipExit").objects.blocking(day).filter(hospital=hospital, network=network)
    return rows.order_by("-blocked_until")[:1]


_BLOCKING = Prepared(_blocking, int, int, date)


def block(hospital, network) -> Refusal | None:
    """The sentence that a hospital may not apply to a network again yet, with the day, or None."""
    found = next(iter(_BLOCKING(hospital.pk, network.pk, clock.today())), None)
    if found is None:
        return None
    return refusal(
        BLOCKED,
        network=str(network),
        kind=str(found.get_kind_display()),
        number=found.number,
        day=found.blocked_until.isoformat(),
    )


def not_blocked(application, actor) -> Refusal | None:
    """Nobody joins during a block."""
    return block(application.hospital, application.network)


def untouched_since(application) -> date:
    """The day on which its hospital last worked on an application: an act of it, or typing that is kept."""
    acts = logbook.history(application).filter(kind=EntryKind.ACT, verb__in=TOUCHES)
    times = [acts.order_by().aggregate(at=Max("at"))["at"], _typed_at(application), _agreement_moved_at(application)]
    return clock.local(max([at for at in times if at] or [application.created_at])).date()


def _typed_at(application):
    rows = Draft.objects.filter(object_type=application._meta.label_lower, object_id=application.pk)
    return rows.aggregate(at=Max("saved_at"))["at"]


def _agreement_moved_at(application):
    agreement = getattr(application, "agreement", None)
    if agreement is None:
        return None
    return logbook.history(agreement).filter(kind=EntryKind.ACT).order_by().aggregate(at=Max("at"))["at"]


def left_idle(application, actor) -> Refusal | None:
    """Only what has been left for the province's number of days is closed as left."""
    if application.submitted_at is None:
        return refusal(NOT_BEFORE_CENTRE)
    since, days = untouched_since(application), membership_rules().idle.centre_may_close_after
    opens = since + timedelta(days=days)
    if clock.today() >= opens:
        return None
    return refusal(NOT_LEFT, day=since.isoformat(), from_day=opens.isoformat())


def visit_locked(visit, kind: str = "") -> Refusal | None:
    """Photographs and findings change until the report is made."""
    return None if visit.state == "planned" else refusal(NOT_PLANNED, state=str(visit.get_state_display()))


def visit_day_has_come(visit, actor) -> Refusal | None:
    """Nobody reports on a visit to come."""
    return refusal(NOT_VISITED_YET, day=visit.planned_on.isoformat()) if visit.planned_on > clock.today() else None


def answer_locked(measure, kind: str = "") -> Refusal | None:
    """What the hospital answered stays."""
    if measure.answered_at is None:
        return None
    return refusal(ANSWERED_ALREADY, day=clock.local(measure.answered_at).date().isoformat())


# What the centre closes as left: with the hospital, or with an agreement out that nobody seals.
LEAVABLE = (ApplicationState.RETURNED, ApplicationState.AWAITING_SIGNOFF, ApplicationState.ADMITTED)
