"""A year's assessment from its opening to the announced results: steps, guards, tasks, news and who sees what."""

from datetime import date, timedelta

import pytest

from access.actor import Actor
from access.models import LogEntry, Notification, Task
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, SUPERVISOR
from network.assessment_enums import AssessmentState, EffectiveAssessment
from network.domain import annual_assessments, assessment_rounds, memberships
from network.models import AnnualAssessment, AssessmentRound, AssessmentTable
from tests.factories import assessments as make
from tests.factories import membership as path
from tests.factories.people import give, holder
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    found = path.cast()
    path.joined(found)
    return found


def _tasks(thing) -> set[tuple[str, str]]:
    rows = Task.objects.open().filter(object_type=thing._meta.label_lower, object_id=thing.pk)
    return {(row.kind, row.role) for row in rows}


def test_a_round_holds_every_member_and_tasks_the_secretary(cast):
    round_ = make.opened(cast)
    thing = make.of(round_)

    assert (thing.hospital, thing.days_active, thing.state) == (cast.hospital, 1, AssessmentState.FILLING)
    assert thing.number == f"{cast.network.code}-{clock.today().year}-001"
    assert _tasks(round_) == {("task.assessment.score", CENTRE_ADMIN)}


@pytest.mark.parametrize(
    ("year", "code"),
    [
        (lambda today: today.year + 1, "assessment_round.future_year"),
        (lambda today: 2017, "assessment_round.before_opening"),
        (lambda today: today.year - 1, "assessment_round.no_members"),
    ],
)
def test_a_round_that_makes_no_sense_is_refused(cast, year, code):
    make.table()

    with pytest.raises(Refused) as refused:
        make.opened(cast, year=year(clock.today()))

    assert refused.value.reason.code == code
    assert not AssessmentRound.objects.exists()


def test_a_round_is_opened_once_and_only_with_a_table(cast):
    by = cast.actor(CENTRE_ADMIN)
    with pytest.raises(Refused) as without:
        assessment_rounds.open_round(cast.network, year=clock.today().year, by=by)
    make.opened(cast)
    with pytest.raises(Refused) as twice:
        make.opened(cast)

    assert without.value.reason.code == "assessment_round.no_table"
    assert twice.value.reason.code == "assessment_round.opened_already"


def test_days_of_two_terms_under_one_number_add_up_and_suspended_ones_do_not_count(cast):
    member = cast.network.memberships.get()
    today = clock.today()
    type(member).objects.filter(pk=member.pk).update(valid_from=today - timedelta(days=20))
    member.refresh_from_db()
    before = date(today.year, 1, 1)
    expected = min(20, (today - before).days) + 1
    assert assessment_rounds.days_active([member], today.year) == expected

    memberships.suspend(member, reason="x", expected=member.version, by=cast.actor(CENTRE_ADMIN))
    assert assessment_rounds.days_active([member], today.year) == expected - 1


def test_a_network_is_assessed_by_its_own_version_before_the_common_one(cast):
    common = make.table()
    assert AssessmentTable.objects.in_force(cast.network) == common
    own = make.table(network=cast.network, valid_from=clock.today())
    make.table(network=cast.network, version=2, valid_from=clock.today() + timedelta(days=1))

    assert AssessmentTable.objects.in_force(cast.network) == own
    assert AssessmentTable.objects.in_force(cast.network, clock.today() - timedelta(days=1)) == common


def test_points_are_saved_with_their_reasons_and_missing_ones_stop_the_proposal(cast):
    round_ = make.opened(cast)
    thing = make.scored(cast, round_, {"studies": (1, "一项")})

    with pytest.raises(Refused) as refused:
        annual_assessments.propose(thing, expected=thing.version, by=cast.actor(CENTRE_ADMIN))

    assert thing.scores == {"studies": {"value": 1, "points": 20.0, "reason": "一项"}}
    assert refused.value.reason.code == "assessment.incomplete"
    assert make.of(round_).state == AssessmentState.FILLING


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ((41, "x"), "assessment.out_of_range"),
        ((-1, "x"), "assessment.negative"),
        ((39, " "), "assessment.no_reason"),
    ],
)
def test_points_that_do_not_fit_are_refused_and_nothing_is_saved(cast, entry, code):
    round_ = make.opened(cast)

    with pytest.raises(Refused) as refused:
        make.scored(cast, round_, {"studies": (3, ""), "conduct": entry})

    assert refused.value.reason.code == code
    assert make.of(round_).scores == {}


