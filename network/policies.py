"""When a step of joining or belonging is possible: guards of the lifecycles, each answering with a sentence."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access import deputies, door, logbook
from access.queries.prepared import Prepared
from access.refusals import Refusal, refusal
from access.texts import text
from network import membership_permissions as permissions
from network import questions as rules
from network import version_policies
from network.membership_enums import COUNTED_ON, AgreementState, ApplicationState, EffectiveState, MembershipState
from network.sections import PAPER_TITLES, REQUIRED_PAPERS, questions_of, sections_of
from tools import clock

HOSPITAL_CLOSED = text("network.hospital_closed", _("%(hospital)s is closed: it cannot join a network any more."))
TIER_NOT_OFFERED = text(
    "network.application.tier_not_offered", _("Nobody joins at the tier “%(tier)s” today: choose another tier.")
)
CAMPUS_CLOSED = text("network.campus_closed", _("%(campus)s is closed: choose another campus."))
NOT_OPEN_YET = text("network.application.not_open_yet", _("This network opens on %(day)s: apply from that day on."))
CLOSED_NETWORK = text("network.application.closed_network", _("This network takes no members any more."))
LOCKED = text("network.application.locked", _("The application is “%(state)s”: it cannot be changed now."))
INCOMPLETE = text("network.application.incomplete", _("Complete first: %(missing)s."))
NOT_ELIGIBLE = text("network.application.not_eligible", _("The hospital does not fit this tier: %(findings)s"))
WAIVER_MISSING = text(
    "network.application.waiver_missing",
    _("These conditions are not met and may be waived; give your reasons in the application first: %(findings)s"),
)
WAS_SUBMITTED = text(
    "network.application.was_submitted",
    _("The centre has read this application already: take it back to the remarks."),
)
NOT_SUBMITTED = text("network.application.not_submitted", _("This application has not left the hospital yet."))
ALREADY_MEMBER = text(
    "network.application.already_member", _("%(campus)s is a member of this network already (%(number)s).")
)
NOT_A_MEMBER = text(
    "network.application.not_a_member", _("Only an active member can ask for another tier: apply to join first.")
)
MEMBER_NOT_ACTIVE = text(
    "network.application.member_not_active",
    _("The membership %(number)s is “%(state)s”: only an active member can ask for another tier."),
)
SAME_TIER = text("network.application.same_tier", _("The hospital is at this tier already: choose another."))
OWN_REQUEST = text(
    "network.signoff.own_request", _("You handed this in yourself: another administrator of the hospital signs it.")
)
COPY_MISSING = text("network.agreement.copy_missing", _("Upload the sealed copy first, as PDF or photographs."))
COPY_LOCKED = text(
    "network.agreement.copy_locked", _("The agreement is “%(state)s”: this copy cannot be changed now.")
)
SAME_PERSON = text(
    "network.agreement.same_person",
    _("You uploaded this copy or declared it complete: a second person compares the code."),
)
NOT_ADMITTED = text(
    "network.agreement.not_admitted",
    _("The application is “%(state)s”: its agreement goes no further."),
)
# In which state of the agreement each side uploads its sealed copy.
COPY_STATES = {"hospital_copy": AgreementState.ISSUED, "centre_copy": AgreementState.HOSPITAL_CONFIRMED}


def locked(application) -> Refusal:
    """The sentence that the application cannot be changed in its state."""
    return refusal(LOCKED, state=str(application.get_state_display()))


def papers_locked(application, kind: str) -> Refusal | None:
    """Papers change only while the hospital fills the application in: what was handed in stays as it was."""
    return None if application.is_editable else locked(application)


def copies_locked(agreement, kind: str) -> Refusal | None:
    """Each side's sealed copy changes only while that side is to seal."""
    wanted = COPY_STATES.get(kind)
    return None if agreement.state == wanted else refusal(COPY_LOCKED, state=str(agreement.get_state_display()))


def hospital_is_open(application, actor) -> Refusal | None:
    """A closed hospital joins nothing."""
    return closed_hospital(application.hospital)


