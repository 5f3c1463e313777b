"""News and tasks of studies."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.roles import HOSPITAL_COORDINATOR
from access.texts import in_first_language, text
from studies.enums import StudyState
from studies.news import people
from tools import calendar, clock

SUBMITTED = text("news.study.submitted", _("%(hospital)s submitted the study “%(study)s”."))
RETURNED = text("news.study.returned", _("The study “%(study)s” came back for revision: %(reason)s"))
MOVED = text("news.study.moved", _("The study “%(study)s” is now: %(state)s. %(reason)s"))
SENT_BACK = text("news.study.sent_back", _("Your administrator sent “%(study)s” back: %(reason)s"))
SHARED = text("news.study.shared", _("%(who)s lets you read the study “%(study)s”."))
COMMENTED = text("news.study.commented", _("%(who)s comments on “%(section)s” of the study “%(study)s”."))
ANSWERED = text("news.study.answered", _("%(who)s answered your comment on the study “%(study)s”."))

FILL_IN = text("task.study.fill_in", _("Complete the record and hand in: %(about)s"))
HOLD_REVIEW = text("task.study.hold_review", _("Hold or record the scientific review: %(about)s"))
SETTLE_APPROVAL = text("task.study.settle_approval", _("Record ethics and the institution's approval: %(about)s"))
PERIODS = {
    FILL_IN: (30, calendar.Kind.NATURAL),
    HOLD_REVIEW: (15, calendar.Kind.WORKING),
    SETTLE_APPROVAL: (30, calendar.Kind.NATURAL),
}


def task(kind: str, study) -> None:
    """Something that the lead hospital's coordinator has to do next."""
    inbox.open_task(
        kind,
        study,
        role=HOSPITAL_COORDINATOR,
        scope_kind="hospital",
        scope_id=study.lead_hospital_id,
        due=calendar.due_after(clock.today(), *PERIODS[kind]),
        about=in_first_language(study),
    )


def tell_of_submission(study, by, reason) -> None:
    """The centres of its networks learn of a study, the first time and after each revision."""
    inbox.notify(people.centres_of(study), SUBMITTED, study, **people.names(study))


def tell_of_return(study, by, reason) -> None:
    """Whoever writes the record learns why it came back."""
    inbox.notify(people.team_of(study), RETURNED, study, reason=reason, **people.names(study))


def tell_of_step(study, by, reason) -> None:
    """Lead hospital, investigator and centres learn how far the study has come."""
    hearers = people.team_of(study) + people.centres_of(study)
    state = in_first_language(StudyState(study.state).label)
    inbox.notify(hearers, MOVED, study, state=state, reason=reason, **people.names(study))
