"""The way of a submitted study: through review and approval to registration, recruiting, and its end."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.actor import Actor
from access.lifecycle import move
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from office.domain.numbers import next_number
from studies import permissions
from studies.domain import filing_events, records
from studies.enums import StudyState, VersionReason
from studies.models import Study
from studies.news import studies as news
from studies.reference import rules
from tools import clock

NO_SUMMARY = text("studies.no_summary", _("Write what came out of the study: the register shows it."))


@verb(permissions.MANAGE_STUDY)
def pass_scientific_review(study: Study, *, expected: int, token: str = "", by: Actor) -> Study:
    """On to ethics. Raises Refused unless a closed scientific review approves the submitted version."""
    return _step(study, StudyState.ETHICS_PENDING, expected, token, by, task=news.SETTLE_APPROVAL)


@verb(permissions.MANAGE_STUDY)
def return_for_revision(study: Study, *, reason: str, expected: int, token: str = "", by: Actor) -> Study:
    """Back to the draft with a reason; outside the hospital the version that was submitted stays what is read."""
    return _step(study, StudyState.DRAFT, expected, token, by, reason=reason, task=news.FILL_IN)


@verb(permissions.MANAGE_STUDY)
def approve(study: Study, *, expected: int, token: str = "", by: Actor) -> Study:
    """The institution takes the study on (立项). Raises Refused without its recorded approval, or at a shut gate."""
    return _step(study, StudyState.APPROVED, expected, token, by, stamps={"approved_at": clock.now()})


@verb(permissions.MANAGE_STUDY)
def register(study: Study, *, expected: int, token: str = "", by: Actor) -> Study:
    """Give the study its number and put it into the public register. Raises Refused at a shut gate."""
    number = study.number or next_number("study", rules().number_prefix(clock.today()), rules().number_width)
    stamps = {"registered_at": clock.now(), "number": number}
    return _step(study, StudyState.REGISTERED, expected, token, by, stamps=stamps)


@verb(permissions.MANAGE_STUDY)
def start_recruiting(study: Study, *, expected: int, token: str = "", by: Actor) -> Study:
    """Begin to recruit. Raises Refused unless ethics approval and filings hold today."""
    return _step(study, StudyState.RECRUITING, expected, token, by)


@verb(permissions.MANAGE_STUDY)
def close_enrolment(study: Study, *, expected: int, token: str = "", by: Actor) -> Study:
    """Nobody is enrolled any more."""
    return _step(study, StudyState.ENROLMENT_CLOSED, expected, token, by)


@verb(permissions.MANAGE_STUDY)
def follow_up(study: Study, *, expected: int, token: str = "", by: Actor) -> Study:
    """Participants are followed up."""
    return _step(study, StudyState.FOLLOW_UP, expected, token, by)


@verb(permissions.MANAGE_STUDY)
def analyse(study: Study, *, expected: int, token: str = "", by: Actor) -> Study:
    """The data are analysed."""
    return _step(study, StudyState.ANALYSIS, expected, token, by)


@verb(permissions.MANAGE_STUDY)
def suspend(study: Study, *, reason: str, expected: int, token: str = "", by: Actor) -> Study:
    """Stop the study for a while, with a reason."""
    stamps = {"suspended_from": study.state}
    return _step(study, StudyState.SUSPENDED, expected, token, by, reason=reason, stamps=stamps)


@verb(permissions.MANAGE_STUDY)
def resume(study: Study, *, expected: int, token: str = "", by: Actor) -> Study:
    """Go on where the study was suspended; recruiting asks its gates again."""
    target = study.suspended_from or StudyState.RECRUITING
    return _step(study, target, expected, token, by, stamps={"suspended_from": ""})


@verb(permissions.SIGN_STUDY)
def terminate(study: Study, *, reason: str, expected: int, token: str = "", by: Actor) -> Study:
    """End the study early, with the reason that stands as its summary."""
    stamps = {"suspended_from": "", "completed_on": clock.today(), "end_summary": reason}
    _step(study, StudyState.TERMINATED, expected, token, by, reason=reason, stamps=stamps)
    filing_events.owe_completion(study, by)
    return study


@verb(permissions.MANAGE_STUDY)
def complete(study: Study, *, summary: str, expected: int, token: str = "", by: Actor) -> Study:
    """Complete the study (结项) with its summary. Raises Refused without one."""
    if not summary.strip():
        raise Refused(refusal(NO_SUMMARY), study)
    stamps = {"completed_on": clock.today(), "end_summary": summary}
    if move(study, StudyState.COMPLETED, by=by, expected=expected, token=token, stamps=stamps):
        inbox.close_tasks(study, by=by)
        records.set_down(study, VersionReason.COMPLETED, by)
        filing_events.owe_completion(study, by)
    return study


def _step(study, to: str, expected: int, token: str, by: Actor, *, reason="", stamps=None, task="") -> Study:
    """One move: what was due before it is done, and what follows is due."""
    if move(study, to, by=by, expected=expected, token=token, reason=reason, stamps=stamps):
        inbox.close_tasks(study, by=by)
        if task:
            news.task(task, study)
    return study
