"""Ethics decisions and human genetic resources of study sites: what permits until when, and what is refused."""

from datetime import date, timedelta

import pytest

from access import beats
from access.models import Task
from access.refusals import Refused
from access.roles import ETHICS_SECRETARY, HOSPITAL_COORDINATOR
from studies import gates, hgr, recognition
from studies.domain import approvals, ethics
from studies.enums import EthicsDecision
from studies.models import EthicsRecord
from studies.policies import ethics as ethics_policies
from studies.policies import hgr as hgr_policies
from tests.factories import study_sites as way
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_study_sites", "in_english")]
TODAY = timedelta()


def record(part, **facts):
    return ethics.record(part.site, facts=way.approved(**facts), uploads=[], by=part.actor())


@pytest.mark.parametrize("decision", EthicsDecision.values)
def test_of_the_six_decisions_two_permit(starting, decision):
    part = starting["confirmed"]

    record(part, decision=decision)

    assert ethics_policies.permits(part.site, clock.today()) is (decision in ("approved", "continue"))


def test_an_approval_holds_to_its_stated_day_or_else_to_the_next_review(starting):
    part, today = starting["confirmed"], clock.today()
    follow_up = today + timedelta(days=200)
    record(part, valid_to=None, next_due_on=follow_up)
    assert part.site.ethics_until == follow_up

    record(part, kind="progress", decision="continue", valid_to=today + timedelta(days=400), next_due_on=follow_up)

    assert part.site.ethics_until == today + timedelta(days=400)
    assert not ethics_policies.permits(part.site, today + timedelta(days=401))


def test_a_stop_ends_the_permission_and_a_rejected_amendment_does_not(starting):
    part = starting["opened"]
    record(part, kind="amendment", decision="rejected")
    assert part.site.ethics_until is not None

    stop = record(part, kind="suspension", decision="stopped")
    assert part.site.ethics_until is None
    assert part.site.state == "open"

    ethics.withdraw(stop, reason="录入有误", by=part.actor())
    assert part.site.ethics_until is not None


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"kind": "forged"}, "no_such_choice"),
        ({"decided_on": date(2099, 1, 1)}, "in_future"),
        ({"valid_to": None}, "no_last_day"),
        ({"valid_to": date(2001, 1, 1)}, "ends_before"),
        ({"valid_to": None, "next_due_on": "late"}, "too_long"),
        ({"route": "exempt", "valid_to": None}, "no_ground"),
        ({"route": "recognised"}, "not_on_list"),
    ],
)
def test_a_decision_with_something_wrong_is_told_and_not_recorded(starting, facts, code):
    part = starting["confirmed"]
    if facts.get("next_due_on") == "late":
        facts = facts | {"next_due_on": clock.today() + timedelta(days=367)}

    with pytest.raises(Refused, match=code):
        record(part, **facts)

    assert not EthicsRecord.objects.filter(site=part.site).exists()


def test_two_sites_come_to_ethics_on_different_ways(starting):
    lead, first, second = starting["cast"].hospital, starting["confirmed"], starting["feasibility"]

    def on_list(*, opinion_of, by, on):
        return (opinion_of, by, on) == (lead, first.hospital, clock.today())

    recognition.register(on_list)
    try:
        record(first, route="recognised")
        with pytest.raises(Refused, match="not_on_list"):
            record(second, route="recognised")
        record(second, route="expedited")
    finally:
        recognition.forget(on_list)

    assert first.site.ethics_until == second.site.ethics_until


def test_nothing_is_recognised_or_confirmed_while_the_lead_has_no_approval(starting):
    starting["lead"].site.ethics.update(withdrawn_at=clock.now())

    for route in ("recognised", "expedited"):
        with pytest.raises(Refused, match="nothing_to_confirm"):
            record(starting["confirmed"], route=route)
    with pytest.raises(Refused, match="own_opinion"):
        record(starting["lead"], route="expedited")


def test_an_exemption_with_its_ground_has_no_end(starting):
    part = starting["confirmed"]

    record(part, kind="exemption", route="exempt", ground="使用匿名化信息", valid_to=None)

    assert ethics_policies.permits(part.site, clock.today() + timedelta(days=4000))


def test_only_the_sites_own_people_record_its_ethics(starting):
    part, facts = starting["confirmed"], way.approved()

    with pytest.raises(Refused, match="not_yours"):
        ethics.record(part.site, facts=facts, uploads=[], by=starting["cast"].actor(HOSPITAL_COORDINATOR))
    ethics.record(part.site, facts=facts, uploads=[], by=part.actor(ETHICS_SECRETARY))


