"""The lead hospital's side of a study up to its submission: opening, handing in, taking back, withdrawing, sharing."""

from django.utils.translation import gettext_lazy as _

from access import grants, inbox, logbook
from access.actor import Actor
from access.lifecycle import move
from access.models import User
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network.domain import locks, signoffs
from network.models import Hospital, Network
from network.policies import closed_hospital
from office.domain import receipts
from studies import permissions
from studies.domain import networks, records, sites
from studies.enums import StudyKind, StudyState, VersionReason
from studies.models import Study, StudyRecord
from studies.news import studies as news
from tools import clock

SIGNOFF_KIND = "study"
SHARED = (permissions.VIEW_STUDY, permissions.READ_STUDY)
NO_SUCH_KIND = text("studies.no_such_kind", _("Choose one of the kinds of studies in the list."))
SHARED_ALREADY = text("studies.shared_already", _("%(name)s reads this study already."))


@verb(permissions.ADD_STUDY)
def start(
    hospital: Hospital,
    *,
    kind: str,
    investigator: User,
    title_zh: str = "",
    network: Network | None = None,
    by: Actor,
) -> Study:
    """Open the draft of a study of ``hospital`` and give its principal investigator the record to write.

    ``network`` is the one that is to lead it. Raises Refused for a closed hospital or network, or an unknown kind.
    """
    hospital = locks.hold_hospital(hospital.pk)
    shut = closed_hospital(hospital)
    if shut or kind not in StudyKind.values:
        raise Refused(shut or refusal(NO_SUCH_KIND), hospital)
    study = Study.objects.create(
        kind=kind, lead_hospital=hospital, principal_investigator=investigator, created_by=by.user
    )
    values = {"public_title": {"zh": title_zh, "en": ""}} if title_zh else {}
    StudyRecord.objects.create(study=study, values=values, saved_by=by.user)
    records.promote(study, values)
    if network is not None:
        networks.put_forward(study, network, leading=True, by=by)
    for person in {investigator, by.user} - {None}:
        _open_to(person, study, by)
    logbook.record(study, by=by, verb="study.started", changes={"kind": ("", kind)})
    news.task(news.FILL_IN, study)
    return study


def _open_to(person: User, study: Study, by: Actor) -> None:
    for permission in (*SHARED, permissions.CHANGE_STUDY):
        grants.give(permission, person, study, by=by)


@verb(permissions.HAND_IN_STUDY)
def request_signoff(study: Study, *, expected: int, token: str = "", by: Actor) -> Study:
    """Hand the study in to the hospital's administrator. Raises Refused while the record is not whole or comments
    wait; Stale."""
    locks.hold_hospital(study.lead_hospital_id)
    if move(study, StudyState.AWAITING_SIGNOFF, by=by, expected=expected, token=token):
        inbox.close_tasks(study, by=by)
        signoffs.request(study, kind=SIGNOFF_KIND, hospital=study.lead_hospital, by=by)
    return study


@verb(permissions.HAND_IN_STUDY)
def take_back(study: Study, *, expected: int, token: str = "", by: Actor) -> Study:
    """Take a handed-in study back before it is signed."""
    locks.hold_hospital(study.lead_hospital_id)
    if move(study, StudyState.DRAFT, by=by, expected=expected, token=token):
        signoffs.cancel_waiting(study, by=by)
        news.task(news.FILL_IN, study)
    return study


def signed(study: Study, signoff, by: Actor) -> None:
    """Go on after the hospital's signature: a version is set down, a receipt issued, and networks and hospitals of the
    study see it."""
    stamps = {"submitted_at": study.submitted_at or clock.now()}
    move(study, StudyState.SCIENTIFIC_REVIEW, by=by, expected=study.version, stamps=stamps)
    made = records.set_down(study, VersionReason.SUBMITTED, by)
    receipts.issue(made, content=content_of(study, made), by=by)
    sites.show(study)
    networks.show(study)
    news.task(news.HOLD_REVIEW, study)


def content_of(study: Study, version) -> dict:
    """What exactly was submitted: the content over which the receipt's hash is made."""
    return {
        "study": str(study.uid),
        "kind": study.kind,
        "hospital": study.lead_hospital.name_zh,
        "credit_code": study.lead_hospital.credit_code,
        "version": version.number,
        "values": version.values,
    }


def sent_back(study: Study, signoff, by: Actor) -> None:
    """Go on after the administrator returned it: back to whoever writes it, with the reason."""
    move(study, StudyState.DRAFT, by=by, expected=study.version, reason=signoff.reason)
    news.task(news.FILL_IN, study)
    if signoff.requested_by:
        inbox.notify([signoff.requested_by], news.SENT_BACK, study, reason=signoff.reason, **news.people.names(study))


@verb(permissions.HAND_IN_STUDY)
def withdraw(study: Study, *, reason: str, expected: int, token: str = "", by: Actor) -> Study:
    """Give up a study that has never left the hospital, with a reason."""
    return _withdraw(study, reason, expected, token, by)


@verb(permissions.SIGN_STUDY)
def withdraw_submitted(study: Study, *, reason: str, expected: int, token: str = "", by: Actor) -> Study:
    """Withdraw a submitted study that has not recruited: the administrator speaks for the hospital."""
    return _withdraw(study, reason, expected, token, by)


def _withdraw(study, reason: str, expected: int, token: str, by: Actor) -> Study:
    locks.hold_hospital(study.lead_hospital_id)
    if move(study, StudyState.WITHDRAWN, by=by, expected=expected, token=token, reason=reason):
        signoffs.cancel_waiting(study, by=by)
        inbox.close_tasks(study, by=by)
    return study


@verb(permissions.SHARE_STUDY)
def share(study: Study, *, colleague: User, may_write: bool = False, by: Actor) -> None:
    """Let a named person, of whatever hospital, read this one study, and maybe write its record."""
    if study.grants.filter(user=colleague).exists():
        raise Refused(refusal(SHARED_ALREADY, name=colleague.name), study)
    for permission in (*SHARED, *([permissions.CHANGE_STUDY] if may_write else [])):
        grants.give(permission, colleague, study, by=by)
    logbook.record(study, by=by, verb="study.shared", changes={"colleague": ("", colleague.name)})
    inbox.notify([colleague], news.SHARED, study, who=by.label, **news.people.names(study))


@verb(permissions.SHARE_STUDY)
def unshare(study: Study, *, colleague: User, by: Actor) -> None:
    """Close the study to a named person again; a reviewer's seat keeps what it needs."""
    reviews = study.grants.filter(user=colleague, permission__codename="review_study").exists()
    for permission in (*([] if reviews else SHARED), permissions.CHANGE_STUDY):
        grants.take(permission, colleague, study)
    logbook.record(study, by=by, verb="study.unshared", changes={"colleague": (colleague.name, "")})