def closed_hospital(hospital) -> Refusal | None:
    """The sentence that a hospital is closed, or None."""
    return None if hospital.is_open(clock.today()) else refusal(HOSPITAL_CLOSED, hospital=str(hospital))


def network_is_open(application, actor) -> Refusal | None:
    """A network takes members from its first day to its last."""
    return closed_network(application.network)


def closed_network(network) -> Refusal | None:
    """The sentence that a network is closed or not open yet, or None."""
    if network.is_open(clock.today()):
        return None
    if network.opened_on > clock.today():
        return refusal(NOT_OPEN_YET, day=network.opened_on.isoformat())
    return refusal(CLOSED_NETWORK)


def not_offered(tier) -> Refusal | None:
    """Nobody joins at a tier before its first day or after its last one."""
    offered = type(tier).objects.filter(pk=tier.pk).offered()
    return None if offered.exists() else refusal(TIER_NOT_OFFERED, tier=str(tier))


def closed_campus(campus) -> Refusal | None:
    """The sentence that a campus is closed, or None."""
    return None if campus.is_open(clock.today()) else refusal(CAMPUS_CLOSED, campus=str(campus))


def campus_is_open(application, actor) -> Refusal | None:
    """A closed campus joins nothing."""
    return closed_campus(application.campus)


def missing_parts(application) -> list[str]:
    """Titles of the sections not saved yet and of the required papers not attached yet."""
    from office.models import Attachment

    saved = set(application.sections.values_list("code", flat=True))
    rows = Attachment.objects.of(application).current()
    papers = set(rows.values_list("kind", flat=True))
    # A licence that was taken from the shelf holds as long as it stood there.
    valid = set(rows.exclude(from_shelf__valid_to__lt=clock.today()).values_list("kind", flat=True))
    sections = [str(section.title) for code, section in sections_of(application).items() if code not in saved]
    missing = [str(PAPER_TITLES[kind]) for kind in REQUIRED_PAPERS if kind not in papers]
    expired = [_expired(kind) for kind in REQUIRED_PAPERS if kind in papers - valid]
    return sections + missing + expired + _asked_papers(application, papers)


def _asked_papers(application, attached: set[str]) -> list[str]:
    """The papers that the network's own questions ask for and that are not attached yet."""
    asked = rules.papers(questions_of(application))
    return [
        rules.in_language(question, "label")
        for kind, question in asked.items()
        if question.get("required", True) and kind not in attached
    ]


def _expired(kind: str) -> str:
    return gettext("%(paper)s (the one that is attached has expired)") % {"paper": PAPER_TITLES[kind]}


def sections_complete(application, actor) -> Refusal | None:
    """Every section saved, every required paper attached."""
    missing = missing_parts(application)
    return refusal(INCOMPLETE, missing=missing) if missing else None


def eligible(application, actor) -> Refusal | None:
    """The hospital fits the tier by the rule of the day, or gives reasons for what may be waived."""
    from network.eligibility import Verdict, assess

    assessment = assess(application.hospital, application.network, application.tier, clock.today())
    if assessment.verdict == Verdict.MET:
        return None
    closest = assessment.closest
    unmet = [f.sentence for f in closest.findings if not f.met] if closest else [assessment.sentence]
    findings = " ".join(unmet)
    if assessment.verdict != Verdict.WAIVABLE:
        return refusal(NOT_ELIGIBLE, findings=findings)
    return None if application.waiver_reason.strip() else refusal(WAIVER_MISSING, findings=findings)


def never_submitted(application, actor) -> Refusal | None:
    """An application that the centre has read does not become a draft again."""
    return None if application.submitted_at is None else refusal(WAS_SUBMITTED)


def submitted_before(application, actor) -> Refusal | None:
    """Only what was returned by the centre can go back to its remarks."""
    return refusal(NOT_SUBMITTED) if application.submitted_at is None else None


def signs_what_was_sent(application, actor) -> Refusal | None:
    """What the centre has had before is withdrawn by the hospital's administrator only, wherever it waits now."""
    return door.why(actor, permissions.SIGN_APPLICATION, application) if application.submitted_at else None


