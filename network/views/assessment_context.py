"""What the page of an assessment shows: gathered here so that the view stays a doorman."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from access import door, form_tokens, histories, lifecycle
from access.actor import Actor
from network import assessment_permissions as permissions
from network import assessment_policies as policies
from network.assessment_enums import SCORED, EffectiveAssessment, Grade
from network.assessment_scoring import grade_name, shown, veto_items
from network.domain import annual_assessments as assessments
from network.domain.assessment_consequences import offers
from network.models import AnnualAssessment, AssessmentAppeal
from network.views.offers import offer

TONES = {
    EffectiveAssessment.RETURNED: "warn",
    EffectiveAssessment.OPEN_TO_APPEAL: "warn",
    EffectiveAssessment.APPEALED: "warn",
    EffectiveAssessment.FINAL: "ok",
    EffectiveAssessment.DECIDED: "ok",
}
GRADE_TONES = {Grade.EXCELLENT: "ok", Grade.QUALIFIED: "ok", Grade.BASIC: "warn", Grade.UNQUALIFIED: "danger"}


def page_context(thing: AnnualAssessment, actor: Actor) -> dict:
    """Everything on the page for one actor."""
    lines = assessments.sheet(thing)
    content = thing.round.table.content
    state = EffectiveAssessment(thing.effective_state())
    titles = dict(veto_items(content))
    return {
        "assessment": thing,
        "state": {"text": state.label, "tone": TONES.get(state, "info")},
        "grade": grade_shown(thing),
        "dimensions": by_dimension(lines),
        "total": shown(thing.total if thing.total is not None else sum(line.points or 0 for line in lines)),
        "missing": sum(line.points is None for line in lines),
        "vetoes": [(titles.get(code, code), why) for code, why in thing.vetoes.items()],
        "actions": lifecycle.actions(thing, actor),
        "score_offer": _score_offer(thing, actor),
        "appeal": _appeal(thing, actor),
        "appeal_offer": _appeal_offer(thing, actor),
        "consequences": offers(thing, actor),
        **histories.newest(thing, actor),
        "token": form_tokens.fresh(),
    }


def grade_shown(thing: AnnualAssessment) -> dict | None:
    """The result as a badge, None while there is none."""
    if not thing.grade:
        return None
    return {"text": grade_name(thing.round.table.content, thing.grade), "tone": GRADE_TONES[thing.grade]}


def by_dimension(lines: Iterable) -> list[dict]:
    """The rows under their dimensions, with the points of each."""
    groups: dict[str, list] = {}
    for line in lines:
        groups.setdefault(line.row.dimension, []).append(line)
    return [
        {
            "title": title,
            "lines": rows,
            "points": shown(round(sum(line.points or 0 for line in rows), 1)),
            "of": shown(round(sum(line.row.points for line in rows), 1)),
        }
        for title, rows in groups.items()
    ]


def _score_offer(thing: AnnualAssessment, actor: Actor) -> dict | None:
    if thing.state not in SCORED:
        return None
    return offer(
        actor,
        permissions.SCORE,
        thing,
        name="score",
        title=_("Fill in the points"),
        url=reverse("network:assessment_scores", args=[thing.uid]),
        icon="pen-line",
    )


def _appeal(thing: AnnualAssessment, actor: Actor) -> AssessmentAppeal | None:
    return AssessmentAppeal.objects.visible_to(actor).filter(assessment=thing).first()


def _appeal_offer(thing: AnnualAssessment, actor: Actor) -> dict | None:
    """Appealing, for the hospital's people while there is no appeal; once it is too late, disabled with the day."""
    if thing.announced_at is None or thing.appeal_or_none or not door.can(actor, permissions.WRITE_APPEAL, thing):
        return None
    return offer(
        actor,
        permissions.WRITE_APPEAL,
        thing,
        name="appeal",
        title=_("Appeal against the result"),
        url=reverse("network:write_assessment_appeal", args=[thing.uid]),
        guard=policies.unappealable(thing),
    )