def test_the_second_of_two_secretaries_is_told_and_overwrites_nothing(cast):
    round_ = make.opened(cast)
    seen = make.of(round_)
    make.scored(cast, round_, make.POOR)

    with pytest.raises(Stale):
        annual_assessments.score(
            seen, entries=make.GOOD, vetoes={}, expected=seen.version, by=cast.actor(CENTRE_ADMIN)
        )

    assert make.of(round_).scores["conduct"]["points"] == 10


def test_the_whole_way_is_tasked_and_the_hospital_told(cast):
    round_ = make.opened(cast)
    thing = make.scored(cast, round_)
    annual_assessments.propose(thing, expected=thing.version, by=cast.actor(CENTRE_ADMIN))
    assert _tasks(round_) == {("task.assessment.decide", CENTRE_DIRECTOR)}
    annual_assessments.decide(thing, expected=thing.version, by=cast.actor(CENTRE_DIRECTOR))
    assert _tasks(round_) == {("task.assessment.announce", CENTRE_ADMIN)}
    assessment_rounds.announce(round_, expected=round_.version, by=cast.actor(CENTRE_ADMIN))

    thing = make.of(round_)
    assert _tasks(round_) == set()
    assert (thing.grade, thing.total, thing.state) == ("excellent", 100, AssessmentState.ANNOUNCED)
    assert thing.effective_state() == EffectiveAssessment.OPEN_TO_APPEAL
    told = Notification.objects.filter(code="news.assessment.announced").values_list("user", flat=True)
    assert set(told) == {cast.people[HOSPITAL_ADMIN].pk, cast.people[HOSPITAL_COORDINATOR].pk}
    verbs = LogEntry.objects.filter(object_type=thing._meta.label_lower).values_list("verb", flat=True)
    assert set(verbs) == {
        "assessment.scored",
        "annual_assessment.propose",
        "annual_assessment.decide",
        "annual_assessment.announce",
    }


def test_an_item_of_veto_makes_the_result_unqualified(cast):
    thing = make.decided(cast, make.opened(cast), make.GOOD, fabrication="病例造假", unknown="x")

    assert (thing.grade, thing.total, thing.vetoes) == ("unqualified", 100, {"fabrication": "病例造假"})


def test_nobody_decides_the_own_proposal(cast):
    both = holder(CENTRE_DIRECTOR, cast.network.centre)

    give(both, CENTRE_ADMIN, cast.network.centre)
    round_ = make.opened(cast)
    thing = make.scored(cast, round_)
    annual_assessments.propose(thing, expected=thing.version, by=Actor.of(both))

    with pytest.raises(Refused) as refused:
        annual_assessments.decide(thing, expected=thing.version, by=Actor.of(both))

    assert refused.value.reason.code == "assessment.own_proposal"
    assert make.of(round_).state == AssessmentState.PROPOSED


def test_a_returned_proposal_is_the_secretarys_again(cast):
    round_ = make.opened(cast)
    thing = make.decided(cast, round_)

    annual_assessments.send_back(thing, reason="核对研究数", expected=thing.version, by=cast.actor(CENTRE_DIRECTOR))

    assert _tasks(round_) == {("task.assessment.score", CENTRE_ADMIN)}
    assert Notification.objects.get(code="news.assessment.returned").user == cast.people[CENTRE_ADMIN]
    changed = make.scored(cast, round_, make.POOR)
    annual_assessments.propose(changed, expected=changed.version, by=cast.actor(CENTRE_ADMIN))
    assert (changed.grade, changed.total) == ("unqualified", 30)


