"""Approvals of a site by its institution, and answers and approvals about human genetic resources."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from access import door, logbook
from access.actor import Actor
from access.lifecycle import check_version
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from office.domain.attachments import attach_accepted, brought
from studies import hgr, permissions
from studies.enums import HgrKind
from studies.models import HgrAnswers, HgrApproval, InstitutionApproval, StudySite
from studies.policies import sites as policies
from tools import clock

PAPER = "approval"
IN_FUTURE = text("studies.approval.in_future", _("An approval is recorded once it is given: choose today or before."))
THERE_ALREADY = text("studies.approval.there_already", _("An approval is recorded: withdraw that one first."))
ENDS_BEFORE = text("studies.approval.ends_before", _("It cannot end before the day from which it is valid."))
EXCLUDE = text("studies.hgr.exclude", _("These two cannot both be true: “%(first)s” and “%(second)s”."))
NOT_ALL = text("studies.hgr.not_all", _("Answer every question with yes or no."))
NO_SUCH_KIND = text("studies.hgr.no_such_kind", _("Choose one of the approvals and filings in the list."))
GONE = text("studies.approval.gone", _("This was withdrawn before."))


def _own(site: StudySite, by: Actor) -> StudySite:
    """The row, locked, for its own hospital's people. Raises Refused."""
    row = StudySite.objects.select_for_update().get(pk=site.pk)
    found = policies.own_part(permissions.RUN_STUDY_SITE)(row, by)
    if found:
        raise Refused(found, site)
    return row


def record_institution(site: StudySite, *, number: str, decided_on: date, uploads: list, by: Actor):
    """Record the hospital's approval with its paper. Not to be called inside a verb: the file is read first."""
    door.require(by, permissions.RUN_STUDY_SITE, site)
    accepted = brought(InstitutionApproval, uploads) if uploads else None
    return record_institution_accepted(site, number=number, decided_on=decided_on, file=accepted, by=by)


@verb(permissions.RUN_STUDY_SITE)
def record_institution_accepted(
    site: StudySite, *, number: str, decided_on: date, file=None, by: Actor
) -> InstitutionApproval:
    """Record that the hospital took its part on (立项). Raises Refused for a day to come, a second
    approval, and another hospital's people."""
    row = _own(site, by)
    if decided_on > clock.today():
        raise Refused(refusal(IN_FUTURE), site)
    try:
        with transaction.atomic():
            made = InstitutionApproval.objects.create(
                site=row,
                hospital_id=row.hospital_id,
                lead_hospital_id=row.lead_hospital_id,
                number=number,
                decided_on=decided_on,
                recorded_by=by.user,
            )
    except IntegrityError:
        raise Refused(refusal(THERE_ALREADY), site) from None
    if file is not None:
        attach_accepted(made, file, kind=PAPER, by=by)
    logbook.record(made, by=by, verb="site_approval.recorded", changes={"number": ("", number)})
    return made


@verb(permissions.RUN_STUDY_SITE)
def answer(site: StudySite, *, answers: dict[str, bool], for_study: bool, expected: int, by: Actor) -> HgrAnswers:
    """Answer the questions of the rules that apply today: the lead hospital for the study, or a site that differs.

    Raises Refused while a question is open, for answers that exclude each other, and for another hospital's people;
    Stale.
    """
    row = _own(site, by)
    if for_study and not row.is_of_lead:
        raise Refused(refusal(policies.NOT_YOURS, hospital=str(row.lead_hospital)), site)
    rule = hgr.rule_on(clock.today())
    _check(rule, answers, site)
    target = {"study_id": row.study_id, "site": None if for_study else row}
    kept, is_new = HgrAnswers.objects.select_for_update().get_or_create(
        **target,
        defaults={
            "hospital_id": row.hospital_id,
            "lead_hospital_id": row.lead_hospital_id,
            "rule_version": rule.version,
        },
    )
    if not is_new:
        check_version(kept, expected, back_to=site)
        kept.version += 1
    before = kept.answers
    kept.answers = {code: answers[code] for code in rule.questions}
    kept.rule_version, kept.answered_by, kept.answered_at = rule.version, by.user, clock.now()
    kept.save()
    changes = {code: (before.get(code), kept.answers[code]) for code in rule.questions}
    logbook.record(row, by=by, verb="study_site.hgr_answered", changes={"answers": (before, kept.answers)} | changes)
    return kept


def _check(rule, answers: dict, site: StudySite) -> None:
    if any(not isinstance(answers.get(code), bool) for code in rule.questions):
        raise Refused(refusal(NOT_ALL), site)
    for first, second in hgr.contradictions(rule, answers):
        titles = {"first": str(hgr.QUESTIONS[first]), "second": str(hgr.QUESTIONS[second])}
        raise Refused(refusal(EXCLUDE, **titles), site)


@dataclass(frozen=True)
class HgrFacts:
    """An approval or filing with its number and days."""

    kind: str
    number: str
    valid_from: date
    valid_to: date


def record_hgr(site: StudySite, *, facts: HgrFacts, for_study: bool, uploads: list, by: Actor) -> HgrApproval:
    """Record an approval with its paper. Not to be called inside a verb: the file is read first."""
    door.require(by, permissions.RUN_STUDY_SITE, site)
    accepted = brought(HgrApproval, uploads) if uploads else None
    return record_hgr_accepted(site, facts=facts, for_study=for_study, file=accepted, by=by)


@verb(permissions.RUN_STUDY_SITE)
def record_hgr_accepted(site: StudySite, *, facts: HgrFacts, for_study: bool, file=None, by: Actor) -> HgrApproval:
    """Record an approval or filing: the lead hospital's for the whole study, or one of a site of its own.

    Raises Refused for an unknown kind, days in the wrong order, and another hospital's people.
    """
    row = _own(site, by)
    if for_study and not row.is_of_lead:
        raise Refused(refusal(policies.NOT_YOURS, hospital=str(row.lead_hospital)), site)
    if facts.kind not in HgrKind.values:
        raise Refused(refusal(NO_SUCH_KIND), site)
    if facts.valid_to < facts.valid_from:
        raise Refused(refusal(ENDS_BEFORE), site)
    made = HgrApproval.objects.create(
        study_id=row.study_id,
        site=None if for_study else row,
        hospital_id=row.hospital_id,
        lead_hospital_id=row.lead_hospital_id,
        kind=facts.kind,
        number=facts.number,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        recorded_by=by.user,
    )
    if file is not None:
        attach_accepted(made, file, kind=PAPER, by=by)
    logbook.record(row, by=by, verb="study_site.hgr_approved", changes={"number": ("", facts.number)})
    return made


@verb(permissions.RUN_STUDY_SITE)
def withdraw(site: StudySite, *, approval: InstitutionApproval | HgrApproval, by: Actor) -> None:
    """Take back an approval of the own hospital that was entered by mistake; the row stays."""
    _own(site, by)
    row = type(approval).objects.select_for_update().get(pk=approval.pk)
    if row.withdrawn_at is not None or row.hospital_id != site.hospital_id:
        raise Refused(refusal(GONE), site)
    row.withdrawn_at = clock.now()
    row.save(update_fields=["withdrawn_at"])
    logbook.record(site, by=by, verb="study_site.approval_withdrawn", changes={"number": (row.number, "")})
