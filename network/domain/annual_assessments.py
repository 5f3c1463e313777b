"""One member's assessment: points filled in, proposed, decided or returned; results that an appeal changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.lifecycle import check_version, move
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import assessment_permissions as permissions
from network import assessment_policies as policies
from network.assessment_enums import SCORED, SETTLED, AssessmentState
from network.assessment_scoring import Row, grade_for, points_for, rows_of, shown, veto_items
from network.domain import assessment_tasks as tasks
from network.domain.assessment_figures import measured
from network.domain.versions import write
from network.models import AnnualAssessment, AssessmentRound
from tools import clock

INCOMPLETE = text("assessment.incomplete", _("Fill in first: %(missing)s."))
OUT_OF_RANGE = text("assessment.out_of_range", _("%(title)s: write 0 to %(points)s points."))
NEGATIVE = text("assessment.negative", _("%(title)s: write a number that is not negative."))
NO_REASON = text(
    "assessment.no_reason", _("%(title)s: write why it is not all %(points)s points; the hospital will read it.")
)
NOTHING_TO_PROPOSE = text(
    "assessment_round.nothing_to_propose", _("No member's points are complete yet: fill in some first.")
)
NOTHING_TO_DECIDE = text("assessment_round.nothing_to_decide", _("Nothing is before you: choose at least one member."))


@dataclass(frozen=True)
class Line:
    """One row of the sheet: the indicator with its value, points and reason; ``points`` is None while missing."""

    row: Row
    counted: bool
    value: float | None
    points: float | None
    reason: str = ""

    @property
    def value_text(self) -> str:
        """The value as people read it."""
        return shown(self.value)

    @property
    def points_text(self) -> str:
        """The points as people read them."""
        return shown(self.points)

    @property
    def stored(self) -> dict:
        """As the assessment keeps it."""
        return {"value": self.value, "points": self.points, "reason": self.reason, "counted": self.counted}


def sheet(assessment: AnnualAssessment, values: dict | None = None) -> list[Line]:
    """Every row of the table with what it came to: counted anew while points are filled in, as stored afterwards.

    ``values`` are those that ``measured`` gave for several assessments at once.
    """
    rows = rows_of(assessment.round.table.content)
    if assessment.state not in SCORED:
        return [_stored_line(row, assessment.scores.get(row.code)) for row in rows]
    values = measured([assessment]) if values is None else values
    return [_line(row, assessment.scores.get(row.code) or {}, values.get((assessment.pk, row.code))) for row in rows]


def _stored_line(row: Row, score: dict | None) -> Line:
    score = score or {}
    return Line(row, score.get("counted", False), score.get("value"), score.get("points"), score.get("reason", ""))


def _line(row: Row, score: dict, counted: float | None) -> Line:
    if counted is not None:
        return Line(row, True, round(counted, 2), points_for(row, counted), score.get("reason", ""))
    return Line(row, False, score.get("value"), score.get("points"), score.get("reason", ""))


def by_hand(assessment: AnnualAssessment) -> list[Row]:
    """The rows that people fill in: those without a figure, or whose figure has nothing to be counted of."""
    return [line.row for line in sheet(assessment) if not line.counted]


def unfit_score(row: Row, value: float, reason: str):
    """The sentence about one entry, as (field, refusal), or None: points within the row's, less than all explained."""
    if value < 0:
        return "value", refusal(NEGATIVE, title=row.title)
    if row.is_judged and value > row.points:
        return "value", refusal(OUT_OF_RANGE, title=row.title, points=shown(row.points))
    if points_for(row, value) < row.points and not reason.strip():
        return "reason", refusal(NO_REASON, title=row.title, points=shown(row.points))
    return None


@verb(permissions.SCORE)
def score(
    assessment: AnnualAssessment,
    *,
    entries: dict[str, tuple[float, str]],
    vetoes: dict[str, str],
    expected: int,
    by: Actor,
) -> AnnualAssessment:
    """Save the points by hand: ``entries`` maps a row's code to (value, reason); rows left out stay empty.

    ``vetoes`` maps an item's code to what happened. Raises Refused for the first entry that does not fit, or when
    points cannot be changed now; Stale when somebody was faster.
    """
    locked = AnnualAssessment.objects.select_for_update(of=("self",)).with_names().get(pk=assessment.pk)
    check_version(locked, expected)
    reason = policies.locked(locked)
    if reason:
        raise Refused(reason, locked)
    scores = {}
    for row in by_hand(locked):
        if row.code in entries:
            scores[row.code] = _checked(row, *entries[row.code], locked)
    items = dict(veto_items(locked.round.table.content))
    kept = {code: words.strip() for code, words in vetoes.items() if code in items and words.strip()}
    logbook.record(locked, by=by, verb="assessment.scored", changes={"scores": (locked.scores, scores)})
    write(locked, {"scores": scores, "vetoes": kept})
    assessment.refresh_from_db()
    return assessment


def _checked(row: Row, value: float, reason: str, thing) -> dict:
    wrong = unfit_score(row, value, reason)
    if wrong:
        raise Refused(wrong[1], thing)
    return {"value": value, "points": points_for(row, value), "reason": reason.strip()}


@verb(permissions.SCORE)
def propose(assessment: AnnualAssessment, *, expected: int, token: str = "", by: Actor) -> AnnualAssessment:
    """Put a member's result before the director. Raises Refused while rows are missing."""
    if _propose(assessment, sheet(assessment), expected=expected, token=token, by=by):
        _after_proposal(assessment.round, by)
    return assessment


