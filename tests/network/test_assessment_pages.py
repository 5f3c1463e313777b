"""The pages of the annual assessment, with what people type wrongly and what nobody may send."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from access.models import Draft
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.assessment_enums import AppealState, AssessmentState
from network.domain import annual_assessments
from network.models import AssessmentAppeal, SignOff
from tests.factories import assessments as make
from tests.factories import membership as path
from tools import clock

pytestmark = pytest.mark.django_db


def stage() -> path.Cast:
    found = path.cast()
    path.joined(found)
    return found


@pytest.fixture
def cast(built):
    return built


def _as(client, cast, role: str):
    client.force_login(cast.people[role])
    return client


def _score_data(thing, **changed) -> dict:
    return {
        "version": thing.version,
        "value-studies": "3",
        "reason-studies": "",
        "value-conduct": "40",
        "reason-conduct": "",
        "veto-fabrication": "",
    } | changed


def test_the_secretary_opens_a_year_fills_it_in_and_puts_it_before_the_director(client, cast):
    make.table()
    _as(client, cast, CENTRE_ADMIN)
    opened = client.post(
        reverse("network:open_assessment_round"), {"network": cast.network.pk, "year": clock.today().year}
    )
    thing = make.of(cast.network.assessment_rounds.get())
    assert opened.url == thing.round.get_absolute_url()

    saved = client.post(reverse("network:assessment_scores", args=[thing.uid]), _score_data(thing))
    assert saved.url == thing.get_absolute_url()
    client.post(reverse("network:assessment_round_step", args=[thing.round.uid]), {"action": "propose"})

    thing.refresh_from_db()
    assert (thing.state, thing.total, thing.grade) == (AssessmentState.PROPOSED, 100, "excellent")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"value-conduct": "41"}, "value-conduct"),
        ({"value-conduct": "-1"}, "value-conduct"),
        ({"value-conduct": "viel"}, "value-conduct"),
        ({"value-conduct": "nan"}, "value-conduct"),
        ({"value-conduct": "20"}, "reason-conduct"),
        ({"veto-fabrication": "x" * 501}, "veto-fabrication"),
    ],
)
def test_a_mistake_stands_at_its_field_and_nothing_is_saved(client, cast, changed, field):
    thing = make.of(make.opened(cast))

    page = _as(client, cast, CENTRE_ADMIN).post(
        reverse("network:assessment_scores", args=[thing.uid]), _score_data(thing, **changed)
    )

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {field}
    assert make.of(thing.round).scores == {}


def test_typed_points_are_kept_and_shown_again(client, cast):
    thing = make.of(make.opened(cast))
    _as(client, cast, CENTRE_ADMIN)

    kept = client.post(
        reverse("network:autosave_assessment_scores", args=[thing.uid]),
        {"draft_version": "0", "value-conduct": "12", "reason-conduct": "半句"},
    )
    page = client.get(reverse("network:assessment_scores", args=[thing.uid]))

    assert kept.json()["version"] == 1
    assert page.context["form"]["value-conduct"].value() == "12"
    client.post(reverse("network:assessment_scores", args=[thing.uid]), _score_data(thing))
    assert not Draft.objects.exists()


def test_the_director_decides_what_is_ticked_and_forged_boxes_change_nothing(client, cast):
    round_ = make.opened(cast)
    thing = make.scored(cast, round_)
    annual_assessments.propose(thing, expected=thing.version, by=cast.actor(CENTRE_ADMIN))
    _as(client, cast, CENTRE_DIRECTOR)
    url = reverse("network:assessment_round_step", args=[round_.uid])
    stranger = path.cast().hospital.uid

    for forged in ([], [f"{stranger}:1"], ["x"], [f"{thing.uid}:zwei"], [f"{thing.uid}:99"], [str(thing.uid)]):
        answer = client.post(url, {"action": "decide", "chosen": forged})
        assert answer.status_code < 500
        assert make.of(round_).state == AssessmentState.PROPOSED

    client.post(url, {"action": "decide", "chosen": [f"{thing.uid}:{thing.version}"]})
    assert make.of(round_).state == AssessmentState.DECIDED


def test_a_replayed_announcement_changes_nothing(client, cast):
    round_ = make.opened(cast)
    make.decided(cast, round_)
    _as(client, cast, CENTRE_ADMIN)
    posted = {"action": "announce", "version": round_.version, "token": "t" * 20}
    url = reverse("network:assessment_round_step", args=[round_.uid])

    answers = [client.post(url, posted).status_code for _ in range(2)]
    thing = make.of(round_)

    assert answers == [302, 302]
    assert (thing.round.version, thing.state) == (2, AssessmentState.ANNOUNCED)


@pytest.mark.both
def test_the_sheet_of_a_round_holds_the_points_of_every_row(client, cast):
    round_ = make.opened(cast)
    make.decided(cast, round_, make.FAIR)

    answer = _as(client, cast, CENTRE_DIRECTOR).get(round_.get_absolute_url() + "?export=xlsx")
    header, row = load_workbook(BytesIO(answer.content)).active.values

    assert header[5:8] == ("研究", "合规", header[7])
    assert (row[1], row[5], row[6], row[7]) == (cast.hospital.name_zh, 60, 20, 80)


def test_a_counted_row_opens_to_its_evidence(client, cast):
    make.table(content=make.content([make.ROWS[0], make.ROWS[1] | {"points": 37}, make.COUNTED]))
    profile = cast.hospital.profile
    cast.hospital.profile_confirmations.create(year=clock.today().year, confirmed_on=clock.today())
    thing = make.of(make.opened(cast))
    _as(client, cast, CENTRE_ADMIN)

    page = client.get(reverse("network:assessment_evidence", args=[thing.uid, "profile"]))
    line = annual_assessments.sheet(thing)[2]

    assert (line.value, line.points, line.counted) == (1, 3, True)
    assert [row.record for row in page.context["table"].rows] == [profile]
    assert (page.context["visible"], page.context["total"]) == (1, 1)
    for code in ("studies", "nothing"):
        assert client.get(reverse("network:assessment_evidence", args=[thing.uid, code])).status_code == 404


def test_the_hospital_reads_its_result_prints_it_and_appeals(client, cast):
    thing = make.announced(cast, make.POOR)
    _as(client, cast, HOSPITAL_COORDINATOR)
    page = client.get(thing.get_absolute_url())
    assert "只参加一项" in page.content.decode()
    assert page.context["consequences"] == []
    assert client.get(reverse("network:assessment_pdf", args=[thing.uid])).content.startswith(b"%PDF")

    url = reverse("network:write_assessment_appeal", args=[thing.uid])
    assert client.post(url, {"version": "0", "grounds": " "}).status_code == 422
    client.post(url, {"version": "0", "grounds": "参加了三项研究"})
    appeal = AssessmentAppeal.objects.get()
    client.post(
        reverse("network:assessment_appeal_step", args=[appeal.uid]),
        {"action": "request_signoff", "version": appeal.version, "token": "a" * 20},
    )
    signoff = SignOff.objects.get(object_id=appeal.pk, kind="assessment_appeal")
    _as(client, cast, HOSPITAL_ADMIN)
    shown = client.get(signoff.get_absolute_url())
    assert "参加了三项研究" in shown.content.decode()
    client.post(signoff.get_absolute_url(), {"action": "sign", "version": signoff.version, "token": "b" * 20})

    appeal.refresh_from_db()
    assert appeal.state == AppealState.SUBMITTED


def test_the_director_answers_an_appeal_with_a_reason(client, cast):
    appeal = make.appealed(cast, make.announced(cast, make.POOR))
    _as(client, cast, CENTRE_DIRECTOR)
    url = reverse("network:answer_assessment_appeal", args=[appeal.uid])
    posted = {"version": appeal.version, "token": "c" * 20}

    assert client.post(url, posted | {"answer": "basic", "reason": ""}).status_code == 422
    assert client.post(url, posted | {"answer": "superb", "reason": "x"}).status_code == 422
    client.post(url, posted | {"answer": "basic", "reason": "补计两项"})

    appeal.refresh_from_db()
    assert (appeal.state, appeal.assessment.grade) == (AppealState.CHANGED, "basic")


def test_a_warning_begins_from_the_result_and_happens_only_when_sent(client, cast):
    thing = make.announced(cast, make.POOR)
    _as(client, cast, CENTRE_ADMIN)
    url = reverse("network:assessment_consequence", args=[thing.uid, "warn"])
    member = cast.network.memberships.get()

    page = client.get(url)
    words = page.context["form"].initial["reason"]
    assert thing.number in words
    assert cast.network.memberships.get().state == "active"
    client.post(url, {"reason": words, "version": member.version, "token": "d" * 20})
    assert cast.network.memberships.get().state == "warned"
    assert client.get(reverse("network:assessment_consequence", args=[thing.uid, "other"])).status_code == 404


def test_the_calendar_shows_each_side_what_concerns_it(client, cast):
    thing = make.announced(cast)
    url = reverse("network:year")

    def urls(role: str, year: int | str) -> list[str]:
        page = _as(client, cast, role).get(url, {"year": year})
        return [entry.url for month in page.context["months"] for entry in month["entries"]]

    this = clock.today().year
    assert urls(CENTRE_ADMIN, this) == [thing.round.get_absolute_url()]
    assert urls(HOSPITAL_COORDINATOR, this) == [thing.get_absolute_url()]
    assert urls(HOSPITAL_COORDINATOR, this - 1) == []
    assert urls(HOSPITAL_COORDINATOR, "soon") == [thing.get_absolute_url()]
    client.force_login(path.cast().people[HOSPITAL_ADMIN])
    assert client.get(url).context["months"] == []


@pytest.mark.both
def test_the_figure_of_passing_members_is_its_evidence(cast):
    from network.indicators.assessments import passing
    from office.indicators import Period, Scope, evidence, figure

    thing = make.announced(cast, make.FAIR)
    scope, by = Scope.of("centre", cast.network.centre), cast.actor(CENTRE_DIRECTOR)

    found = figure("network.members_passing", scope, Period.today(), by=by)
    rows = evidence("network.members_passing", scope, Period.today(), by=by)

    assert (found.value, found.denominator) == (100, 1)
    assert list(rows.rows) == [thing]
    assert not passing(Scope.of("centre", path.cast().network.centre), Period.today()).exists()
