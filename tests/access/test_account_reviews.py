"""The quarterly review: opened by the clock, decided item by item, closed with a report that stays as it was."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from access import beats
from access.actor import Actor
from access.domain import account_reviews as reviews
from access.models import AccountReview, LogEntry, ReviewItem, RoleAssignment, Task, User
from access.people_enums import ReviewDecision
from access.refusals import Forbidden, Refused
from access.roles import (
    AUDITOR,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    INVESTIGATOR,
    SECURITY_ADMIN,
    SYSTEM_ADMIN,
)
from tests.factories import network as make
from tests.factories.people import actor, give, holder, person
from tools import clock

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def _first_of_april():
    with clock.at("2026-04-01T09:00"):
        yield


@pytest.fixture
def hospital():
    return make.hospital()


@pytest.fixture
def roles(hospital) -> dict:
    """One role of each kind of cause, and one that nobody looks at."""
    fresh = {"last_used_at": clock.now()}
    unused = {"last_used_at": clock.now() - timedelta(days=61)}
    return {
        "privileged": give(person(**fresh), HOSPITAL_ADMIN, hospital, valid_from=TODAY),
        "stale": give(person(**unused), INVESTIGATOR, hospital, valid_from=TODAY),
        "expiring": give(
            person(**fresh), HOSPITAL_COORDINATOR, hospital, valid_from=TODAY, valid_to=TODAY + timedelta(days=30)
        ),
        "separated": give(person(**fresh), AUDITOR, valid_from=TODAY),
        "none": give(person(**fresh), INVESTIGATOR, hospital, valid_from=TODAY),
    }


@pytest.fixture
def review(roles) -> AccountReview:
    beats.run("access.open_review")
    return AccountReview.objects.get()


def item(review, role) -> ReviewItem:
    return review.items.get(assignment=role)


def by(role=SECURITY_ADMIN, scope=None) -> Actor:
    return actor(role, scope)


def test_the_clock_opens_one_review_a_quarter_with_what_needs_a_look(review, roles):
    beats.run("access.open_review")
    assert review.quarter == "2026-Q2"
    assert {each.assignment_id: each.causes for each in review.items.all()} == {
        roles["privileged"].pk: ["privileged"],
        roles["stale"].pk: ["stale"],
        roles["expiring"].pk: ["expiring"],
        roles["separated"].pk: ["privileged"],
    }
    assert Task.objects.open().filter(kind=reviews.TASK, role=SECURITY_ADMIN).count() == 1
    assert Task.objects.open().filter(kind=reviews.TASK_SEPARATED, role=DEPARTMENT_OFFICER).count() == 1
    with clock.at("2026-07-02"):
        beats.run("access.open_review")
    assert AccountReview.objects.count() == 2


def test_kept_with_a_reason_ended_and_asked(review, roles, hospital):
    me = by()
    reviews.decide(item(review, roles["privileged"]), decision="keep", reason="在任", by=me)
    reviews.decide(item(review, roles["stale"]), decision="end", reason="久未使用", by=me)
    asked = item(review, roles["expiring"])
    reviews.decide(asked, decision="ask", reason="是否续任", by=me)

    assert not RoleAssignment.objects.valid().filter(pk=roles["stale"].pk).exists()
    admin = Actor.of(roles["privileged"].user)
    task = Task.objects.owned_by(admin).open().get()
    assert task.url == reverse("access:answer_review", args=[asked.uid])
    for wrong in (by(HOSPITAL_ADMIN, make.hospital()), by(HOSPITAL_COORDINATOR, hospital)):
        with pytest.raises(Forbidden):
            reviews.answer(asked, words="x", by=wrong)
    reviews.answer(asked, words="仍需要", by=admin)
    task.refresh_from_db()
    assert task.closed_at is not None
    asked.refresh_from_db()
    assert (asked.answer, asked.is_decided) == ("仍需要", False)


@pytest.mark.parametrize(
    ("decision", "reason", "code"),
    [
        ("keep", " ", reviews.NEEDS_REASON),
        ("x", "x", reviews.UNKNOWN_DECISION),
        ("", "x", reviews.UNKNOWN_DECISION),
    ],
)
def test_a_decision_needs_a_reason_and_a_known_word(review, roles, decision, reason, code):
    with pytest.raises(Refused) as refused:
        reviews.decide(item(review, roles["stale"]), decision=decision, reason=reason, by=by())

    assert refused.value.reason.code == code
    assert item(review, roles["stale"]).decision == ""


def test_separated_roles_are_decided_by_the_department_and_never_ended_here(review, roles):
    separated = item(review, roles["separated"])
    for wrong in (SECURITY_ADMIN, SYSTEM_ADMIN, AUDITOR):
        with pytest.raises(Forbidden):
            reviews.decide(separated, decision="keep", reason="x", by=by(wrong))
    officer = by(DEPARTMENT_OFFICER)
    with pytest.raises(Forbidden):
        reviews.decide(item(review, roles["stale"]), decision="keep", reason="x", by=officer)
    with pytest.raises(Refused) as refused:
        reviews.decide(separated, decision="end", reason="x", by=officer)
    assert refused.value.reason.code == "access.separation.by_operators"
    with pytest.raises(Refused) as refused:
        reviews.decide(separated, decision="ask", reason="x", by=officer)
    assert refused.value.reason.code == reviews.NOBODY_TO_ASK

    reviews.decide(separated, decision="keep", reason="在任", by=officer)

    assert not Task.objects.open().filter(kind=reviews.TASK_SEPARATED).exists()


def test_nobody_reviews_the_own_role(hospital):
    officer = give(person(), DEPARTMENT_OFFICER, valid_from=TODAY)
    give(officer.user, AUDITOR, valid_from=TODAY)
    beats.run("access.open_review")
    own = ReviewItem.objects.get(assignment__user=officer.user, assignment__role=AUDITOR)

    with pytest.raises(Refused) as refused:
        reviews.decide(own, decision="keep", reason="x", by=Actor.of(officer.user))
    assert refused.value.reason.code == reviews.NOT_OWN


def _decide_all(review) -> None:
    for each in review.items.select_related("assignment"):
        role = DEPARTMENT_OFFICER if each.assignment.role == AUDITOR else SECURITY_ADMIN
        reviews.decide(each, decision="keep", reason="在任", by=by(role))


def test_it_is_closed_when_all_is_decided_and_its_report_stays(client, review, roles):
    with pytest.raises(Refused) as refused:
        reviews.close(review, by=by())
    assert refused.value.reason.params["count"] == 4
    _decide_all(review)

    reviews.close(review, by=by())

    review.refresh_from_db()
    assert review.report["counts"]["keep"] == 4
    assert not Task.objects.open().filter(object_type="access.accountreview").exists()
    name = roles["stale"].user.name
    User.objects.filter(pk=roles["stale"].user_id).update(name="改名后")
    client.force_login(holder(AUDITOR))
    sheet = client.get(reverse("access:review_report", args=[review.uid, "xlsx"]))
    cells = {cell for row in load_workbook(BytesIO(sheet.content)).active.values for cell in row}
    assert name in cells and "改名后" not in cells
    assert client.get(reverse("access:review_report", args=[review.uid, "pdf"])).content.startswith(b"%PDF")
    assert client.get(reverse("access:review_report", args=[review.uid, "doc"])).status_code == 404
    for step in (
        lambda: reviews.close(review, by=by()),
        lambda: reviews.decide(item(review, roles["stale"]), decision="end", reason="x", by=by()),
    ):
        with pytest.raises(Refused) as refused:
            step()
        assert refused.value.reason.code == reviews.IS_CLOSED


def test_the_wizard_goes_from_item_to_item_and_can_be_interrupted(client, review, roles):
    client.force_login(by().user)
    go_on = reverse("access:next_review_item", args=[review.uid])
    seen = set()
    while (url := client.get(go_on).url) != review.get_absolute_url():
        seen.add(url)
        assert client.post(url, {"decision": "keep", "reason": ""}).context["form"].errors["reason"]
        assert client.post(url, {"decision": "keep", "reason": "在任"}).url == go_on

    assert len(seen) == 3
    page = client.get(review.get_absolute_url())
    assert (page.context["done"], page.context["total"]) == (3, 4)
    rows = client.get(review.get_absolute_url() + "?decision=none").context["table"].rows
    assert [row.record.assignment for row in rows] == [roles["separated"]]
    assert client.post(reverse("access:close_review", args=[review.uid])).status_code == 302
    assert AccountReview.objects.get().closed_at is None


def test_the_organisation_answers_on_its_own_page_only(client, review, roles, hospital):
    asked = item(review, roles["stale"])
    reviews.decide(asked, decision=ReviewDecision.ASK, reason="x", by=by())
    url = reverse("access:answer_review", args=[asked.uid])
    client.force_login(holder(HOSPITAL_ADMIN, make.hospital()))
    assert client.get(url).status_code == 404

    client.force_login(roles["privileged"].user)
    assert client.post(url, {"words": ""}).context["form"].errors["words"]
    client.post(url, {"words": "仍需要"})

    assert LogEntry.objects.get(verb="review.answered").actor_id == roles["privileged"].user_id
