"""The hospital's side of an application: opening, filling in, handing in, taking back, sharing."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from access import grants, inbox, logbook
from access.actor import Actor
from access.lifecycle import move
from access.models import User
from access.queries.prepared import Prepared, row_of
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import exit_policies, policies
from network import membership_permissions as permissions
from network import questions as rules
from network.domain import agreements, locks, numbers, proxy_answers, signoffs
from network.domain import application_tasks as tasks
from network.domain.first_times import first_time
from network.membership_enums import ApplicationKind, ApplicationState
from network.models import ApplicationSection, Campus, Hospital, MembershipApplication, Network, QuestionSet, Tier
from network.rules_enums import Occasion
from network.sections import OWN, questions_of, sections_of
from tools import clock

ALREADY_OPEN = text(
    "network.application.already_open", _("An application to this network is open already: %(number)s. Go on with it.")
)
FOREIGN_CAMPUS = text("network.application.foreign_campus", _("This campus does not belong to the hospital."))
NO_SUCH_SECTION = text("network.application.no_such_section", _("The application has no section “%(section)s”."))
SECTION_STALE = text(
    "network.application.section_stale",
    _("%(who)s saved this section after you opened it. Your text is kept below; compare and save again."),
)
UNANSWERED = text("network.application.unanswered", _("Answer these questions of the network: %(missing)s."))
SHARED_ALREADY = text("network.application.shared_already", _("%(name)s sees this application already."))


@verb(permissions.ADD_APPLICATION)
def start(hospital: Hospital, *, network: Network, campus: Campus, tier: Tier, by: Actor) -> MembershipApplication:
    """Open an application as a draft: to join, or, for an active member, to change the tier.

    Raises Refused: closed hospital or campus, network closed or not open yet, foreign campus, an open application, or
    the tier already held.
    """
    application = open_row(hospital, network=network, campus=campus, tier=tier, by=by)
    changes = {"tier": ("", tier), "kind": ("", application.kind)}
    logbook.record(application, by=by, verb="application.started", changes=changes)
    tasks.fill_in(application)
    return application


def open_row(
    hospital: Hospital, *, network: Network, campus: Campus, tier: Tier, by: Actor, **columns
) -> MembershipApplication:
    """The row of a new application, once nothing stands against it: a part of the verbs that open one."""
    hospital, campus, network = locks.hold_places(hospital.pk, campus.pk, network.pk)
    member = _check_start(hospital, network, campus, tier)
    return _create(
        number=numbers.next_number(MembershipApplication, f"{network.code}-{clock.today():%Y}"),
        kind=ApplicationKind.TIER_CHANGE if member else ApplicationKind.JOIN,
        hospital=hospital,
        campus=campus,
        region_id=campus.region_id,
        network=network,
        tier=tier,
        question_set=questions_in_force(network),
        created_by=by.user,
        **columns,
    )


def questions_in_force(network: Network) -> QuestionSet | None:
    """What the network asks today; the application keeps this version. None when it asks nothing."""
    found = network.question_sets.in_force(occasion=Occasion.APPLICATION).get(network.pk)
    return found if found and found.questions else None


def _create(**columns) -> MembershipApplication:
    """The row; when somebody opened another at the same moment, the database refuses and the sentence leads there."""
    try:
        with transaction.atomic():
            return MembershipApplication.objects.create(**columns)
    except IntegrityError:
        rows = MembershipApplication.objects.open()
        found = rows.filter(hospital=columns["hospital"], network=columns["network"]).first()
        if found is None:
            raise
        raise Refused(refusal(ALREADY_OPEN, number=found.number), found) from None


def _check_start(hospital, network, campus, tier):
    """The membership that a change of tier would change, or None for joining."""
    if campus.hospital_id != hospital.pk:
        raise Refused(refusal(FOREIGN_CAMPUS), hospital)
    closed = policies.closed_network(network) or policies.closed_hospital(hospital) or policies.closed_campus(campus)
    closed = closed or exit_policies.block(hospital, network) or policies.not_offered(tier)
    if closed:
        raise Refused(closed, hospital)
    found = MembershipApplication.objects.open().filter(hospital=hospital, network=network).first()
    if found:
        raise Refused(refusal(ALREADY_OPEN, number=found.number), found)
    member = policies.conflicting_membership(campus, network)
    unfit = member and (policies.not_active(member) or policies.same_tier(member, tier))
    if unfit:
        raise Refused(unfit, hospital)
    return member


def _section(application: int, code: str):
    return ApplicationSection.objects.select_for_update().filter(application=application, code=code)


_SECTION = Prepared(_section, int, str)


def _check_editable(application: MembershipApplication) -> None:
    """Ask the row itself, locked until the verb ends: the page's copy may be older than a hand-in."""
    stored = row_of(MembershipApplication, application.pk, no_key=False)
    if not stored.is_editable:
        raise Refused(policies.locked(stored), application)


