"""News and tasks of filings."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.roles import HOSPITAL_COORDINATOR
from access.texts import in_first_language, text
from studies.enums.filing import FilingEventKind, FilingTarget
from studies.news import people

PUBLISHED = text("news.filing.published", _("“%(study)s” is published by %(registry)s as %(number)s."))
RETURNED = text("news.filing.returned", _("%(registry)s returned “%(study)s”: %(reason)s"))
REPORT = {
    FilingEventKind.YEARLY: text("task.filing.yearly", _("Make the yearly report to the national filing: %(about)s")),
    FilingEventKind.CHANGE: text("task.filing.change", _("Tell the national filing of the change: %(about)s")),
    FilingEventKind.COMPLETION: text(
        "task.filing.completion", _("Tell the national filing that the study is over: %(about)s")
    ),
}


def _names(filing) -> dict:
    registry = in_first_language(FilingTarget(filing.target).label)
    return people.names(filing.study) | {"registry": registry, "number": filing.number}


def tell_of_publication(filing, by, reason) -> None:
    """Office, investigator and centres learn the number."""
    hearers = people.team_of(filing.study) + people.centres_of(filing.study)
    inbox.notify(hearers, PUBLISHED, filing, **_names(filing))


def tell_of_return(filing, by, reason) -> None:
    """Office and investigator learn what the registry wants."""
    inbox.notify(people.team_of(filing.study), RETURNED, filing, reason=reason, **_names(filing))


def task(event) -> None:
    """The lead hospital's coordinator makes the report until its day."""
    inbox.open_task(
        REPORT[FilingEventKind(event.kind)],
        event,
        role=HOSPITAL_COORDINATOR,
        scope_kind="hospital",
        scope_id=event.hospital_id,
        due=event.due_on,
        about=in_first_language(event.study),
    )
