"""When a step of joining or belonging is possible: guards of the lifecycles, each answering with a sentence."""

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import text
from network.membership_enums import AgreementState
from network.sections import PAPER_TITLES, REQUIRED_PAPERS, SECTIONS
from tools import clock

HOSPITAL_CLOSED = text("network.hospital_closed", _("%(hospital)s is closed: it cannot join a network any more."))
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
SAME_TIER = text("network.application.same_tier", _("The hospital is at this tier already: choose another."))
OWN_REQUEST = text(
    "network.signoff.own_request", _("You handed this in yourself: another administrator of the hospital signs it.")
)
COPY_MISSING = text("network.agreement.copy_missing", _("Upload the sealed copy first, as PDF or photographs."))
COPY_LOCKED = text(
    "network.agreement.copy_locked", _("The agreement is “%(state)s”: this copy cannot be changed now.")
)
SAME_PERSON = text(
    "network.agreement.same_person", _("You uploaded this copy yourself: a second person compares the code.")
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
    if application.hospital.is_open(clock.today()):
        return None
    return refusal(HOSPITAL_CLOSED, hospital=str(application.hospital))


def missing_parts(application) -> list[str]:
    """Titles of the sections not saved yet and of the required papers not attached yet."""
    from office.models import Attachment

    saved = set(application.sections.values_list("code", flat=True))
    papers = set(Attachment.objects.of(application).current().values_list("kind", flat=True))
    sections = [str(section.title) for code, section in SECTIONS.items() if code not in saved]
    return sections + [str(PAPER_TITLES[kind]) for kind in REQUIRED_PAPERS if kind not in papers]


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


def conflicting_membership(campus, network):
    """The membership of a campus in a network within its dates, or None."""
    from network.models import Membership

    return Membership.objects.current().filter(campus=campus, network=network).first()


def no_conflicting_membership(application, actor) -> Refusal | None:
    """Nobody is admitted twice; a change of tier needs the membership that it changes."""
    from network.membership_enums import ApplicationKind

    found = conflicting_membership(application.campus, application.network)
    if application.kind == ApplicationKind.TIER_CHANGE:
        return None if found else refusal(NOT_A_MEMBER)
    return refusal(ALREADY_MEMBER, campus=str(application.campus), number=found.number) if found else None


def signed_by_another(signoff, actor) -> Refusal | None:
    """Four eyes: who handed a thing in does not sign it."""
    own = actor.user is not None and signoff.requested_by_id == actor.user.pk
    return refusal(OWN_REQUEST) if own else None


def latest_copy(agreement, kind: str):
    """The newest sealed copy of one side, or None."""
    from office.models import Attachment

    return Attachment.objects.of(agreement).current().filter(kind=kind).order_by("-uploaded_at", "-pk").first()


def hospital_copy_attached(agreement, actor) -> Refusal | None:
    """The hospital's sealed copy is there."""
    return None if latest_copy(agreement, "hospital_copy") else refusal(COPY_MISSING)


def centre_copy_attached(agreement, actor) -> Refusal | None:
    """The centre's sealed copy is there."""
    return None if latest_copy(agreement, "centre_copy") else refusal(COPY_MISSING)


def confirmed_by_second_person(agreement, actor) -> Refusal | None:
    """Whoever uploaded a copy does not confirm it, whatever hats the person wears."""
    kind = "hospital_copy" if agreement.state == "hospital_sealed" else "centre_copy"
    copy = latest_copy(agreement, kind)
    own = copy is not None and actor.user is not None and copy.uploaded_by_id == actor.user.pk
    return refusal(SAME_PERSON) if own else None
