"""Scientific review and the institution's approval: recorded from elsewhere, or held here with invited reviewers."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from access import door, grants, inbox, logbook
from access.actor import Actor
from access.lifecycle import move
from access.models import User
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from office.domain.attachments import attach_accepted, brought
from studies import permissions
from studies.enums import Conflict, ReviewDecision, ReviewKind, ReviewMode, ReviewState, SeatState
from studies.models import ReviewSeat, Study, StudyReview
from studies.news import reviews as news
from studies.policies import reviews as policies
from tools import clock

PAPER = "decision"
SEEN = (permissions.VIEW_STUDY, permissions.READ_STUDY, permissions.GIVE_OPINION)
OPEN_ALREADY = text("studies.review.open_already", _("A review of this kind is open: close or cancel it first."))
IN_FUTURE = text("studies.review.in_future", _("A decision is recorded once it is made: choose today or before."))
INVITED_ALREADY = text("studies.review.invited_already", _("%(name)s is invited to this review already."))
ON_THE_TEAM = text("studies.review.on_the_team", _("%(name)s writes this study's record and cannot review it."))
NO_TEXT = text("studies.review.no_text", _("Write your opinion: the verdict alone helps nobody."))
NO_INTEREST_NAMED = text("studies.review.no_interest_named", _("Say in a few words which interest it is."))
NOT_OPEN = text("studies.review.not_open", _("The review is “%(state)s”: nobody is invited any more."))
NO_SUCH_CHOICE = text("studies.review.no_such_choice", _("Choose one of the decisions in the list."))


@dataclass(frozen=True)
class Decision:
    """What a review came to: the body that decided, the day, and what stands in the paper."""

    decision: str
    body: str
    decided_on: date
    summary: str = ""
    document_number: str = ""


def _check(decision: Decision, study: Study) -> None:
    if decision.decision not in ReviewDecision.values:
        raise Refused(refusal(NO_SUCH_CHOICE), study)
    if decision.decided_on > clock.today():
        raise Refused(refusal(IN_FUTURE), study)


def record(study: Study, *, kind: str, decision: Decision, uploads: list, by: Actor) -> StudyReview:
    """Record a review that was held elsewhere, with the paper of its decision. Not to be called inside a verb: the
    file is read first. Raises Forbidden, Refused."""
    door.require(by, permissions.MANAGE_STUDY, study)
    accepted = brought(StudyReview, uploads) if uploads else None
    return record_accepted(study, kind=kind, decision=decision, file=accepted, by=by)


@verb(permissions.MANAGE_STUDY)
def record_accepted(study: Study, *, kind: str, decision: Decision, file=None, by: Actor) -> StudyReview:
    """Record it with a file that was brought. Raises Refused in another state of the study, or for a day to come."""
    review = _open(study, kind, ReviewMode.RECORDED, decision.body, by)
    _check(decision, study)
    if file is not None:
        attach_accepted(review, file, kind=PAPER, by=by)
    return _close(review, decision, by)


@verb(permissions.MANAGE_STUDY)
def hold(study: Study, *, kind: str, body: str, due_on: date, by: Actor) -> StudyReview:
    """Open a review by the own office; reviewers are invited to it. Raises Refused in another state of the study."""
    review = _open(study, kind, ReviewMode.HELD_HERE, body, by, due_on=due_on)
    logbook.record(review, by=by, verb="study_review.opened", changes={"due_on": (None, due_on)})
    return review


def _open(study: Study, kind: str, mode: str, body: str, by: Actor, **columns) -> StudyReview:
    row = Study.objects.select_for_update().get(pk=study.pk)
    if kind not in ReviewKind.values:
        raise Refused(refusal(NO_SUCH_CHOICE), study)
    wrong = policies.wrong_state(row, kind)
    if wrong:
        raise Refused(wrong, study)
    newest = row.versions.order_by("-number").values_list("number", flat=True)[0]
    try:
        with transaction.atomic():
            return StudyReview.objects.create(
                study=row,
                hospital_id=row.lead_hospital_id,
                kind=kind,
                mode=mode,
                body=body,
                record_version=newest,
                opened_by=by.user,
                **columns,
            )
    except IntegrityError:
        raise Refused(refusal(OPEN_ALREADY), study) from None


@verb(permissions.MANAGE_STUDY)
def invite(study: Study, *, review: StudyReview, reviewer: User, by: Actor) -> ReviewSeat:
    """Invite a person to review: what there is to read opens once no conflict is declared.

    Raises Refused for who writes the record, who is invited already, and a review that is not open.
    """
    row = StudyReview.objects.select_for_update().get(pk=review.pk, study=study)
    if row.state != ReviewState.OPEN:
        raise Refused(refusal(NOT_OPEN, state=str(row.get_state_display())), row)
    writes = study.grants.filter(user=reviewer, permission__codename="change_study").exists()
    if writes or reviewer == study.principal_investigator:
        raise Refused(refusal(ON_THE_TEAM, name=reviewer.name), row)
    seat, is_new = ReviewSeat.objects.get_or_create(
        review=row, reviewer=reviewer, defaults={"hospital_id": row.hospital_id}
    )
    if not is_new:
        raise Refused(refusal(INVITED_ALREADY, name=reviewer.name), row)
    logbook.record(row, by=by, verb="study_review.invited", changes={"reviewer": ("", reviewer.name)})
    news.tell_reviewer(seat)
    return seat


@verb(open_because="the invited person alone; the seat's lifecycle asks")
def declare(seat: ReviewSeat, *, conflict: str, words: str = "", expected: int, token: str = "", by: Actor):
    """Declare whether there is a conflict of interest: without one the record opens, with one the person stands aside.

    Raises Refused for another person's seat, a closed review, or an interest that is not named; Stale.
    """
    is_free = conflict == Conflict.NONE
    if not is_free and not words.strip():
        raise Refused(refusal(NO_INTEREST_NAMED), seat)
    stamps = {"conflict": Conflict.NONE if is_free else Conflict.SOME, "conflict_text": words}
    stamps |= {"declared_at": clock.now()}
    to = SeatState.READING if is_free else SeatState.RECUSED
    if move(seat, to, by=by, expected=expected, token=token, stamps=stamps):
        _set_reach(seat, open_=is_free, by=by)
    return seat


def _set_reach(seat: ReviewSeat, *, open_: bool, by: Actor) -> None:
    """Open the study to a reviewer, or close it again; a colleague to whom it is shared otherwise keeps reading."""
    study = seat.review.study
    for permission in SEEN:
        if open_:
            grants.give(permission, seat.reviewer, study, by=by)
        elif permission == permissions.GIVE_OPINION or not _reads_otherwise(seat):
            grants.take(permission, seat.reviewer, study)


def _reads_otherwise(seat: ReviewSeat) -> bool:
    others = ReviewSeat.objects.filter(reviewer=seat.reviewer, review__study=seat.review.study).exclude(pk=seat.pk)
    shared = seat.review.study.grants.filter(user=seat.reviewer, permission__codename="change_study")
    return others.filter(state=SeatState.READING).exists() or shared.exists()


@verb(open_because="the invited person alone; the seat's lifecycle asks")
def give_opinion(seat: ReviewSeat, *, verdict: str, opinion: str, expected: int, token: str = "", by: Actor):
    """Give the opinion. Raises Refused without words or a verdict, for another person's seat, or after the closing."""
    if verdict not in ReviewDecision.values:
        raise Refused(refusal(NO_SUCH_CHOICE), seat)
    if not opinion.strip():
        raise Refused(refusal(NO_TEXT), seat)
    stamps = {"verdict": verdict, "opinion": opinion, "given_at": clock.now()}
    move(seat, SeatState.GIVEN, by=by, expected=expected, token=token, stamps=stamps)
    return seat


