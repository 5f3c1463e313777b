"""What an assessment table holds and how points come of it: pure functions over its content.

``content`` is ``{"indicators": [...], "grades": [...], "vetoes": [...]}``. An indicator has a code, a dimension and a
title in two languages, points, a unit, the code of a registered figure (empty: entered by hand) and a rule: ``linear``
(no points at ``zero``, all at ``full``), ``bands`` (pairs of a value and the points from it on) or ``expert``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import text
from network.assessment_enums import Grade, Scoring
from network.province.records import in_reader_language

ALL_POINTS = 100

SUM = text(
    "assessment_table.sum",
    _("The points of all rows add up to %(sum)s and must add up to %(all)s: change the points of some rows."),
)
NO_ROWS = text("assessment_table.no_rows", _("The table needs at least one indicator."))
TWICE = text("assessment_table.twice", _("The code %(row)s stands twice: give each row a code of its own."))
BAD_POINTS = text("assessment_table.bad_points", _("Points are a number greater than 0 and at most 100."))
NO_LINE = text(
    "assessment_table.no_line",
    _("Write two different values: the one that gets no points, and the one that gets all of them."),
)
BAD_BANDS = text(
    "assessment_table.bad_bands",
    _("Write bands as “value:points” in rising order, such as “1:3 10:7”; none gives more than the row's points."),
)
JUDGED_FIGURE = text(
    "assessment_table.judged_figure",
    _("A figure of the system becomes points by a rule: choose the linear rule or bands."),
)
GRADES_FALL = text(
    "assessment_table.grades_fall",
    _("The thresholds must fall from the best result to the worst, between 100 and 0."),
)


@dataclass(frozen=True)
class Row:
    """One indicator of a table."""

    code: str
    dimension_zh: str
    dimension_en: str
    title_zh: str
    title_en: str
    points: float
    unit_zh: str = ""
    unit_en: str = ""
    figure: str = ""
    rule: str = Scoring.EXPERT
    zero: float | None = None
    full: float | None = None
    bands: tuple = ()

    @property
    def dimension(self) -> str:
        """The dimension in the reader's language."""
        return in_reader_language(self.dimension_zh, self.dimension_en)

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_reader_language(self.title_zh, self.title_en)

    @property
    def unit(self) -> str:
        """The unit in the reader's language."""
        return in_reader_language(self.unit_zh, self.unit_en)

    @property
    def is_judged(self) -> bool:
        """Whether people give the points themselves."""
        return self.rule == Scoring.EXPERT

    @property
    def rule_text(self) -> str:
        """How points are given, in one line."""
        if self.rule == Scoring.LINEAR:
            return str(_("%(zero)s → 0 points, %(full)s → %(points)s points, in between in proportion")) % {
                "zero": shown(self.zero),
                "full": shown(self.full),
                "points": shown(self.points),
            }
        if self.rule == Scoring.BANDS:
            parts = [
                str(_("from %(value)s: %(points)s points")) % {"value": shown(value), "points": shown(points)}
                for value, points in self.bands
            ]
            return str(_("; ")).join(parts)
        return str(_("0 to %(points)s points by judgement, with a reason")) % {"points": shown(self.points)}


def rows_of(content: dict) -> list[Row]:
    """The indicators of a table."""
    return [Row(**row) for row in content.get("indicators", ())]


def shown(value) -> str:
    """A number as people write it: no decimals that say nothing."""
    if value is None:
        return "—"
    return f"{float(value):.1f}".removesuffix(".0")


def points_for(row: Row, value: float) -> float:
    """The points that a value gets by the row's rule, with one decimal. For judged rows the value is the points."""
    if row.rule == Scoring.LINEAR:
        share = (value - row.zero) / (row.full - row.zero)
        return round(row.points * min(max(share, 0), 1), 1)
    if row.rule == Scoring.BANDS:
        return max((points for start, points in row.bands if value >= start), default=0)
    return round(value, 1)


def grade_for(content: dict, total: float, vetoed: bool) -> str:
    """The result that a sum of points comes to; an item of veto makes it unqualified, whatever the points."""
    if vetoed:
        return Grade.UNQUALIFIED
    fitting = [grade["code"] for grade in content["grades"] if total >= grade["from"]]
    return fitting[0] if fitting else Grade.UNQUALIFIED


def grade_name(content: dict, code: str) -> str:
    """What the table calls a result."""
    found = next((grade for grade in content.get("grades", ()) if grade["code"] == code), None)
    if found is None:
        return str(Grade(code).label) if code in Grade.values else ""
    return in_reader_language(found["zh"], found["en"])


def veto_items(content: dict) -> list[tuple[str, str]]:
    """The items of veto as (code, title in the reader's language)."""
    return [(item["code"], in_reader_language(item["zh"], item["en"])) for item in content.get("vetoes", ())]


def problems(content: dict) -> Iterator[tuple[int | str, str, Refusal]]:
    """What is wrong with a table's content, each as (row's place, "grades" or "sum"; its field; the sentence)."""
    rows = rows_of(content)
    codes: set[str] = set()
    for place, row in enumerate(rows):
        if row.code in codes:
            yield place, "code", refusal(TWICE, row=row.code)
        codes.add(row.code)
        yield from ((place, field, sentence) for field, sentence in _row_problems(row))
    yield from _sum_problems(rows)
    starts = [grade["from"] for grade in content.get("grades", ())]
    if sorted(set(starts), reverse=True) != starts or any(not 0 <= start <= ALL_POINTS for start in starts):
        yield "grades", "from", refusal(GRADES_FALL)


def _sum_problems(rows: list[Row]) -> Iterator[tuple[int | str, str, Refusal]]:
    if not rows:
        yield "sum", "", refusal(NO_ROWS)
        return
    total = round(sum(row.points for row in rows), 1)
    if total != ALL_POINTS:
        yield len(rows) - 1, "points", refusal(SUM, sum=shown(total), all=ALL_POINTS)


def _row_problems(row: Row) -> Iterator[tuple[str, Refusal]]:
    if not 0 < row.points <= ALL_POINTS:
        yield "points", refusal(BAD_POINTS)
    if row.rule == Scoring.LINEAR and (row.zero is None or row.full is None or row.zero == row.full):
        yield "full", refusal(NO_LINE)
    if row.rule == Scoring.BANDS and not _bands_hold(row):
        yield "bands", refusal(BAD_BANDS)
    if row.figure and row.is_judged:
        yield "rule", refusal(JUDGED_FIGURE)


def _bands_hold(row: Row) -> bool:
    starts = [start for start, _points in row.bands]
    return (
        bool(starts)
        and starts == sorted(set(starts))
        and all(0 <= points <= row.points for _start, points in row.bands)
    )
