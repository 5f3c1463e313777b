"""The centre's side of an application: formal check, return with remarks, opinions, decision."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.enums import ScopeKind
from access.lifecycle import move
from access.refusals import Refusal, Refused, refusal
from access.roles import SUPERVISOR
from access.texts import text
from access.verbs import verb
from network import membership_permissions as permissions
from network import policies, terms
from network.domain import agreements, locks, proxy_answers
from network.domain import application_tasks as tasks
from network.domain.first_times import first_time
from network.eligibility.rules import rule_for
from network.membership_enums import ApplicationKind, ApplicationState
from network.models import MembershipApplication, ReviewOpinion, SectionRemark, Tier
from network.sections import TITLES, sections_of
from tools import clock

NO_REMARKS = text("network.application.no_remarks", _("Write at least one remark: the hospital must know what to do."))
OTHER_TIER_REASON = text(
    "network.application.other_tier_reason", _("You admit at another tier than applied for: write the reason.")
)
NO_RULE = text(
    "network.application.no_rule",
    _("The network has no rule for this tier today, so nobody can join at it: choose another."),
)
NOT_UNDER_WAY = text(
    "network.application.not_under_way", _("Opinions are given between submission and decision only.")
)
OPINION_STATES = (ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW, ApplicationState.RETURNED)


@verb(permissions.CHECK_APPLICATION)
def pass_formal_check(application, *, expected: int, token: str = "", by: Actor) -> MembershipApplication:
    """Everything is there: the review begins."""
    stamps = first_time(application, "formal_check_at")
    if move(application, ApplicationState.UNDER_REVIEW, by=by, expected=expected, token=token, stamps=stamps):
        tasks.close(application, by)
        tasks.review(application)
    return application


@verb(permissions.CHECK_APPLICATION)
def return_for_completion(
    application, *, remarks: dict[str, str], expected: int, token: str = "", by: Actor
) -> MembershipApplication:
    """Return with remarks by section code (empty ones are ignored). Raises Refused without any."""
    written = {
        code: remark.strip() for code, remark in remarks.items() if code in sections_of(application) and remark.strip()
    }
    if not written:
        raise Refused(refusal(NO_REMARKS), application)
    summary = "\n".join(f"{TITLES[code]}: {remark}" for code, remark in written.items())
    if move(application, ApplicationState.RETURNED, by=by, expected=expected, token=token, reason=summary):
        SectionRemark.objects.bulk_create(
            SectionRemark(application=application, section=code, text=remark, written_by=by.user)
            for code, remark in written.items()
        )
        tasks.close(application, by)
        tasks.fill_in(application)
    return application


@verb(permissions.REVIEW_APPLICATION)
def give_opinion(application, *, verdict: str, text: str, by: Actor) -> ReviewOpinion:
    """Add the opinion of a person of the centre."""
    return _opinion(application, verdict, text, by, role=_role_at_centre(application, by))


def _role_at_centre(application, by: Actor) -> str:
    """The role that gives the right at this centre, the worn one when it is among them: not any hat from elsewhere."""
    centre = application.network.centre_id
    held = by.holding(permissions.REVIEW_APPLICATION)
    here = [item for item in held if (item.scope_kind, item.scope_id) == (ScopeKind.CENTRE, centre)]
    worn = [item for item in here if item == by.worn]
    return next((item.role for item in worn + here), "")


@verb(permissions.ADVISE_APPLICATION)
def advise(application, *, verdict: str, text: str, by: Actor) -> ReviewOpinion:
    """Attach the opinion of the region's supervising department."""
    return _opinion(application, verdict, text, by, role=SUPERVISOR)


def _opinion(application, verdict, words, by, role) -> ReviewOpinion:
    if application.state not in OPINION_STATES:
        raise Refused(refusal(NOT_UNDER_WAY), application)
    opinion = ReviewOpinion.objects.create(
        application=application,
        network_id=application.network_id,
        campus_id=application.campus_id,
        author=by.user,
        role=role,
        verdict=verdict,
        text=words,
    )
    logbook.record(application, by=by, verb="application.opinion_given", changes={"verdict": ("", verdict)})
    return opinion


@verb(permissions.DECIDE_APPLICATION)
def admit(
    application,
    *,
    tier: Tier,
    term_from: date,
    term_to: date,
    reason: str = "",
    expected: int,
    token: str = "",
    by: Actor,
) -> MembershipApplication:
    """Admit at ``tier`` for a term and issue the agreement. Raises Refused for what ``unfit_decision`` finds."""
    posted = {"expected": expected, "token": token, "reason": reason, "held": locks.hold(application)}
    unfit = next(unfit_decision(application, tier=tier, term_from=term_from, term_to=term_to, reason=reason), None)
    if unfit:
        raise Refused(unfit[1], application)
    stamps = _decision(by, reason) | {"decided_tier": tier}
    if move(application, ApplicationState.ADMITTED, by=by, stamps=stamps, **posted):
        tasks.close(application, by)
        agreements.issue(application, term_from=term_from, term_to=term_to, by=by)
    return application


def unfit_decision(
    application: MembershipApplication, *, tier: Tier | None, term_from: date | None, term_to: date | None, reason: str
) -> Iterator[tuple[str, Refusal]]:
    """What is wrong with admitting so, each as (field, sentence): the form says it where it was entered.

    The tier has a rule today and, on a change of tier, is not the one held; another tier than applied for needs a
    reason; the term can be agreed on today. What was not entered at all (None) is the form's to ask for.
    """
    if tier:
        yield from _unfit_tier(application, tier, reason)
    wrong = terms.problem(application.network, term_from, term_to) if term_from and term_to else None
    if wrong:
        yield wrong


def _unfit_tier(application: MembershipApplication, tier: Tier, reason: str) -> Iterator[tuple[str, Refusal]]:
    if rule_for(application.network, tier, clock.today()) is None:
        yield "tier", refusal(NO_RULE)
    ended = policies.not_offered(tier)
    if ended:
        yield "tier", ended
    if application.kind == ApplicationKind.TIER_CHANGE:
        member = policies.conflicting_membership(application.campus, application.network)
        held = policies.same_tier(member, tier) if member else None
        if held:
            yield "tier", held
    if tier.pk != application.tier_id and not reason.strip():
        yield "reason", refusal(OTHER_TIER_REASON)


@verb(permissions.DECIDE_APPLICATION)
def decline(application, *, reason: str, expected: int, token: str = "", by: Actor) -> MembershipApplication:
    """Decline with a reason that the hospital reads: also what it never completed, or what needs no review."""
    stamps = _decision(by, reason)
    if move(
        application, ApplicationState.DECLINED, by=by, expected=expected, token=token, reason=reason, stamps=stamps
    ):
        proxy_answers.end_of(application, by)
        tasks.close(application, by)
    return application


def _decision(by: Actor, reason: str) -> dict:
    return {"decided_at": clock.now(), "decided_by": by.user, "decision_reason": reason}