def close(review: StudyReview, *, decision: Decision, uploads: list, expected: int, token: str = "", by: Actor):
    """Close a review held here with its decision and paper. Not to be called inside a verb: the file is read first."""
    door.require(by, permissions.MANAGE_STUDY, review)
    accepted = brought(review, uploads) if uploads else None
    return close_accepted(review, decision=decision, file=accepted, expected=expected, token=token, by=by)


@verb(permissions.MANAGE_STUDY)
def close_accepted(
    review: StudyReview, *, decision: Decision, file=None, expected: int, token: str = "", by: Actor
) -> StudyReview:
    """Close it with a file that was brought; reviewers read nothing any more. Raises Refused without an opinion."""
    _check(decision, review.study)
    if file is not None:
        attach_accepted(review, file, kind=PAPER, by=by)
    return _close(review, decision, by, expected=expected, token=token)


def _close(review: StudyReview, decision: Decision, by: Actor, *, expected: int | None = None, token: str = ""):
    stamps = {
        "decision": decision.decision,
        "decided_on": decision.decided_on,
        "summary": decision.summary,
        "document_number": decision.document_number,
        "body": decision.body or review.body,
        "closed_at": clock.now(),
    }
    expected = review.version if expected is None else expected
    if move(review, ReviewState.CLOSED, by=by, expected=expected, token=token, stamps=stamps):
        _end_seats(review, by)
    return review


@verb(permissions.MANAGE_STUDY)
def cancel(review: StudyReview, *, reason: str, expected: int, token: str = "", by: Actor) -> StudyReview:
    """Cancel an open review, with a reason; reviewers read nothing any more."""
    if move(review, ReviewState.CANCELLED, by=by, expected=expected, token=token, reason=reason):
        _end_seats(review, by)
    return review


def _end_seats(review: StudyReview, by: Actor) -> None:
    for seat in review.seats.select_related("reviewer", "review__study"):
        if seat.state in (SeatState.INVITED, SeatState.READING):
            move(seat, SeatState.OVER, by=by, expected=seat.version)
        _set_reach(seat, open_=False, by=by)
        inbox.close_tasks(seat, by=by)