@pytest.mark.both
def test_results_are_announced_together_when_every_member_is_settled(cast):
    other = path.cast(network=cast.network, tier=cast.tier, people=None)
    other.people |= {role: cast.people[role] for role in (CENTRE_ADMIN, CENTRE_DIRECTOR)}
    path.joined(other)
    round_ = make.opened(cast)
    mine, theirs = round_.assessments.with_names().order_by("pk")
    by, director = cast.actor(CENTRE_ADMIN), cast.actor(CENTRE_DIRECTOR)
    annual_assessments.score(mine, entries=make.GOOD, vetoes={}, expected=mine.version, by=by)

    assert annual_assessments.propose_complete(round_, by=by) == 1
    mine.refresh_from_db()
    assert annual_assessments.decide_together(round_, seen={str(mine.uid): mine.version}, by=director) == 1
    with pytest.raises(Refused) as refused:
        assessment_rounds.announce(round_, expected=round_.version, by=by)
    annual_assessments.excuse(theirs, reason="全年整修", expected=theirs.version, by=by)
    assessment_rounds.announce(round_, expected=round_.version, by=by)

    assert refused.value.reason.code == "assessment_round.not_settled"
    assert set(AnnualAssessment.objects.announced()) == {mine}


def test_deciding_together_stops_at_what_was_changed_meanwhile(cast):
    round_ = make.opened(cast)
    thing = make.scored(cast, round_)
    annual_assessments.propose(thing, expected=thing.version, by=cast.actor(CENTRE_ADMIN))
    director = cast.actor(CENTRE_DIRECTOR)

    with pytest.raises(Stale):
        annual_assessments.decide_together(round_, seen={str(thing.uid): thing.version - 1}, by=director)
    with pytest.raises(Refused) as nothing:
        annual_assessments.decide_together(round_, seen={}, by=director)

    assert nothing.value.reason.code == "assessment_round.nothing_to_decide"
    assert make.of(round_).state == AssessmentState.PROPOSED


@pytest.mark.both
def test_the_hospital_sees_its_own_after_the_announcement_and_peers_never(cast):
    supervisor = holder(SUPERVISOR, cast.campus.region)
    peer = holder(HOSPITAL_ADMIN, path.cast(network=cast.network, tier=cast.tier).hospital)
    readers = {
        "hospital": cast.people[HOSPITAL_COORDINATOR],
        "secretary": cast.people[CENTRE_ADMIN],
        "supervisor": supervisor,
        "peer": peer,
    }

    def seen() -> set[str]:
        rows = AnnualAssessment.objects
        return {name for name, user in readers.items() if rows.visible_to(Actor.of(user)).exists()}

    round_ = make.opened(cast)
    make.decided(cast, round_)
    assert seen() == {"secretary"}
    assessment_rounds.announce(round_, expected=round_.version, by=cast.actor(CENTRE_ADMIN))
    assert seen() == {"secretary", "hospital", "supervisor"}


@pytest.mark.parametrize("role", [HOSPITAL_COORDINATOR, HOSPITAL_ADMIN, CENTRE_DIRECTOR])
def test_only_the_secretary_fills_in_points(cast, role):
    thing = make.of(make.opened(cast))

    with pytest.raises(Forbidden):
        annual_assessments.score(thing, entries={}, vetoes={}, expected=thing.version, by=cast.actor(role))


def test_another_centres_secretary_does_nothing_here(cast):
    stranger = path.cast().actor(CENTRE_ADMIN)
    round_ = make.opened(cast)
    thing = make.of(round_)

    for act in (
        lambda: assessment_rounds.open_round(cast.network, year=2024, by=stranger),
        lambda: annual_assessments.score(thing, entries={}, vetoes={}, expected=1, by=stranger),
        lambda: annual_assessments.propose_complete(round_, by=stranger),
        lambda: assessment_rounds.announce(round_, expected=1, by=stranger),
    ):
        with pytest.raises(Forbidden):
            act()
