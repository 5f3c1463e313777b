"""The result sheet of one assessment on paper."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.assessment_scoring import grade_name, shown, veto_items
from network.models import AnnualAssessment
from tools import clock
from tools.documents import Document, Facts, Heading, Paragraph, Table


def document(assessment: AnnualAssessment, lines, *, state: str) -> Document:
    """Number, member, points row by row with reasons, items of veto, result, and how it can be appealed.

    ``lines`` are the rows of the sheet (network.domain.annual_assessments), ``state`` what holds today, in words.
    """
    return Document(
        title=_("Result of the annual assessment of %(year)s") % {"year": assessment.year},
        code=assessment.number,
        header=assessment.number,
        footer=str(assessment.network.centre),
        language=get_language() or "zh-hans",
        dated=clock.local(assessment.announced_at).date() if assessment.announced_at else None,
        blocks=(
            Facts(_facts(assessment, state)),
            Heading(_("Points")),
            Table(
                (_("Dimension"), _("Indicator"), _("Value"), _("Points"), _("Points at most"), _("Reason")),
                tuple(_cells(line) for line in lines),
            ),
            *_vetoes(assessment),
            *_appeal(assessment),
        ),
    )


def _facts(assessment: AnnualAssessment, state: str) -> tuple[tuple[str, str], ...]:
    grade = grade_name(assessment.round.table.content, assessment.grade)
    announced = clock.local(assessment.announced_at).strftime("%Y-%m-%d") if assessment.announced_at else "—"
    return (
        (_("Number"), assessment.number),
        (_("Hospital"), str(assessment.hospital)),
        (_("Disease network"), str(assessment.network)),
        (_("Member number"), assessment.membership.number),
        (_("Tier"), str(assessment.tier)),
        (_("Assessment table"), str(assessment.round.table)),
        (_("Sum of the points"), shown(assessment.total)),
        (_("Result"), grade),
        (_("Announced on"), announced),
        (_("State"), state),
    )


def _cells(line) -> tuple[str, ...]:
    value = f"{line.value_text} {line.row.unit}".strip()
    return (line.row.dimension, line.row.title, value, line.points_text, shown(line.row.points), line.reason or "—")


def _vetoes(assessment: AnnualAssessment) -> tuple:
    titles = dict(veto_items(assessment.round.table.content))
    if not assessment.vetoes:
        return ()
    pairs = tuple((titles.get(code, code), why) for code, why in assessment.vetoes.items())
    return Heading(_("Items of veto")), Facts(pairs)


def _appeal(assessment: AnnualAssessment) -> tuple:
    appeal = assessment.appeal_or_none
    if appeal is not None and appeal.answered_at:
        return (
            Heading(_("Appeal")),
            Facts(((_("Answer"), str(appeal.get_state_display())), (_("Reason"), appeal.answer))),
        )
    if assessment.appeal_until is None:
        return ()
    words = _("The hospital may appeal in the workspace until %(day)s.")
    return (Paragraph(words % {"day": assessment.appeal_until.isoformat()}),)
