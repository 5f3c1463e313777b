"""Which sites fit a planned study, and what they answer to a round."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.models import Notification, Task
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_COORDINATOR
from network.queries import seasons
from sites.domain import feasibility_answers, feasibility_rounds, records
from sites.feasibility import Criteria, match
from sites.models import FeasibilityInvitation, FeasibilityRound, ResearchSite
from tests.factories import network as make
from tests.factories import research
from tests.factories.people import actor, holder
from tests.network.reading import text
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def _codes(criteria: Criteria, **options) -> list[list[str]]:
    """What each site lacks, by codes without their beginning."""
    found = match(ResearchSite.objects.all(), criteria, **options)
    return [[reason.code.rpartition(".")[2] for reason in fit.unmet] for fit in found]


def test_each_criterion_that_is_not_met_is_told():
    field, other = make.disease_field(), make.disease_field()
    site = research.site(fields=[(field, 80)], equipment=["mri"])
    region, tier = site.hospital.campuses.get().region, make.tier()
    network = make.network()
    research.member(site.hospital, network, tier)
    record = research.gcp_record(site.hospital, covers=[site])
    met = {
        "fields": (field.code,),
        "cases": 80,
        "equipment": ("mri",),
        "gcp": True,
        "tiers": (tier.code,),
        "regions": (region.code,),
        "network": network.pk,
    }
    assert _codes(Criteria(**met)) == [[]]
    assert _codes(Criteria()) == [[]]
    for missed, code in (
        ({"fields": (field.code, other.code)}, "field"),
        ({"cases": 81}, "cases_untold"),
        ({"equipment": ("mri", "ct")}, "equipment"),
        ({"tiers": (make.tier().code,)}, "tier"),
        ({"network": make.network().pk}, "tier"),
        ({"regions": (make.region().code,)}, "region"),
    ):
        assert _codes(Criteria(**met | missed)) == [[code]], missed
    assert _codes(Criteria(**met | {"cases": 81}), told={site.hospital_id}) == [["cases"]]
    records.end(record, last=clock.today(), reason="注销", by=research.keeper(site.hospital))
    assert _codes(Criteria(**met), on=clock.today() + timedelta(days=1)) == [["gcp"]]


def test_cases_that_nobody_stated_are_no_zero():
    field = make.disease_field()
    research.site(fields=[(field, None)])
    assert _codes(Criteria(fields=(field.code,), cases=1)) == [["cases_unknown"]]


def test_criteria_are_kept_as_plain_data():
    whole = Criteria(("a",), 5, ("ct",), True, ("core",), ("130100",), 7)
    assert Criteria.of(whole.as_data | {"later": 1}) == whole
    assert Criteria.of({}) == Criteria()


def test_matching_asks_no_more_for_more_sites():
    seasons.rules()
    field, tier, region = make.disease_field(), make.tier(), make.region()
    criteria = Criteria((field.code,), 5, ("ct",), True, (tier.code,), (region.code,))
    counts = []
    for more in (1, 2):
        for _row in range(more):
            research.site(fields=[(field, 9)], equipment=["ct"])
        with CaptureQueriesContext(connection) as captured:
            found = match(ResearchSite.objects.all(), criteria)
            assert [str(reason) for fit in found for reason in fit.unmet]
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 10


@pytest.fixture
def network():
    return make.network()


@pytest.fixture
def asked(network):
    hospital = make.hospital(with_profile=False)
    research.member(hospital, network)
    return research.site(hospital)


def test_a_round_goes_its_way_on_pages(client, network, asked):
    secretary = holder(CENTRE_ADMIN, network.centre)
    keeper = holder(HOSPITAL_COORDINATOR, asked.hospital)
    client.force_login(secretary)
    client.cookies["django_language"] = "en"
    due = clock.today() + timedelta(days=10)
    typed = {"asker": network.uid, "title": "可行性调查", "about": "卒中", "due_on": due, "cases": 5, "gcp": "on"}
    assert client.post(reverse("sites:add_round"), typed | {"due_on": "2020-01-01"}).status_code == 422
    assert client.post(reverse("sites:add_round"), typed).status_code == 302
    thing = FeasibilityRound.objects.get()
    assert (thing.criteria["gcp"], thing.criteria["network"]) == (True, network.pk)

    question = {f"rows-0-{name}": value for name, value in research.QUESTION.items()}
    rows = {"rows-TOTAL_FORMS": 1, "rows-INITIAL_FORMS": 0, "version": 1} | question
    page = reverse("sites:round_questions", args=[thing.uid])
    assert client.post(page, rows | {"rows-0-code": "Not good"}).status_code == 422
    assert client.post(page, rows).status_code == 302
    page = reverse("sites:round_sites", args=[thing.uid])
    assert "No valid record" in text(client.get(page))
    assert client.post(page, {"site": [asked.uid, "x"], "version": 2}).status_code == 302
    step = reverse("sites:round_step", args=[thing.uid])
    assert client.post(step, {"action": "explode", "version": 3}).status_code == 302
    client.post(step, {"action": "send", "version": 3, "token": "t"})
    client.post(step, {"action": "send", "version": 3, "token": "t"})

    invitation = FeasibilityInvitation.objects.get()
    assert (invitation.state, Task.objects.open().get().scope_id) == ("invited", asked.hospital_id)
    client.force_login(keeper)
    answer = {"cases": "", "version": invitation.version, "token": "a"}
    assert client.post(invitation.get_absolute_url(), answer).status_code == 422
    assert client.post(invitation.get_absolute_url(), answer | {"cases": 43}).status_code == 302
    assert not Task.objects.open().exists()

    client.force_login(secretary)
    assert Notification.objects.filter(user=secretary, code=feasibility_answers.ANSWERED).count() == 1
    assert "43" in text(client.get(thing.get_absolute_url()))
    sheet = b"".join(client.get(thing.get_absolute_url() + "?export=csv").streaming_content).decode()
    assert "43" in sheet and str(asked) in sheet
    client.post(step, {"action": "close", "version": 4})
    assert Notification.objects.filter(user=keeper, code=feasibility_rounds.CLOSED).count() == 1


def test_answers_may_change_until_the_round_is_closed(network, asked):
    by = actor(CENTRE_ADMIN, network.centre)
    thing = research.feasibility_round(network, sites=[asked], sent=True, by=by)
    keeper, invitation = research.keeper(asked.hospital), thing.invitations.get()
    invitation = feasibility_answers.answer(invitation, answers={"cases": 3}, expected=2, by=keeper)
    with pytest.raises(Stale):
        feasibility_answers.answer(invitation, answers={"cases": 4}, expected=2, by=keeper)
    invitation = feasibility_answers.answer(invitation, answers={"cases": 4, "forged": 1}, expected=3, by=keeper)
    assert invitation.answers == {"cases": 4}
    thing.refresh_from_db()
    feasibility_rounds.close(thing, expected=thing.version, by=by)
    invitation = FeasibilityInvitation.objects.get()
    with pytest.raises(Refused, match="not_open"):
        feasibility_answers.answer(invitation, answers={"cases": 4}, expected=invitation.version, by=keeper)


def test_declining_is_told_with_its_reason_and_final(network, asked):
    secretary = holder(CENTRE_ADMIN, network.centre)
    thing = research.feasibility_round(network, sites=[asked], sent=True)
    keeper, invitation = research.keeper(asked.hospital), thing.invitations.get()
    with pytest.raises(Refused, match="needs_reason"):
        feasibility_answers.decline(invitation, reason=" ", expected=2, by=keeper)
    invitation = feasibility_answers.decline(invitation, reason="人手不足", expected=2, by=keeper)
    assert (invitation.state, invitation.reason) == ("declined", "人手不足")
    assert Notification.objects.filter(user=secretary, code=feasibility_answers.DECLINED).count() == 1
    with pytest.raises(Refused, match="no_such_move"):
        feasibility_answers.answer(invitation, answers={"cases": 4}, expected=3, by=keeper)


def test_what_is_missing_is_told_before_sending(network, asked):
    by = actor(CENTRE_ADMIN, network.centre)
    thing = research.feasibility_round(network, by=by)
    with pytest.raises(Refused, match="no_sites"):
        feasibility_rounds.send(thing, expected=thing.version, by=by)
    with pytest.raises(Refused, match="out_of_reach"):
        feasibility_rounds.choose(thing, sites=[research.site()], by=by)
    thing = feasibility_rounds.choose(thing, sites=[asked], by=by)
    with clock.at(clock.now() + timedelta(days=11)), pytest.raises(Refused, match="past_due"):
        feasibility_rounds.send(thing, expected=thing.version, by=actor(CENTRE_ADMIN, network.centre))
    thing = feasibility_rounds.ask(thing, questions=[], by=by)
    with pytest.raises(Refused, match="no_questions"):
        feasibility_rounds.send(thing, expected=thing.version, by=by)
    thing = feasibility_rounds.ask(thing, questions=[research.QUESTION], by=by)
    thing = feasibility_rounds.send(thing, expected=thing.version, by=by)
    with pytest.raises(Refused, match="round.sent"):
        feasibility_rounds.ask(thing, questions=[], by=by)


def test_who_sees_a_round_and_who_answers(network, asked):
    thing = research.feasibility_round(network, sites=[asked])
    by = {
        "centre": actor(CENTRE_DIRECTOR, network.centre),
        "other centre": actor(CENTRE_ADMIN, make.centre()),
        "asked": research.keeper(asked.hospital),
        "other hospital": research.keeper(make.hospital(with_profile=False)),
    }

    def seeing(rows) -> set[str]:
        return {name for name, person in by.items() if rows.visible_to(person).exists()}

    assert seeing(FeasibilityRound.objects.all()) == {"centre"}
    assert seeing(FeasibilityInvitation.objects.all()) == {"centre"}
    feasibility_rounds.send(thing, expected=thing.version, by=by["centre"])
    assert seeing(FeasibilityInvitation.objects.all()) == {"centre", "asked"}
    invitation = FeasibilityInvitation.objects.get()
    for name in ("centre", "other centre", "other hospital"):
        with pytest.raises(Forbidden):
            feasibility_answers.answer(invitation, answers={"cases": 1}, expected=2, by=by[name])
    with pytest.raises(Forbidden):
        feasibility_rounds.close(thing, expected=2, by=by["asked"])


def test_a_hospital_asks_those_with_whom_it_shares_a_network(client, network, asked):
    hospital = make.hospital(with_profile=False)
    research.member(hospital, network)
    own, foreign = research.site(hospital), research.site()
    field = make.disease_field()
    by = research.keeper(hospital)
    thing = research.feasibility_round(hospital, by=by, fields=(field.code,))
    assert set(feasibility_rounds.within_reach(thing)) == {own, asked}
    assert foreign not in feasibility_rounds.within_reach(thing)
    thing = feasibility_rounds.choose(thing, sites=[asked, own], by=by)
    feasibility_rounds.send(thing, expected=thing.version, by=by)
    invitation = thing.invitations.get(site=asked)
    with pytest.raises((Forbidden, Refused)):
        feasibility_answers.answer(invitation, answers={"cases": 1}, expected=2, by=by)
    client.force_login(holder(HOSPITAL_COORDINATOR, hospital))
    assert client.get(invitation.get_absolute_url()).context["answering"] is False
    assert client.post(invitation.get_absolute_url(), {"cases": 1, "version": 2}).status_code == 403