def _propose(assessment, lines: list[Line], *, expected: int, token: str = "", by: Actor) -> bool:
    missing = [line.row.title for line in lines if line.points is None]
    if missing and assessment.state in SCORED:
        raise Refused(refusal(INCOMPLETE, missing=missing), assessment)
    total = round(sum(line.points or 0 for line in lines), 1)
    stamps = {
        "scores": {line.row.code: line.stored for line in lines},
        "total": Decimal(str(total)),
        "grade": grade_for(assessment.round.table.content, total, bool(assessment.vetoes)),
        "proposed_by": by.user,
    }
    return move(assessment, AssessmentState.PROPOSED, by=by, expected=expected, token=token, stamps=stamps)


def _after_proposal(round_: AssessmentRound, by: Actor) -> None:
    if not round_.assessments.filter(state__in=SCORED).exists():
        tasks.close(round_, tasks.SCORE, by=by)
    tasks.decide(round_)


@verb(permissions.SCORE)
def propose_complete(round_: AssessmentRound, *, by: Actor) -> int:
    """Put every member whose points are complete before the director; returns how many. Raises Refused for none."""
    waiting = round_.assessments.filter(state__in=SCORED).with_names().select_for_update(of=("self",))
    rows = list(waiting.order_by("pk"))
    values = measured(rows)
    done = 0
    for assessment in rows:
        lines = sheet(assessment, values)
        if all(line.points is not None for line in lines):
            done += _propose(assessment, lines, expected=assessment.version, by=by)
    if not done:
        raise Refused(refusal(NOTHING_TO_PROPOSE), round_)
    _after_proposal(round_, by)
    return done


@verb(permissions.SCORE)
def excuse(assessment: AnnualAssessment, *, reason: str, expected: int, token: str = "", by: Actor):
    """Say why the member is not assessed this year."""
    if move(assessment, AssessmentState.EXCUSED, by=by, expected=expected, token=token, reason=reason):
        _after_settling(assessment.round, by)
    return assessment


@verb(permissions.SCORE)
def resume(assessment: AnnualAssessment, *, expected: int, token: str = "", by: Actor) -> AnnualAssessment:
    """Assess the member after all."""
    if move(assessment, AssessmentState.FILLING, by=by, expected=expected, token=token):
        _back_to_secretary(assessment.round, by)
    return assessment


@verb(permissions.DECIDE)
def decide(assessment: AnnualAssessment, *, expected: int, token: str = "", by: Actor) -> AnnualAssessment:
    """Decide one member's result as proposed. Raises Refused for one's own proposal."""
    if _decide(assessment, expected=expected, token=token, by=by):
        _after_settling(assessment.round, by)
    return assessment


def _decide(assessment, *, expected: int, token: str = "", by: Actor) -> bool:
    stamps = {"decided_by": by.user, "decided_at": clock.now()}
    return move(assessment, AssessmentState.DECIDED, by=by, expected=expected, token=token, stamps=stamps)


@verb(permissions.DECIDE)
def decide_together(round_: AssessmentRound, *, seen: dict[str, int], by: Actor) -> int:
    """Decide several results at once: ``seen`` maps each one's uid to the version that the director saw.

    One that was changed meanwhile stops all (Stale); returns how many were decided. Raises Refused for none.
    """
    rows = list(round_.assessments.filter(uid__in=seen, state=AssessmentState.PROPOSED).with_names().order_by("pk"))
    if not rows:
        raise Refused(refusal(NOTHING_TO_DECIDE), round_)
    for assessment in rows:
        _decide(assessment, expected=seen[str(assessment.uid)], by=by)
    _after_settling(round_, by)
    return len(rows)


@verb(permissions.DECIDE)
def send_back(
    assessment: AnnualAssessment, *, reason: str, expected: int, token: str = "", by: Actor
) -> AnnualAssessment:
    """Return a proposal to the secretary with a reason."""
    if move(assessment, AssessmentState.RETURNED, by=by, expected=expected, token=token, reason=reason):
        _back_to_secretary(assessment.round, by)
    return assessment


def _back_to_secretary(round_: AssessmentRound, by: Actor) -> None:
    tasks.close(round_, tasks.ANNOUNCE, by=by)
    _close_decided(round_, by)
    tasks.score(round_)


def _close_decided(round_: AssessmentRound, by: Actor) -> None:
    if not round_.assessments.filter(state=AssessmentState.PROPOSED).exists():
        tasks.close(round_, tasks.DECIDE, by=by)


def _after_settling(round_: AssessmentRound, by: Actor) -> None:
    """Tasks once a result is decided or a member excused: with the last one, the secretary announces."""
    _close_decided(round_, by)
    if not round_.assessments.exclude(state__in=SETTLED).exists():
        tasks.close(round_, tasks.SCORE, by=by)
        tasks.announce(round_)


def change_result(assessment: AnnualAssessment, *, grade: str, reason: str, by: Actor) -> str:
    """Write another result after an appeal and return the former one: called inside the verb that answers it."""
    locked = AnnualAssessment.objects.select_for_update(of=("self",)).with_names().get(pk=assessment.pk)
    former = locked.grade
    changes = {"grade": (former, grade)}
    logbook.record(locked, by=by, verb="assessment.result_changed", changes=changes, reason=reason)
    write(locked, {"grade": grade})
    assessment.refresh_from_db()
    return former


def incomplete(assessments: Iterable[AnnualAssessment]) -> dict[int, int]:
    """How many rows each of these assessments still lacks, by its key."""
    rows = list(assessments)
    values = measured([row for row in rows if row.state in SCORED])
    return {
        row.pk: sum(line.points is None for line in sheet(row, values)) if row.state in SCORED else 0 for row in rows
    }
