"""What may follow from a result: offered to the centre with the rule and its reason, never done by itself.

Unqualified: a warning. A result that an appeal changed for the better: the warning may be lifted. Two unqualified
years one after the other, or an item of veto: the membership may end (kind: after an assessment), once the result is
final.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access import lifecycle
from access.actor import Actor
from access.refusals import Refusal, refusal
from access.texts import text
from network.assessment_enums import AppealState, EffectiveAssessment, Grade
from network.assessment_scoring import grade_name, shown, veto_items
from network.membership_enums import MembershipState
from network.models import AnnualAssessment, Membership

NOT_UNQUALIFIED = text(
    "assessment.consequence.not_unqualified", _("The result is “%(grade)s”: the rule warns for an unqualified one.")
)
NOT_CHANGED = text("assessment.consequence.not_changed", _("No appeal has changed this result to a qualified one."))
NOT_TWICE = text(
    "assessment.consequence.not_twice",
    _("The rule asks for two unqualified years one after the other, or an item of veto: neither is the case."),
)
NOT_FINAL = text(
    "assessment.consequence.not_final",
    _("The result is not final: it may be appealed until %(day)s, or an appeal waits for its answer."),
)
OVER = text("assessment.consequence.over", _("The membership is over: nothing more can follow for it."))
NO_STEP = text("assessment.consequence.no_step", _("The membership is “%(state)s”: this step does not apply to it."))


@dataclass(frozen=True)
class Rule:
    """One consequence: the membership's step, what the rule says, and when it applies."""

    name: str
    title: object
    says: object
    target: str
    why_not: Callable[[AnnualAssessment], Refusal | None]
    tone: str = "neutral"


@dataclass(frozen=True)
class Offer:
    """A consequence as offered to one actor: enabled, or with the reason why not; ``reason`` prefills the form."""

    rule: Rule
    membership: Membership
    refusal: Refusal | None
    reason: str

    name = property(lambda self: self.rule.name)
    title = property(lambda self: self.rule.title)
    tone = property(lambda self: self.rule.tone)
    says = property(lambda self: self.rule.says)
    enabled = property(lambda self: self.refusal is None)


def _warns(assessment: AnnualAssessment) -> Refusal | None:
    if assessment.grade == Grade.UNQUALIFIED:
        return None
    return refusal(NOT_UNQUALIFIED, grade=grade_name(assessment.round.table.content, assessment.grade))


def _lifts(assessment: AnnualAssessment) -> Refusal | None:
    appeal = assessment.appeal_or_none
    changed = appeal is not None and appeal.state == AppealState.CHANGED and appeal.former_grade == Grade.UNQUALIFIED
    return None if changed and assessment.grade != Grade.UNQUALIFIED else refusal(NOT_CHANGED)


def _ends(assessment: AnnualAssessment) -> Refusal | None:
    unqualified = assessment.grade == Grade.UNQUALIFIED
    if not (unqualified and (assessment.vetoes or year_before(assessment))):
        return refusal(NOT_TWICE)
    if assessment.effective_state() != EffectiveAssessment.FINAL:
        return refusal(NOT_FINAL, day=assessment.appeal_until.isoformat())
    return None


RULES = (
    Rule(
        "warn",
        _("Warn the member"),
        _("An unqualified result is followed by a warning; the member goes on to count."),
        MembershipState.WARNED,
        _warns,
    ),
    Rule(
        "reinstate",
        _("Lift the warning"),
        _("When an appeal has changed an unqualified result, the warning that followed from it is lifted."),
        MembershipState.ACTIVE,
        _lifts,
        "primary",
    ),
    Rule(
        "end",
        _("End the membership"),
        _("Two unqualified years one after the other, or an item of veto, may end the membership."),
        MembershipState.EXITED,
        _ends,
        "danger",
    ),
)


def year_before(assessment: AnnualAssessment) -> AnnualAssessment | None:
    """The announced, unqualified assessment of the same member for the year before, or None."""
    rows = AnnualAssessment.objects.announced().filter(
        network=assessment.network_id,
        membership__number=assessment.membership.number,
        year=assessment.year - 1,
        grade=Grade.UNQUALIFIED,
    )
    return rows.with_names().first()


def member_now(assessment: AnnualAssessment) -> Membership | None:
    """The row under the assessed member's number that is not over: a change of tier continues it in another one."""
    rows = Membership.objects.not_over().filter(network=assessment.network_id, number=assessment.membership.number)
    return rows.exclude(state=MembershipState.EXITED).with_names().order_by("valid_from").first()


def reason_for(assessment: AnnualAssessment) -> str:
    """The words with which the form of a consequence begins: year, number, points, result, items of veto."""
    content = assessment.round.table.content
    words = gettext("Annual assessment of %(year)s (%(number)s): %(total)s points, %(grade)s.") % {
        "year": assessment.year,
        "number": assessment.number,
        "total": shown(assessment.total),
        "grade": grade_name(content, assessment.grade),
    }
    titles = dict(veto_items(content))
    vetoes = [f"{titles.get(code, code)}: {why}" for code, why in assessment.vetoes.items()]
    before = year_before(assessment) if assessment.grade == Grade.UNQUALIFIED else None
    if before:
        vetoes.append(
            gettext("Unqualified in %(year)s, too (%(number)s).") % {"year": before.year, "number": before.number}
        )
    return " ".join([words, *vetoes])


def offers(assessment: AnnualAssessment, actor: Actor) -> list[Offer]:
    """Every consequence of an announced result for those whose role decides about memberships, each with its why."""
    if assessment.announced_at is None:
        return []
    member = member_now(assessment)
    words = reason_for(assessment)
    last = assessment.membership if member is None else member
    return [Offer(rule, last, _refusal(rule, assessment, member, actor), words) for rule in RULES if _knows(actor)]


def _knows(actor: Actor) -> bool:
    from network import membership_permissions

    return actor.holds(membership_permissions.CHANGE_MEMBERSHIP)


def _refusal(rule: Rule, assessment: AnnualAssessment, member: Membership | None, actor: Actor) -> Refusal | None:
    reason = rule.why_not(assessment)
    if reason:
        return reason
    if member is None:
        return refusal(OVER)
    step = lifecycle.of(member).find(member.state, rule.target)
    if step is None:
        return refusal(NO_STEP, state=str(member.get_state_display()))
    return lifecycle.refusal_for(step, member, actor)


def offered(assessment: AnnualAssessment, name: str, actor: Actor) -> Offer | None:
    """One consequence by its name, or None when there is none of it for the actor."""
    return next((offer for offer in offers(assessment, actor) if offer.name == name), None)