@pytest.mark.parametrize(
    ("days", "kind", "holders"),
    [
        (61, "", 0),
        (60, "task.studysite.renew_60", 2),
        (30, "task.studysite.renew_30", 3),
        (7, "task.studysite.renew_7", 4),
        (-1, "task.studysite.lapsed", 4),
    ],
)
def test_the_nearer_the_last_day_the_more_people_have_the_task(starting, days, kind, holders):
    part = starting["opened"]
    last = part.site.ethics_until

    with clock.at(last - timedelta(days=days)):
        beats.BEATS["studies.ethics"].function()
        beats.BEATS["studies.ethics"].function()

    about = Task.objects.open().filter(object_type="studies.studysite", object_id=part.pk)
    assert list(about.values_list("kind", flat=True)) == [kind] * holders
    record(part, kind="progress", decision="continue", valid_to=last + timedelta(days=200))
    assert not about.exists()


def test_nobody_recruits_without_the_lead_sites_ethics_and_answers_that_day(starting):
    study, lead, today = starting["study"], starting["lead"].site, clock.today()
    check = gates._GATES[gates.RECRUIT]
    assert (check[gates.ETHICS](study, today), check["hgr"](study, today)) == (None, None)

    late = check[gates.ETHICS](study, lead.ethics_until + timedelta(days=1))
    study.hgr_answers.all().delete()

    assert late.code == "studies.ethics.none"
    assert check["hgr"](study, today).code == "studies.hgr.unanswered"


YES = {
    ("material", "large"): ["collection"],
    ("information", "large"): ["collection"],
    ("large",): [],
    ("material", "kept"): ["preservation"],
    ("material", "foreign"): ["cooperation"],
    ("material", "foreign", "market"): ["trial_filing"],
    ("foreign", "market"): [],
    ("leaves",): ["export"],
    ("information", "abroad"): ["information"],
    ("material", "information", "large", "kept", "foreign", "leaves", "abroad"): [
        "collection",
        "preservation",
        "cooperation",
        "export",
        "information",
    ],
}


@pytest.mark.parametrize("yes", YES, ids="+".join)
def test_the_answers_say_which_approvals_are_needed(yes):
    rule = hgr.rule_on(date(2026, 3, 5))

    assert hgr.needed(rule, dict.fromkeys(yes, True)) == YES[yes]


def test_what_the_answers_ask_for_needs_a_number_that_is_valid_that_day(starting):
    lead, study, today = starting["lead"], starting["study"], clock.today()
    told = way.NONE_NEEDED | {"material": True, "large": True}
    version = study.hgr_answers.get().version
    approvals.answer(lead.site, answers=told, for_study=True, expected=version, by=lead.actor())
    assert hgr_policies.not_settled(study, today).params["kinds"] == ["permit to collect"]

    facts = approvals.HgrFacts("collection", "国人遗采〔2026〕1号", today, today + timedelta(days=30))
    approvals.record_hgr(lead.site, facts=facts, for_study=True, uploads=[], by=lead.actor())

    assert hgr_policies.not_settled(study, today) is None
    assert hgr_policies.not_settled(study, today, starting["confirmed"].site) is None
    assert hgr_policies.lacking(study, today + timedelta(days=31)) == ["collection"]


def test_a_site_that_differs_answers_for_itself(starting):
    part, study, today = starting["confirmed"], starting["study"], clock.today()

    told = way.NONE_NEEDED | {"leaves": True}
    approvals.answer(part.site, answers=told, for_study=False, expected=0, by=part.actor())

    assert hgr_policies.lacking(study, today, part.site) == ["export"]
    assert hgr_policies.lacking(study, today) == []
    with pytest.raises(Refused, match="not_yours"):
        approvals.answer(part.site, answers=told, for_study=True, expected=1, by=part.actor())


@pytest.mark.parametrize(
    ("told", "code"),
    [({}, "not_all"), (way.NONE_NEEDED | {"kept": "yes"}, "not_all"),
     (way.NONE_NEEDED | {"market": True, "leaves": True}, "hgr.exclude")],
)  # fmt: skip
def test_answers_that_cannot_be_are_told(starting, told, code):
    lead, kept = starting["lead"], starting["study"].hgr_answers.get()

    with pytest.raises(Refused, match=code):
        approvals.answer(lead.site, answers=told, for_study=True, expected=kept.version, by=lead.actor())

    assert starting["study"].hgr_answers.get().answers == kept.answers
