"""A study site from the invitation to the archive: its steps, its gates, who may, and what is kept of it."""

from datetime import timedelta

import pytest

from access import logbook
from access.models import Task
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, ETHICS_SECRETARY, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import signoffs
from network.models import SignOff
from studies.domain import checklist, site_steps, sites
from studies.enums import STARTING
from studies.models import SiteStep, StudySite
from tests.factories import network as make
from tests.factories import study_sites as way
from tests.factories.people import actor, person
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_study_sites", "in_english")]


def tasks_about(thing) -> list[tuple]:
    rows = Task.objects.open().filter(object_type=thing._meta.label_lower, object_id=thing.pk)
    return sorted(rows.values_list("kind", "scope_id"))


def test_each_step_is_in_the_logbook_and_its_days_are_kept(starting):
    site = starting["opened"].site

    taken = [entry.verb for entry in logbook.history(site)][::-1]
    assert [
        verb for verb in taken if "." in verb and verb.split(".")[1] in ("take_up", "confirm", "train", "open")
    ] == [
        "study_site.take_up",
        "study_site.confirm",
        "study_site.train",
        "study_site.open",
    ]
    rows = list(SiteStep.objects.filter(site=site).values_list("stood_in", "days"))
    assert rows == [*((state.value, 0) for state in STARTING), ("open", None)]
    assert (site.opened_on, site.state_since) == (clock.today(), clock.today())


def test_whoever_has_the_next_step_has_its_task(starting):
    lead = starting["cast"].hospital.pk
    expected = {
        "invited": ("task.studysite.answer", starting["invited"].hospital.pk),
        "confirmed": ("task.studysite.start_up", starting["confirmed"].hospital.pk),
        "initiated": ("task.studysite.open", lead),
    }
    assert {name: tasks_about(starting[name].site) for name in expected} == {
        name: [task] for name, task in expected.items()
    }
    assert tasks_about(starting["opened"].site) == []


def test_the_hospitals_yes_needs_its_administrator(starting):
    part = starting["feasibility"]
    way.do_items(part, "confirmed")
    sites.ask_to_confirm(part.site, investigator=person(), by=part.actor())
    with pytest.raises(Refused, match="signature_waits"):
        sites.ask_to_confirm(part.site, investigator=person(), by=part.actor())
    waiting = SignOff.objects.get(object_type="studies.studysite", object_id=part.pk, state="waiting")

    signoffs.send_back(waiting, expected=waiting.version, reason="人手不足", by=part.actor(HOSPITAL_ADMIN))

    assert part.site.state == "feasibility"
    sites.decline(part.site, reason="人手不足", expected=part.site.version, by=part.actor())
    assert part.site.state == "declined"


def test_what_had_to_be_done_first_is_named(starting):
    part = starting["feasibility"]

    with pytest.raises(Refused) as refused:
        sites.ask_to_confirm(part.site, investigator=person(), by=part.actor())

    assert "可行性问卷" in str(refused.value.reason)


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ("approval", "studies.site.no_approval"),
        ("ethics", "studies.ethics.none"),
        ("filing", "studies.site.not_filed"),
        ("study", "studies.site.study_not_recruiting"),
        ("investigator", "studies.site.no_investigator"),
    ],
)
def test_a_site_opens_through_every_gate_and_through_none_that_is_shut(starting, missing, code):
    part, by = starting["opened"], starting["cast"].actor(HOSPITAL_COORDINATOR)
    site = site_steps.pause(part.site, reason="盘点", expected=part.site.version, by=part.actor())
    if missing == "approval":
        site.approvals.update(withdrawn_at=clock.now())
    elif missing == "ethics":
        site.ethics.update(withdrawn_at=clock.now())
    elif missing == "study":
        type(site.study).objects.filter(pk=site.study_id).update(state="enrolment_closed")
    else:
        column = {"filing": "filed_on", "investigator": "investigator"}[missing]
        StudySite.objects.filter(pk=site.pk).update(**{column: None})

    with pytest.raises(Refused) as refused:
        site_steps.open_site(part.site, expected=part.site.version, by=by)

    assert refused.value.reason.code == code
    assert part.site.state == "paused"