def conflicting_membership(campus, network):
    """The membership of a campus in a network that runs today or is to begin, suspended ones included, or None."""
    return next(iter(_CONFLICTING(campus.pk, network.pk, clock.today())), None)


def _conflicting(campus: int, network: int, day: date):
    from network.models import Membership

    rows = Membership.objects.filter(campus=campus, network=network, valid_to__gte=day)
    return rows.exclude(state=MembershipState.EXITED).order_by("-valid_from")[:1]


_CONFLICTING = Prepared(_conflicting, int, int, date)


def not_active(member) -> Refusal | None:
    """Another tier is for members that count today: neither suspended, nor lapsed, nor yet to begin."""
    state = EffectiveState(member.effective_state())
    if state in COUNTED_ON:
        return None
    return refusal(MEMBER_NOT_ACTIVE, number=member.number, state=str(state.label))


def same_tier(member, tier) -> Refusal | None:
    """A change of tier changes the tier."""
    return refusal(SAME_TIER) if member.tier_id == tier.pk else None


def no_conflicting_membership(application, actor) -> Refusal | None:
    """Nobody is admitted twice; a change of tier needs the membership that it changes."""
    from network.membership_enums import ApplicationKind

    found = conflicting_membership(application.campus, application.network)
    if application.kind == ApplicationKind.TIER_CHANGE:
        return not_active(found) if found else refusal(NOT_A_MEMBER)
    return refusal(ALREADY_MEMBER, campus=str(application.campus), number=found.number) if found else None


def signed_by_another(signoff, actor) -> Refusal | None:
    """Four eyes: who handed a thing in does not sign it; a deputy and the person away are one."""
    if actor.user is None:
        return None
    entries = logbook.history_of(signoff.object_type, signoff.object_id).filter(actor_id=signoff.requested_by_id)
    asked = {signoff.requested_by_id}.union(*(deputies.people_of(entry) for entry in entries))
    own = asked & deputies.people_behind(actor, permissions.SIGN_OFF, signoff)
    return refusal(OWN_REQUEST) if own else None


def application_is_admitted(agreement, actor) -> Refusal | None:
    """An agreement moves only while its application stands admitted, or while its campaign is open."""
    if agreement.application_id is None:
        return version_policies.may_sign_again(agreement)
    application = agreement.application
    if application.state == ApplicationState.ADMITTED:
        return None
    return refusal(NOT_ADMITTED, state=str(application.get_state_display()))


def campus_is_free(agreement, actor) -> Refusal | None:
    """Between admission and completion another membership may have come or gone: asked again at the end."""
    if agreement.application_id is None:
        return version_policies.goes_on(agreement, conflicting_membership(agreement.campus, agreement.network))
    return no_conflicting_membership(agreement.application, actor)


def current_copies(agreement, kind: str):
    """The sealed copies of one side that are not withdrawn."""
    from office.models import Attachment

    return Attachment.objects.of(agreement).current().filter(kind=kind)


def hospital_copy_attached(agreement, actor) -> Refusal | None:
    """The hospital's sealed copy is there."""
    return None if current_copies(agreement, "hospital_copy").exists() else refusal(COPY_MISSING)


def centre_copy_attached(agreement, actor) -> Refusal | None:
    """The centre's sealed copy is there."""
    return None if current_copies(agreement, "centre_copy").exists() else refusal(COPY_MISSING)


def confirmed_by_second_person(agreement, actor) -> Refusal | None:
    """Whoever uploaded any file of a copy, or declared it complete, does not confirm it, whatever hats are worn."""
    if actor.user is None:
        return None
    side = "hospital" if agreement.state == AgreementState.HOSPITAL_SEALED else "centre"
    confirms = permissions.CONFIRM_FOR_HOSPITAL if side == "hospital" else permissions.CONFIRM_FOR_CENTRE
    now = deputies.people_behind(actor, confirms, agreement)
    uploaded = current_copies(agreement, f"{side}_copy").filter(uploaded_by__in=now).exists()
    sealed = logbook.history(agreement).filter(verb=f"agreement.seal_{side}").first()
    own = uploaded or (sealed is not None and bool(deputies.people_of(sealed) & now))
    return refusal(SAME_PERSON) if own else None
