"""Assessments on their way, for tests: a member, a table of two rows by hand, and both sides' people."""

from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import annual_assessments, assessment_appeals, assessment_rounds, signoffs
from network.models import AnnualAssessment, AssessmentAppeal, AssessmentRound, AssessmentTable, SignOff
from tests.factories import membership as path
from tools import clock

NAMES = {"dimension_zh": "管理", "dimension_en": "Management"}
ROWS = [
    {"code": "studies", **NAMES, "title_zh": "研究", "title_en": "Studies", "points": 60, "rule": "linear"}
    | {"zero": 0, "full": 3},
    {"code": "conduct", **NAMES, "title_zh": "合规", "title_en": "Conduct", "points": 40, "rule": "expert"},
]
COUNTED = {"code": "profile", **NAMES, "title_zh": "概况", "title_en": "Profile", "points": 3, "rule": "linear"} | {
    "zero": 0,
    "full": 1,
    "figure": "network.profiles_confirmed",
}
GRADES = [
    {"code": "excellent", "zh": "优秀", "en": "Excellent", "from": 90},
    {"code": "qualified", "zh": "合格", "en": "Qualified", "from": 75},
    {"code": "basic", "zh": "基本合格", "en": "Basic", "from": 60},
    {"code": "unqualified", "zh": "不合格", "en": "Unqualified", "from": 0},
]
VETOES = [{"code": "fabrication", "zh": "弄虚作假", "en": "Fabrication"}]
# All points, and so few that the result is unqualified.
GOOD = {"studies": (3, ""), "conduct": (40, "")}
FAIR = {"studies": (3, ""), "conduct": (20, "一次迟报")}
POOR = {"studies": (1, "只参加一项"), "conduct": (10, "两次迟报")}


def content(rows: list[dict] | None = None) -> dict:
    """What a table holds."""
    return {"indicators": ROWS if rows is None else rows, "grades": GRADES, "vetoes": VETOES}


def table(**columns) -> AssessmentTable:
    """A table in force for all networks; a day of membership is enough."""
    facts = {"version": 1, "valid_from": "2018-01-01", "content": content(), "min_days": 1, "appeal_days": 15}
    return AssessmentTable.objects.create(**facts | columns)


def opened(cast: path.Cast, *, year: int | None = None) -> AssessmentRound:
    """The round of this year in the cast's network; the member must have joined."""
    if not AssessmentTable.objects.exists():
        table()
    return assessment_rounds.open_round(cast.network, year=year or clock.today().year, by=cast.actor(CENTRE_ADMIN))


def of(round_: AssessmentRound) -> AnnualAssessment:
    """The only member's assessment, as it is now."""
    return AnnualAssessment.objects.with_names().get(round=round_)


def scored(cast: path.Cast, round_: AssessmentRound, entries: dict = GOOD, **vetoes: str) -> AnnualAssessment:
    """With its points filled in."""
    thing, by = of(round_), cast.actor(CENTRE_ADMIN)
    annual_assessments.score(thing, entries=entries, vetoes=vetoes, expected=thing.version, by=by)
    return of(round_)


def decided(cast: path.Cast, round_: AssessmentRound, entries: dict = GOOD, **vetoes: str) -> AnnualAssessment:
    """Proposed by the secretary, decided by the director."""
    thing = scored(cast, round_, entries, **vetoes)
    annual_assessments.propose(thing, expected=thing.version, by=cast.actor(CENTRE_ADMIN))
    annual_assessments.decide(thing, expected=thing.version, by=cast.actor(CENTRE_DIRECTOR))
    return of(round_)


def announced(cast: path.Cast, entries: dict = GOOD, *, year: int | None = None, **vetoes: str) -> AnnualAssessment:
    """Announced to the hospital, which may appeal from now on."""
    round_ = opened(cast, year=year)
    decided(cast, round_, entries, **vetoes)
    assessment_rounds.announce(round_, expected=round_.version, by=cast.actor(CENTRE_ADMIN))
    return of(round_)


def appeal_written(cast: path.Cast, assessment: AnnualAssessment) -> AssessmentAppeal:
    """A draft of the hospital's appeal."""
    return assessment_appeals.write_appeal(
        assessment, grounds="研究参加了三项", expected=0, by=cast.actor(HOSPITAL_COORDINATOR)
    )


def appealed(cast: path.Cast, assessment: AnnualAssessment) -> AssessmentAppeal:
    """Signed by the administrator and with the centre."""
    appeal = appeal_written(cast, assessment)
    appeal = assessment_appeals.request_signoff(appeal, expected=appeal.version, by=cast.actor(HOSPITAL_COORDINATOR))
    signoff = SignOff.objects.get(object_type=appeal._meta.label_lower, object_id=appeal.pk, state="waiting")
    signoffs.sign(signoff, expected=signoff.version, by=cast.actor(HOSPITAL_ADMIN))
    return AssessmentAppeal.objects.with_names().get(pk=appeal.pk)


def of_world(world) -> path.Cast:
    """H3 as a member of N2 in the small province (tests.factories.world), with a table of which one row is counted."""
    hospital, network = world.places["H3"], world.places["N2"]
    sides = {HOSPITAL_COORDINATOR: "H3", HOSPITAL_ADMIN: "H3", CENTRE_ADMIN: "C2", CENTRE_DIRECTOR: "C2"}
    people = {role: world.people[f"{role}@{code}"] for role, code in sides.items()}
    table(content=content([ROWS[0], ROWS[1] | {"points": 37}, COUNTED]))
    member = hospital.memberships.get(network=network)
    return path.Cast(hospital, member.campus, network, member.tier, people)