@verb(permissions.CHANGE_APPLICATION)
def save_section(
    application: MembershipApplication, *, code: str, answers: dict, expected: int, by: Actor
) -> ApplicationSection:
    """Save one section's cleaned answers. ``expected`` is the section's version when it was opened, 0 for a new one.

    Raises Refused while the application is not editable or for an unknown section, Stale via SECTION_STALE.
    """
    _check_editable(application)
    if code not in sections_of(application):
        raise Refused(refusal(NO_SUCH_SECTION, section=code), application)
    _check_answers(application, code, answers)
    said = {"answers": answers, "saved_at": clock.now(), "saved_by": by.user}
    # The application is locked: nobody else makes the section in between.
    found = _SECTION(application.pk, code)
    section, is_new = (found[0], False) if found else (application.sections.create(code=code, **said), True)
    if (0 if is_new else section.version) != expected:
        who = section.saved_by.name if section.saved_by and not is_new else ""
        raise Refused(refusal(SECTION_STALE, who=who), application)
    if not is_new:
        section.version += 1
        for name, value in said.items():
            setattr(section, name, value)
        section.save()
    logbook.record(application, by=by, verb="application.section_saved", changes={"section": ("", code)})
    return section


def _check_answers(application: MembershipApplication, code: str, answers: dict) -> None:
    """The network's own questions are answered with what they can be answered with."""
    open_ones = rules.unanswered(rules.without_papers(questions_of(application)), answers) if code == OWN else []
    if open_ones:
        raise Refused(refusal(UNANSWERED, missing=open_ones), application)


@verb(permissions.CHANGE_APPLICATION)
def explain_waiver(application: MembershipApplication, *, reason: str, by: Actor) -> MembershipApplication:
    """Write why a condition that is not met should be waived."""
    _check_editable(application)
    changes = logbook.changed(application, {"waiver_reason": reason})
    application.waiver_reason = reason
    application.save(update_fields=["waiver_reason"])
    logbook.record(application, by=by, verb="application.waiver_explained", changes=changes)
    return application


@verb(permissions.HAND_IN_APPLICATION)
def request_signoff(application, *, expected: int, token: str = "", by: Actor) -> MembershipApplication:
    """Hand the application in to the hospital's administrator. Raises Refused when incomplete or not eligible."""
    posted = {"expected": expected, "token": token, "held": locks.hold(application)}
    stamps = first_time(application, "handed_in_at")
    if move(application, ApplicationState.AWAITING_SIGNOFF, by=by, stamps=stamps, **posted):
        tasks.close(application, by)
        signoffs.request(application, kind="membership_application", hospital=application.hospital, by=by)
    return application


@verb(permissions.HAND_IN_APPLICATION)
def take_back(application, *, expected: int, token: str = "", by: Actor) -> MembershipApplication:
    """Take a handed-in application back before it is signed."""
    locks.hold_hospital(application.hospital_id)
    if move(application, _state_before(application), by=by, expected=expected, token=token):
        signoffs.cancel_waiting(application, by=by)
        tasks.fill_in(application)
    return application


