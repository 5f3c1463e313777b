"""The tasks of an application: who has to do what next, until when."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.actor import Actor
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from access.texts import in_first_language, text
from tools import calendar, clock

FILL_IN = text("task.application.fill_in", _("Complete and hand in: %(about)s"))
CHECK = text("task.application.check", _("Check formally: %(about)s"))
REVIEW = text("task.application.review", _("Review and decide: %(about)s"))
SEAL_HOSPITAL = text("task.agreement.seal_hospital", _("Print, seal and upload the agreement: %(about)s"))
CONFIRM_HOSPITAL = text("task.agreement.confirm_hospital", _("Compare the code on the hospital's copy: %(about)s"))
SEAL_CENTRE = text("task.agreement.seal_centre", _("Seal and upload the centre's copy: %(about)s"))
CONFIRM_CENTRE = text("task.agreement.confirm_centre", _("Compare the code on the centre's copy: %(about)s"))
SENT_BACK = text("news.signoff.sent_back", _("Your administrator sent %(about)s back: %(reason)s"))
SHARED = text("news.application.shared", _("%(who)s shares %(about)s with you."))

# How long each step may take. Desk work counts working days, what goes round a hospital for signatures natural ones.
PERIODS = {
    FILL_IN: (30, calendar.Kind.NATURAL),
    CHECK: (5, calendar.Kind.WORKING),
    REVIEW: (15, calendar.Kind.WORKING),
    SEAL_HOSPITAL: (14, calendar.Kind.NATURAL),
    CONFIRM_HOSPITAL: (5, calendar.Kind.WORKING),
    SEAL_CENTRE: (10, calendar.Kind.NATURAL),
    CONFIRM_CENTRE: (5, calendar.Kind.WORKING),
}


def _open(kind: str, thing, role: str, scope_kind: str, scope_id: int, due=None) -> None:
    inbox.open_task(
        kind,
        thing,
        role=role,
        scope_kind=scope_kind,
        scope_id=scope_id,
        due=due or calendar.due_after(clock.today(), *PERIODS[kind]),
        about=in_first_language(thing),
    )


def close(thing, by: Actor) -> None:
    """Close whatever is open about a thing."""
    inbox.close_tasks(thing, by=by)


def fill_in(application) -> None:
    """The coordinator completes the application."""
    _open(FILL_IN, application, HOSPITAL_COORDINATOR, "hospital", application.hospital_id)


def check_formally(application) -> None:
    """The centre's secretary checks it."""
    _open(CHECK, application, CENTRE_ADMIN, "centre", application.network.centre_id)


def review(application) -> None:
    """Secretary and director review it."""
    for role in (CENTRE_ADMIN, CENTRE_DIRECTOR):
        _open(REVIEW, application, role, "centre", application.network.centre_id)


def seal_for_hospital(agreement) -> None:
    """The hospital prints, seals and uploads; in a campaign until the day that it names, if that lies ahead."""
    due = agreement.campaign.due_on if agreement.campaign_id else None
    ahead = due if due and due > clock.today() else None
    for role in (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN):
        _open(SEAL_HOSPITAL, agreement, role, "hospital", agreement.hospital_id, ahead)


def confirm_for_centre(agreement) -> None:
    """The centre compares the code on the hospital's copy."""
    _open(CONFIRM_HOSPITAL, agreement, CENTRE_ADMIN, "centre", agreement.network.centre_id)


def seal_for_centre(agreement) -> None:
    """The centre seals and uploads."""
    _open(SEAL_CENTRE, agreement, CENTRE_ADMIN, "centre", agreement.network.centre_id)


def confirm_for_hospital(agreement) -> None:
    """The hospital compares the code on the centre's copy."""
    for role in (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN):
        _open(CONFIRM_CENTRE, agreement, role, "hospital", agreement.hospital_id)
