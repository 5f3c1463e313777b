"""Pages of study sites for every side, what is typed into them, and the delegation log."""

import pytest
from django.urls import reverse

from access.models import User
from access.roles import CENTRE_ADMIN, ETHICS_SECRETARY, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from studies.domain import team
from studies.models import EthicsRecord, HgrAnswers, ReviewSeat, StartupItem, TeamMember
from tests.factories import network as make
from tests.factories import study_sites as way
from tests.factories.people import holder, person
from tools import clock
from tools.identifiers import new_uid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_study_sites")]

READS = ("site",)
INSIDE = ("delegation_log", "startup_item", "team_member")
WRITES = (
    "confirm_site",
    "site_agreement",
    "site_investigator",
    "record_ethics",
    "record_approval",
    "hgr_answers",
    "record_hgr",
    "invite_to_team",
)
LEADS = ("site_filing",)
PAGES = (*READS, *INSIDE, *WRITES, *LEADS)


def _uids(part) -> dict:
    place = team.Place("study_nurse", ("data",), clock.today())
    member = TeamMember.objects.filter(site=part.site).first()
    member = member or team.invite(part.site, person=person(), place=place, by=part.actor())
    return {"startup_item": part.site.items.first().uid, "team_member": member.uid}


def _people(starting) -> dict[str, User | None]:
    cast, part = starting["cast"], starting["opened"]
    return {
        "own": part.people[HOSPITAL_COORDINATOR],
        "lead": cast.people[HOSPITAL_COORDINATOR],
        "ethics": part.people[ETHICS_SECRETARY],
        "other_member": starting["invited"].people[HOSPITAL_COORDINATOR],
        "centre": cast.people[CENTRE_ADMIN],
        "other_centre": cast.people["other_centre"],
        "elsewhere": holder(HOSPITAL_COORDINATOR, make.hospital()),
        "reviewer_after": _former_reviewer(starting["study"]),
        "anonymous": None,
    }


def _former_reviewer(study) -> User:
    """Somebody who gave an opinion in a review of the study that is closed."""
    review, who = study.reviews.first(), person()
    facts = {"state": "given", "verdict": "approved", "opinion": "同意"}
    ReviewSeat.objects.create(review=review, hospital=study.lead_hospital, reviewer=who, **facts)
    return who


# Which pages of the site open to whom; the rest is 403 or 404, and the sign-in for a visitor.
OPEN = {
    "own": {*READS, *INSIDE, *WRITES},
    "lead": {*READS, "delegation_log", "team_member", *LEADS, *WRITES},
    "ethics": {*READS, "delegation_log", "team_member", "record_ethics"},
    "other_member": set(READS),
    "centre": set(READS),
    "other_centre": set(),
    "elsewhere": set(),
    "reviewer_after": set(),
    "anonymous": set(),
}


@pytest.mark.parametrize("who", OPEN)
def test_which_pages_of_a_site_open_to_whom(starting, client, who):
    part = starting["opened"]
    uids, people = _uids(part), _people(starting)
    if people[who] is not None:
        client.force_login(people[who])

    answers = {}
    for name in PAGES:
        answer = client.get(reverse(f"studies:{name}", args=[uids.get(name, part.site.uid)]))
        answers[name] = answer.status_code

    assert {name for name, status in answers.items() if status == 200} == OPEN[who]
    refused = {status for status in answers.values() if status != 200}
    assert refused <= ({302} if who == "anonymous" else {403, 404})


def test_papers_and_team_stand_on_the_page_for_the_hospital_and_the_lead_only(starting, client):
    part, people = starting["opened"], _people(starting)
    url = reverse("studies:site", args=[part.site.uid])
    shown = {}
    for name in ("own", "lead", "ethics", "other_member", "centre"):
        client.force_login(people[name])
        shown[name] = "伦审1号" in client.get(url).content.decode()

    assert {name for name, there in shown.items() if there} == {"own", "lead", "ethics"}


def page(client, part, name, uid=None, *, role=HOSPITAL_COORDINATOR, data=None):
    client.force_login(part.people[role])
    return client.post(reverse(f"studies:{name}", args=[uid or part.site.uid]), data)


def test_a_decision_is_recorded_from_the_form(starting, client):
    part, today = starting["confirmed"], clock.today()
    data = {"kind": "initial", "route": "own", "decision": "approved", "committee": "伦理委员会", "version": "1"}
    data |= {"decided_on": today.isoformat(), "next_due_on": today.replace(month=12, day=31).isoformat()}

    answer = page(client, part, "record_ethics", role=ETHICS_SECRETARY, data=data)

    assert answer.status_code == 302
    assert part.site.ethics_until == today.replace(month=12, day=31)