def test_a_paused_site_goes_on_and_a_closed_one_is_archived(starting):
    part, by = starting["opened"], starting["cast"].actor(HOSPITAL_COORDINATOR)
    site_steps.pause(part.site, reason="盘点", expected=part.site.version, by=part.actor())
    site_steps.open_site(part.site, expected=part.site.version, by=by)
    site_steps.close(part.site, reason="入组结束", expected=part.site.version, by=by)

    site_steps.archive(part.site, expected=part.site.version, by=part.actor())

    assert (part.site.state, part.site.closed_on) == ("archived", clock.today())


def test_the_lead_site_does_not_answer_or_start_up_for_another_hospital(starting):
    by = starting["cast"].actor(HOSPITAL_COORDINATOR)
    invited, confirmed = starting["invited"].site, starting["confirmed"].site

    with pytest.raises(Refused, match="not_yours"):
        sites.take_up(invited, expected=invited.version, by=by)
    with pytest.raises(Refused, match="not_yours"):
        site_steps.settle_ethics(confirmed, expected=confirmed.version, by=by)


@pytest.mark.parametrize("who", ["elsewhere", "member", CENTRE_ADMIN, ETHICS_SECRETARY])
def test_nobody_else_moves_a_site(starting, who):
    part, member = starting["confirmed"], starting["invited"]
    others = {
        "elsewhere": actor(HOSPITAL_COORDINATOR, make.hospital()),
        "member": member.actor(),
        CENTRE_ADMIN: starting["cast"].actor(CENTRE_ADMIN),
        ETHICS_SECRETARY: part.actor(ETHICS_SECRETARY),
    }

    with pytest.raises(Forbidden):
        site_steps.settle_ethics(part.site, expected=part.site.version, by=others[who])
    with pytest.raises(Forbidden):
        site_steps.close(part.site, reason="x", expected=part.site.version, by=others[who])


def test_an_old_page_moves_nothing(starting):
    part = starting["invited"]

    with pytest.raises(Stale):
        sites.take_up(part.site, expected=part.site.version - 1, by=part.actor())

    assert part.site.state == "invited"


def test_a_line_that_asks_for_a_paper_is_not_done_without_it(starting):
    cast, study, part = starting["cast"], starting["study"], starting["feasibility"]
    facts = {"title": "协议盖章件", "before": "agreement_signed", "days": 20, "needs_file": True}
    line = checklist.add_line(study, **facts, by=cast.actor(HOSPITAL_COORDINATOR))
    item = part.site.items.select_related("site__hospital").get(line=line)

    done = checklist.ItemFacts(done_on=clock.today())
    with pytest.raises(Refused, match="no_paper"):
        checklist.keep(item, facts=done, uploads=[], expected=item.version, by=part.actor())

    assert part.site.items.undone().filter(line=line).exists()


def test_sites_are_stuck_after_sixty_days_and_their_medians_are_by_region(starting):
    today = clock.today()
    rows = StudySite.objects.filter(study=starting["study"])
    rows.filter(pk=starting["invited"].pk).update(state_since=today - timedelta(days=61))
    rows.filter(pk=starting["confirmed"].pk).update(state_since=today - timedelta(days=60))
    SiteStep.objects.filter(site__in=rows).delete()
    region = make.division().region
    facts = {"site": starting["opened"].site, "region": region, "stood_in": "invited", "until": today}
    for days in (3, 9, 4, 40):
        SiteStep.objects.create(**facts, since=today - timedelta(days=days), days=days)

    assert [site.pk for site in rows.stuck()] == [starting["invited"].pk]
    assert rows.median_days() == [{"region": region.pk, "state": "invited", "days": 6.5, "count": 4}]
