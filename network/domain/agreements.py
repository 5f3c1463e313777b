"""Agreements on paper: issued with a code on every page, sealed by both sides, each copy confirmed by the other."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.lifecycle import move
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import membership_permissions as permissions
from network import terms
from network.agreement_text import document, merge, values_of
from network.domain import agreement_ends, locks, memberships, numbers
from network.domain import application_tasks as tasks
from network.domain.first_times import first_time
from network.membership_enums import AgreementState, ApplicationState
from network.models import Agreement, AgreementTemplate, Membership, MembershipApplication, SigningCampaign
from office.domain import attachments
from tools import clock
from tools.documents import document_hash

NO_TEMPLATE = text("network.agreement.no_template", _("The network has no agreement text that is valid today."))
WRONG_CODE = text(
    "network.agreement.wrong_code",
    _(
        "This is not the code of this agreement. Type the code printed at the foot of the sealed copy; if it differs, "
        "the copy is of another version: send it back."
    ),
)


def issue(application: MembershipApplication, *, term_from: date, term_to: date, by: Actor) -> Agreement:
    """Issue the agreement of an admitted application: called inside the verb that admits.

    Raises Refused for a term that cannot be agreed on today, and without an agreement text.
    """
    wrong = terms.problem(application.network, term_from, term_to)
    if wrong:
        raise Refused(wrong[1], application)
    template = AgreementTemplate.objects.in_force(application.network)
    if template is None:
        raise Refused(refusal(NO_TEMPLATE), application)
    term = {"term_from": term_from, "term_to": term_to}
    places = {"network": application.network, "hospital": application.hospital, "campus": application.campus}
    return _issued(template, tier=application.decided_tier, **places, **term, by=by, application=application)


def issue_again(campaign: SigningCampaign, member: Membership, *, term_from: date, term_to: date, by: Actor) -> None:
    """Issue the campaign's text to one of its members: called inside the campaign's verb."""
    term = {"term_from": term_from, "term_to": term_to}
    places = {"network": campaign.network, "hospital": member.hospital, "campus": member.campus}
    _issued(campaign.template, tier=member.tier, **places, **term, by=by, campaign=campaign, member=member)


def _issued(template: AgreementTemplate, *, by: Actor, network, hospital, campus, tier, **facts) -> Agreement:
    """The agreement with its text and hash frozen, and the hospital's task to seal it."""
    number = numbers.next_number(Agreement, f"{network.code}-XY-{clock.today():%Y}")
    term = {name: facts[name] for name in ("term_from", "term_to")}
    values = values_of(network, hospital=hospital, campus=campus, tier=tier, number=number, **term)
    content = merge(str(template), template.title, template.body, values)
    agreement = Agreement.objects.create(
        network=network,
        hospital=hospital,
        campus=campus,
        tier=tier,
        template=template,
        number=number,
        content=content,
        sha256=document_hash(document(content)),
        issued_by=by.user,
        **facts,
    )
    logbook.record(agreement, by=by, verb="agreement.issued", changes={"template": ("", template)})
    tasks.seal_for_hospital(agreement)
    return agreement


@verb(permissions.SEAL_FOR_HOSPITAL)
def seal_for_hospital(agreement, *, expected: int, token: str = "", by: Actor) -> Agreement:
    """The hospital's sealed copy is uploaded in full."""
    posted = {"expected": expected, "token": token, "stamps": first_time(agreement, "hospital_sealed_at")}
    _step(agreement, AgreementState.HOSPITAL_SEALED, tasks.confirm_for_centre, by=by, **posted)
    return agreement


@verb(permissions.CONFIRM_FOR_CENTRE)
def confirm_hospital_copy(agreement, *, code: str, expected: int, token: str = "", by: Actor) -> Agreement:
    """A person of the centre read the code off the hospital's copy. Raises Refused when it differs."""
    _check_code(agreement, code)
    posted = {"expected": expected, "token": token}
    _step(agreement, AgreementState.HOSPITAL_CONFIRMED, tasks.seal_for_centre, by=by, **posted)
    return agreement


@verb(permissions.CONFIRM_FOR_CENTRE)
def refuse_hospital_copy(agreement, *, reason: str, expected: int, token: str = "", by: Actor) -> Agreement:
    """Send the hospital's copy back with a reason; its files are withdrawn, so that new ones must come."""
    posted = {"expected": expected, "token": token, "reason": reason}
    if _step(agreement, AgreementState.ISSUED, tasks.seal_for_hospital, by=by, **posted):
        attachments.withdraw_all(agreement, kind="hospital_copy", by=by)
    return agreement


@verb(permissions.SEAL_FOR_CENTRE)
def seal_for_centre(agreement, *, expected: int, token: str = "", by: Actor) -> Agreement:
    """The centre's sealed copy is uploaded in full."""
    posted = {"expected": expected, "token": token}
    _step(agreement, AgreementState.CENTRE_SEALED, tasks.confirm_for_hospital, by=by, **posted)
    return agreement


@verb(permissions.CONFIRM_FOR_HOSPITAL)
def refuse_centre_copy(agreement, *, reason: str, expected: int, token: str = "", by: Actor) -> Agreement:
    """Send the centre's copy back with a reason; its files are withdrawn, so that new ones must come."""
    posted = {"expected": expected, "token": token, "reason": reason}
    if _step(agreement, AgreementState.HOSPITAL_CONFIRMED, tasks.seal_for_centre, by=by, **posted):
        attachments.withdraw_all(agreement, kind="centre_copy", by=by)
    return agreement


def _step(agreement: Agreement, to: str, next_task: Callable[[Agreement], None], *, by: Actor, **posted) -> bool:
    """One step between the seals: whoever had it is done, the next one is tasked. False for a form sent again."""
    taken = move(agreement, to, by=by, **posted)
    if taken:
        tasks.close(agreement, by)
        next_task(agreement)
    return taken


def cancel_of(application: MembershipApplication, *, reason: str, by: Actor) -> None:
    """Cancel the agreement of an application, if one is out: called inside the verb that withdraws it."""
    agreement = Agreement.objects.select_for_update().filter(application=application).first()
    if agreement is not None:
        agreement_ends.cancel(agreement, reason=reason, by=by)


@verb(permissions.CONFIRM_FOR_HOSPITAL)
def complete(agreement, *, code: str, expected: int, token: str = "", by: Actor) -> Agreement:
    """A person of the hospital read the code off the centre's copy: the membership begins, or goes on."""
    _check_code(agreement, code)
    posted = {"expected": expected, "token": token, "held": locks.hold(agreement)}
    if move(agreement, AgreementState.COMPLETE, by=by, stamps={"completed_at": clock.now()}, **posted):
        tasks.close(agreement, by)
        application = agreement.application
        if application is None:
            memberships.go_on(agreement, by=by)
            return agreement
        memberships.begin(agreement, by=by)
        move(application, ApplicationState.COMPLETED, by=by, expected=application.version)
        tasks.close(application, by)
    return agreement


def _check_code(agreement: Agreement, code: str) -> None:
    typed = "".join(letter for letter in code.lower() if letter.isalnum())
    if typed != agreement.check_code.replace(" ", ""):
        raise Refused(refusal(WRONG_CODE), agreement)