@pytest.mark.parametrize(
    "wrong", [{"kind": "forged"}, {"decided_on": "2099-01-01"}, {"valid_to": "x"}, {"next_due_on": ""}]
)
def test_a_forged_decision_is_told_at_the_form(starting, client, wrong):
    part = starting["confirmed"]
    data = {"kind": "initial", "route": "own", "decision": "approved", "committee": "委员会", "version": "1"}
    data |= {"decided_on": clock.today().isoformat(), "next_due_on": clock.today().isoformat()} | wrong

    assert page(client, part, "record_ethics", data=data).status_code == 422
    assert not EthicsRecord.objects.filter(site=part.site).exists()


def test_questions_are_answered_and_an_open_one_is_told(starting, client):
    part = starting["confirmed"]
    told = dict.fromkeys(way.NONE_NEEDED, "no") | {"version": "0"}
    rows = HgrAnswers.objects.filter(site=part.site)

    assert page(client, part, "hgr_answers", data=told | {"foreign": ""}).status_code == 422
    assert not rows.exists()
    assert page(client, part, "hgr_answers", data=told).status_code == 302
    assert rows.get().answers == way.NONE_NEEDED
    assert page(client, part, "hgr_answers", data=told).status_code == 409


def test_an_item_is_done_once_and_an_old_page_is_told(starting, client):
    part = starting["confirmed"]
    item = StartupItem.objects.filter(site=part.site, done_on=None).first()
    data = {"version": item.version, "done_on": clock.today().isoformat(), "note": "完成"}

    assert page(client, part, "startup_item", item.uid, data=data).status_code == 302
    assert page(client, part, "startup_item", item.uid, data=data).status_code == 409
    item.refresh_from_db()
    assert (item.done_on, item.version) == (clock.today(), 2)


def test_a_step_sent_twice_is_taken_once_and_an_unknown_one_never(starting, client):
    part = starting["invited"]
    data = {"action": "take_up", "version": part.site.version, "token": "once"}

    for _time in range(2):
        assert page(client, part, "site_step", data=data).status_code == 302
    assert page(client, part, "site_step", data=data | {"action": "forged"}).status_code == 302

    assert (part.site.state, part.site.version) == ("feasibility", data["version"] + 1)


def test_a_line_of_the_checklist_comes_and_goes(starting, client):
    cast, study = starting["cast"], starting["study"]
    client.force_login(cast.people[HOSPITAL_COORDINATOR])
    url = reverse("studies:checklist", args=[study.uid])

    assert client.post(url, {"title": "药品到位", "before": "forged", "days": "9"}).status_code == 422
    assert client.post(url, {"title": "药品到位", "before": "open", "days": "9"}).status_code == 302
    line = study.checklist.get(title="药品到位")
    # The sites that are still on their way got it too, the open one did not.
    assert line.items.filter(site=starting["confirmed"].pk).exists()
    assert not line.items.filter(site=starting["opened"].pk).exists()

    for typed in ("x", str(new_uid())):
        assert client.post(url, {"line": typed}).status_code in (200, 422)
    client.post(url, {"line": str(line.uid)})
    assert study.checklist.get(pk=line.pk).withdrawn_at is not None


def test_the_delegation_log_is_a_pdf_with_everybody_but_those_who_declined(starting, client):
    from studies.views.delegation_text import log_of

    part = starting["opened"]
    names = ("甲护士", "乙护士")
    for name in names:
        who = person(name=name)
        place = team.Place("study_nurse", ("data",), clock.today())
        member = team.invite(part.site, person=who, place=place, by=part.actor())
        step = team.confirm if name == names[0] else team.decline
        extra = {} if name == names[0] else {"reason": "无时间"}
        step(member, expected=member.version, **extra, by=way.Actor.of(who))
    client.force_login(part.people[HOSPITAL_ADMIN])

    answer = client.get(reverse("studies:delegation_log", args=[part.site.uid]))

    assert answer.content.startswith(b"%PDF")
    document = log_of(part.site, list(part.site.team.select_related("person")), language="zh-hans")
    table = next(block for block in document.blocks if block.kind == "table")
    assert [row[0] for row in table.rows] == [names[0]]


def test_the_board_counts_what_the_reader_sees_and_downloads_its_medians(starting, client):
    client.force_login(starting["cast"].people[CENTRE_ADMIN])
    url = reverse("studies:site_board")

    shown = client.get(url)
    counts = {column["state"]: column["count"] for column in shown.context["columns"] if column["count"]}
    sheet = b"".join(client.get(url, {"export": "csv"})).decode("utf-8-sig")

    assert counts == {"invited": 1, "feasibility": 1, "confirmed": 1, "ethics": 1, "initiated": 2, "open": 1}
    assert len(sheet.splitlines()) == len(shown.context["medians"]) + 1
    client.force_login(_people(starting)["other_centre"])
    assert sum(column["count"] for column in client.get(url).context["columns"]) == 0
