"""A network's questions: written in versions, refused with a sentence at the question, seen as a hospital sees them."""

from datetime import date

import pytest
from django.urls import reverse

from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR
from network import questions as rules
from network.domain import question_sets
from network.models import QuestionSet
from tests.factories import membership as path
from tests.factories import seasons
from tools import clock

pytestmark = pytest.mark.django_db
CHOICE = {"code": "a", "label_zh": "甲", "kind": "choice"}


@pytest.fixture
def cast():
    with clock.at("2026-03-05 09:00"):
        yield path.cast()


def revise(cast, **facts):
    said = {"questions": seasons.QUESTIONS, "valid_from": clock.today(), "expected": 0} | facts
    return question_sets.revise(cast.network, by=cast.actor(CENTRE_ADMIN), **said)


@pytest.mark.parametrize(
    "question",
    [
        {"code": "", "label_zh": "甲", "kind": "text"},
        {"code": "A b", "label_zh": "甲", "kind": "text"},
        {"code": "a", "label_zh": " ", "kind": "text"},
        {"code": "a", "label_zh": "甲", "kind": "scale"},
        CHOICE,
        CHOICE | {"choices": [{"code": "x", "label_zh": "一"}]},
        CHOICE | {"choices": [{"code": "x", "label_zh": "一"}, {"code": "x", "label_zh": "二"}]},
        CHOICE | {"choices": [{"code": "x", "label_zh": "一"}, {"code": "", "label_zh": "二"}]},
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_at_its_place(cast, question):
    with pytest.raises(Refused) as refused:
        revise(cast, questions=[*seasons.QUESTIONS, question])

    assert refused.value.reason.params["number"] == 3
    assert not QuestionSet.objects.exists()


def test_two_questions_with_one_code_and_too_many_are_refused():
    assert list(rules.problems([seasons.QUESTIONS[0]] * 2)) == [1]
    many = [{"code": f"q{n}", "label_zh": "甲", "kind": "text"} for n in range(31)]
    assert list(rules.problems(many)) == [30]


def test_versions_hold_from_their_day_and_none_reaches_back(cast):
    first = revise(cast)
    second = revise(cast, questions=[], valid_from=date(2026, 4, 1), expected=1)
    days = (date(2026, 3, 4), date(2026, 3, 31), date(2026, 4, 1))

    found = [QuestionSet.objects.all().in_force(day).get(cast.network.pk) for day in days]
    assert found == [None, first, second]
    for facts in ({"valid_from": date(2026, 3, 4)}, {"valid_from": date(2026, 3, 20)}):
        with pytest.raises(Refused):
            revise(cast, expected=2, **facts)
    with pytest.raises(Stale):
        revise(cast, expected=1, valid_from=date(2026, 4, 2))
    assert QuestionSet.objects.count() == 2


def test_only_the_centres_secretary_writes_them(cast):
    for by in (cast.actor(CENTRE_DIRECTOR), path.cast().actor(CENTRE_ADMIN)):
        with pytest.raises(Forbidden):
            question_sets.revise(
                cast.network, questions=seasons.QUESTIONS, valid_from=clock.today(), expected=0, by=by
            )


def _posted(**changes) -> dict:
    row = {"code": "cases", "label_zh": "入组病例", "kind": "number", "unit_zh": "例", "required": "on"}
    management = {"TOTAL_FORMS": "2", "INITIAL_FORMS": "0"}
    data = {f"questions-0-{name}": value for name, value in (row | changes).items()}
    data |= {f"questions-{name}": value for name, value in management.items()}
    return data | {
        "questions-1-kind": "number",
        "questions-1-required": "on",
        "version": "0",
        "valid_from": "2026-03-05",
    }


def test_the_page_previews_saves_and_refuses(cast, client):
    client.force_login(cast.people[CENTRE_ADMIN])
    url = reverse("network:question_set", args=[cast.network.uid])
    assert client.get(url).status_code == 200
    seen = client.post(url, _posted() | {"preview": "1"})
    assert (seen.status_code, list(seen.context["preview"].fields)) == (200, ["cases"])
    assert not QuestionSet.objects.exists()
    bad = client.post(url, _posted(code="Ä"))
    assert (bad.status_code, bool(bad.context["rows"].forms[0].non_field_errors())) == (422, True)
    assert client.post(url, _posted()).status_code == 302
    stored = QuestionSet.objects.get()
    assert (stored.version, [row["code"] for row in stored.questions]) == (1, ["cases"])
    assert client.post(url, _posted()).status_code == 422
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("posted", [{}, {"questions-TOTAL_FORMS": "x"}, {"questions-TOTAL_FORMS": "999999"}])
def test_a_damaged_form_is_refused(cast, client, posted):
    client.force_login(cast.people[CENTRE_ADMIN])
    data = (_posted() | posted) if posted else {}
    answer = client.post(reverse("network:question_set", args=[cast.network.uid]), data)

    assert answer.status_code == 422
    assert not QuestionSet.objects.exists()