def _state_before(application) -> str:
    return ApplicationState.RETURNED if application.submitted_at else ApplicationState.DRAFT


@verb(permissions.HAND_IN_APPLICATION)
def withdraw(application, *, expected: int, reason: str, token: str = "", by: Actor) -> MembershipApplication:
    """Withdraw an application that has not left the hospital, for good, with a reason."""
    return _withdraw(application, expected=expected, reason=reason, token=token, by=by)


@verb(permissions.SIGN_APPLICATION)
def withdraw_submitted(
    application, *, expected: int, reason: str, token: str = "", by: Actor
) -> MembershipApplication:
    """Withdraw what the centre has: the hospital's administrator speaks for the hospital, as when it was sent.

    An agreement that is out already is cancelled with it.
    """
    return _withdraw(application, expected=expected, reason=reason, token=token, by=by)


def _withdraw(application, *, reason: str, by: Actor, **posted) -> MembershipApplication:
    locks.hold_hospital(application.hospital_id)
    if move(application, ApplicationState.WITHDRAWN, by=by, reason=reason, **posted):
        signoffs.cancel_waiting(application, by=by)
        proxy_answers.end_of(application, by)
        agreements.cancel_of(application, reason=reason, by=by)
        tasks.close(application, by)
    return application


def end_of(*, reason: str, by: Actor, **whose) -> None:
    """Withdraw the open applications of a hospital or campus (``hospital=…``) that closes: called inside the verb that
    closes it. The centre is told of those that it has; waiting sign-offs and agreements that are out end with them.
    """
    system = Actor.as_system(by.label, origin=by.origin)
    for application in MembershipApplication.objects.open().filter(**whose).select_for_update().order_by("pk"):
        _withdraw(application, reason=reason, by=system, expected=application.version)


def signed(application, signoff, by: Actor) -> None:
    """Go on after the hospital's signature: the application leaves the hospital and a receipt is issued."""
    from network.domain import application_content
    from office.domain import receipts

    held = locks.hold(application)
    now = clock.now()
    stamps = {"submitted_at": application.submitted_at or now, "resubmitted_at": now}
    move(application, ApplicationState.SUBMITTED, by=by, expected=application.version, stamps=stamps, held=held)
    application.remarks.filter(answered_at__isnull=True).update(answered_at=now)
    receipts.issue(application, content=application_content.of(application), by=by)
    proxy_answers.signed_anew(application, by)
    tasks.check_formally(application)


def sent_back(application, signoff, by: Actor) -> None:
    """Go on after the administrator returned it: back to whoever fills it in, with the reason."""
    move(application, _state_before(application), by=by, expected=application.version, reason=signoff.reason)
    tasks.fill_in(application)
    if signoff.requested_by:
        inbox.notify(
            [signoff.requested_by], tasks.SENT_BACK, application, reason=signoff.reason, about=str(application)
        )


@verb(permissions.SHARE_APPLICATION)
def share(application, *, colleague: User, may_edit: bool = False, by: Actor) -> None:
    """Let a named colleague see, and maybe fill in, this one application."""
    if application.grants.filter(user=colleague).exists():
        raise Refused(refusal(SHARED_ALREADY, name=colleague.name), application)
    grants.give(permissions.VIEW_APPLICATION, colleague, application, by=by)
    if may_edit:
        grants.give(permissions.CHANGE_APPLICATION, colleague, application, by=by)
    logbook.record(application, by=by, verb="application.shared", changes={"colleague": ("", colleague.name)})
    inbox.notify([colleague], tasks.SHARED, application, who=by.label, about=str(application))


@verb(permissions.SHARE_APPLICATION)
def unshare(application, *, colleague: User, by: Actor) -> None:
    """Stop sharing with a colleague."""
    for permission in (permissions.VIEW_APPLICATION, permissions.CHANGE_APPLICATION):
        grants.take(permission, colleague, application)
    logbook.record(application, by=by, verb="application.unshared", changes={"colleague": (colleague.name, "")})
