"""Comments on sections: written by those who review the record, answered by those who write it."""

from django.utils.translation import gettext_lazy as _

from access import door, inbox, logbook
from access.actor import Actor
from access.lifecycle import check_version
from access.refusals import Refused, refusal
from access.texts import in_first_language, text
from access.verbs import verb
from studies import permissions
from studies.models import SectionComment, Study
from studies.news import studies as news
from studies.record import SECTIONS
from tools import clock

NO_SUCH_SECTION = text("studies.comment.no_such_section", _("The record has no section “%(code)s”."))
EMPTY = text("studies.comment.empty", _("Write something: an empty text says nothing."))
CLOSED = text("studies.comment.closed", _("This comment is closed."))
REVIEWER = "reviewer"


@verb(open_because="whoever may comment, or reviews the study by invitation; asked inside")
def comment(study: Study, *, section: str, text: str, by: Actor) -> SectionComment:
    """Comment on one section. Raises Forbidden, Refused for an unknown section or an empty text."""
    reviews = door.can(by, permissions.GIVE_OPINION, study)
    if not reviews:
        door.require(by, permissions.COMMENT_STUDY, study)
    if section not in SECTIONS:
        raise Refused(refusal(NO_SUCH_SECTION, code=section), study)
    if not text.strip():
        raise Refused(refusal(EMPTY), study)
    role = REVIEWER if reviews else by.worn.role if by.worn else ""
    made = SectionComment.objects.create(study=study, section=section, text=text, role=role, written_by=by.user)
    logbook.record(study, by=by, verb="study.commented", changes={"study_section": ("", section)})
    facts = {"who": by.label, "section": in_first_language(SECTIONS[section].title)}
    hearers = [person for person in news.people.team_of(study) if person != by.user]
    inbox.notify(hearers, news.COMMENTED, study, **facts, **news.people.names(study))
    return made


@verb(permissions.CHANGE_STUDY)
def answer(study: Study, *, comment: SectionComment, text: str, expected: int, by: Actor) -> SectionComment:
    """Say what was done about a comment; a new answer takes the place of the old one. Raises Refused for a closed
    comment or an empty text, Stale."""
    row = _locked(study, comment, expected)
    if not text.strip():
        raise Refused(refusal(EMPTY), study)
    _write(row, answer=text, answered_by=by.user, answered_at=clock.now())
    logbook.record(study, by=by, verb="study.comment_answered", changes={"study_section": ("", row.section)})
    if row.written_by and row.written_by != by.user:
        inbox.notify([row.written_by], news.ANSWERED, study, who=by.label, **news.people.names(study))
    return row


@verb(open_because="whoever wrote the comment, or runs the study's reviews; asked inside")
def close(study: Study, *, comment: SectionComment, expected: int, by: Actor) -> SectionComment:
    """Close a comment: it is settled. Raises Forbidden, Refused when it is closed, Stale."""
    row = _locked(study, comment, expected)
    if not (by.is_person and row.written_by_id == by.user.pk):
        door.require(by, permissions.MANAGE_STUDY, study)
    _write(row, closed_by=by.user, closed_at=clock.now())
    logbook.record(study, by=by, verb="study.comment_closed", changes={"study_section": ("", row.section)})
    return row


def _locked(study: Study, comment: SectionComment, expected: int) -> SectionComment:
    row = (
        SectionComment.objects.select_for_update(of=("self",))
        .select_related("written_by")
        .get(pk=comment.pk, study=study)
    )
    check_version(row, expected, back_to=study)
    if row.closed_at is not None:
        raise Refused(refusal(CLOSED), study)
    return row


def _write(row: SectionComment, **columns) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*columns, "version"])
