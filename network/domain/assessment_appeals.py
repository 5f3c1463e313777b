"""Appeals: written by the hospital, signed by its administrator, answered by the centre's director."""

from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.lifecycle import check_version, move
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import assessment_news as news
from network import assessment_permissions as permissions
from network import assessment_policies as policies
from network.assessment_enums import AppealState, Grade
from network.domain import annual_assessments, locks, signoffs
from network.domain import assessment_tasks as tasks
from network.domain.versions import write
from network.models import AnnualAssessment, AssessmentAppeal
from tools import clock

KIND = "assessment_appeal"
NOT_A_DRAFT = text("assessment_appeal.not_a_draft", _("The appeal is “%(state)s”: its grounds cannot be changed now."))
SAME_GRADE = text("assessment_appeal.same_grade", _("This is the result already: choose another, or uphold it."))


@verb(permissions.WRITE_APPEAL)
def write_appeal(assessment: AnnualAssessment, *, grounds: str, expected: int, by: Actor) -> AssessmentAppeal:
    """Begin the appeal, or write its grounds anew; ``expected`` is the version seen, 0 before there is one.

    Raises Refused when the result cannot be appealed (any more) or the appeal has left the draft; Stale.
    """
    AnnualAssessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    reason = policies.unappealable(assessment)
    if reason:
        raise Refused(reason, assessment)
    appeal = AssessmentAppeal.objects.with_names().filter(assessment=assessment).first()
    if appeal is None:
        appeal = _begun(assessment, by)
    else:
        check_version(appeal, expected, back_to=assessment)
    if appeal.state != AppealState.DRAFT:
        raise Refused(refusal(NOT_A_DRAFT, state=str(appeal.get_state_display())), appeal)
    changes = {"grounds": (appeal.grounds, grounds)}
    write(appeal, {"grounds": grounds})
    logbook.record(appeal, by=by, verb="assessment_appeal.written", changes=changes)
    return appeal


def _begun(assessment: AnnualAssessment, by: Actor) -> AssessmentAppeal:
    return AssessmentAppeal.objects.create(
        assessment=assessment,
        number=f"{assessment.number}-S",
        hospital=assessment.hospital,
        campus=assessment.campus,
        network=assessment.network,
        created_by=by.user,
    )


@verb(permissions.WRITE_APPEAL)
def request_signoff(appeal: AssessmentAppeal, *, expected: int, token: str = "", by: Actor) -> AssessmentAppeal:
    """Hand the appeal in to the hospital's administrator."""
    locks.hold_hospital(appeal.hospital_id)
    if move(appeal, AppealState.AWAITING_SIGNOFF, by=by, expected=expected, token=token):
        tasks.close(appeal, by=by)
        signoffs.request(appeal, kind=KIND, hospital=appeal.hospital, by=by)
    return appeal


@verb(permissions.WRITE_APPEAL)
def take_back(appeal: AssessmentAppeal, *, expected: int, token: str = "", by: Actor) -> AssessmentAppeal:
    """Take a handed-in appeal back before it is signed."""
    locks.hold_hospital(appeal.hospital_id)
    if move(appeal, AppealState.DRAFT, by=by, expected=expected, token=token):
        signoffs.cancel_waiting(appeal, by=by)
    return appeal


def signed(appeal: AssessmentAppeal, signoff, by: Actor) -> None:
    """Go on after the hospital's signature: the appeal leaves the hospital and a receipt is issued."""
    from office.domain import receipts

    stamps = {"submitted_at": clock.now()}
    move(appeal, AppealState.SUBMITTED, by=by, expected=appeal.version, stamps=stamps)
    receipts.issue(appeal, content=content_of(appeal), by=by)
    tasks.answer_appeal(appeal)


def sent_back(appeal: AssessmentAppeal, signoff, by: Actor) -> None:
    """Go on after the administrator returned it: back to whoever writes it, with the reason."""
    move(appeal, AppealState.DRAFT, by=by, expected=appeal.version, reason=signoff.reason)
    tasks.complete_appeal(appeal)
    if signoff.requested_by:
        inbox.notify([signoff.requested_by], news.SENT_BACK, appeal, number=appeal.number, reason=signoff.reason)


def content_of(appeal: AssessmentAppeal) -> dict:
    """What the receipt's hash is made over."""
    assessment = appeal.assessment
    return {
        "number": appeal.number,
        "assessment": assessment.number,
        "hospital": assessment.hospital.name_zh,
        "network": assessment.network.name_zh,
        "year": assessment.year,
        "total": str(assessment.total),
        "grade": assessment.grade,
        "grounds": appeal.grounds,
    }


@verb(permissions.ANSWER_APPEAL)
def uphold(appeal: AssessmentAppeal, *, reason: str, expected: int, token: str = "", by: Actor) -> AssessmentAppeal:
    """Uphold the result with a reason that the hospital reads."""
    if move(
        appeal, AppealState.UPHELD, by=by, expected=expected, token=token, reason=reason, stamps=_answer(by, reason)
    ):
        tasks.close(appeal, by=by)
    return appeal


@verb(permissions.ANSWER_APPEAL)
def change(
    appeal: AssessmentAppeal, *, grade: str, reason: str, expected: int, token: str = "", by: Actor
) -> AssessmentAppeal:
    """Change the result to ``grade`` with a reason. Raises Refused for the result that it is already."""
    assessment = AnnualAssessment.objects.with_names().get(pk=appeal.assessment_id)
    if grade not in Grade.values or (grade == assessment.grade and appeal.state == AppealState.SUBMITTED):
        raise Refused(refusal(SAME_GRADE), appeal)
    stamps = _answer(by, reason) | {"former_grade": assessment.grade}
    if move(appeal, AppealState.CHANGED, by=by, expected=expected, token=token, reason=reason, stamps=stamps):
        annual_assessments.change_result(assessment, grade=grade, reason=reason, by=by)
        tasks.close(appeal, by=by)
    return appeal


def _answer(by: Actor, reason: str) -> dict:
    return {"answered_by": by.user, "answered_at": clock.now(), "answer": reason}


@verb(permissions.SIGN_APPEAL)
def withdraw(appeal: AssessmentAppeal, *, reason: str, expected: int, token: str = "", by: Actor) -> AssessmentAppeal:
    """Withdraw an appeal that the centre has: the result is final with it."""
    if move(appeal, AppealState.WITHDRAWN, by=by, expected=expected, token=token, reason=reason):
        tasks.close(appeal, by=by)
    return appeal
