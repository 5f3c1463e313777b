"""The figures that the system itself gives to an assessment: counted on the member's hospital, network and year."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet

from access.enums import ScopeKind
from network.assessment_scoring import Row, rows_of
from network.models import AnnualAssessment
from office.indicators import INDICATORS, Indicator, Period, Scope
from office.indicators.batches import together
from tools import clock


def period_of(year: int) -> Period:
    """The year, until today while it runs."""
    first = date(year, 1, 1)
    return Period(first, max(first, min(date(year, 12, 31), clock.today())))


def evidence_of(indicator: Indicator, assessment: AnnualAssessment, *, whole: bool = False) -> QuerySet:
    """The rows behind the figure (the rows of its denominator when ``whole``): the hospital's in the year, and those
    of the network alone where the rows know one."""
    ask = indicator.whole if whole else indicator.evidence
    rows = ask(Scope.of(ScopeKind.HOSPITAL, assessment.hospital), period_of(assessment.year))
    has_network = any(field.name == "network" for field in rows.model._meta.fields)
    return rows.filter(network=assessment.network_id) if has_network else rows


def counted_rows(assessment: AnnualAssessment) -> list[tuple[Row, Indicator]]:
    """The rows of the table that the system counts, each with its figure; a figure no longer known is left to hand."""
    rows = rows_of(assessment.round.table.content)
    return [(row, INDICATORS[row.figure]) for row in rows if row.figure in INDICATORS]


def measured(assessments: Iterable[AnnualAssessment]) -> dict[tuple[int, str], float | None]:
    """The value of every counted row by (assessment's key, row's code): a query for each kind of answer.

    None where there was nothing to take a share or an average of: such a row is filled in by hand.
    """
    asked, found = {}, {}
    for assessment in assessments:
        for row, indicator in counted_rows(assessment):
            key = (assessment.pk, row.code)
            found[key] = indicator
            asked[key, "answer"] = (evidence_of(indicator, assessment), indicator.aggregate)
            if indicator.whole:
                asked[key, "whole"] = (evidence_of(indicator, assessment, whole=True), Count("pk"))
    answers = together(asked) if asked else {}
    return {key: _value(indicator, key, answers) for key, indicator in found.items()}


def _value(indicator: Indicator, key: tuple, answers: dict) -> float | None:
    answer = answers[key, "answer"]
    number = None if answer is None else indicator.convert(answer)
    if indicator.whole is None:
        return number
    whole = answers[key, "whole"]
    return 100 * (number or 0) / whole if whole else None
