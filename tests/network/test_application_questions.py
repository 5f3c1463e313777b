"""A network's own questions to applicants: the version of the first day stays, and everybody reads the answers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_COORDINATOR
from network.domain import application_content, applications, question_sets
from network.forms.application_document import application_draft
from network.forms.proxy_entry import PaperForms
from network.models import QuestionSet
from network.policies import missing_parts
from network.sections import OWN, TITLES
from office.domain.attachments import attach
from tests.factories import membership as path
from tests.factories import rules, seasons
from tools import clock
from tools.documents import Facts

pytestmark = pytest.mark.django_db
SAID = {"cases": 12, "since": "2011-05-01"}


@pytest.fixture
def cast():
    made = path.cast()
    rules.asked(made.network)
    return made


def save(cast, application, answers=SAID, **facts):
    said = {"code": OWN, "answers": answers, "expected": 0} | facts
    return applications.save_section(application, **said, by=cast.actor(HOSPITAL_COORDINATOR))


def test_an_application_keeps_the_version_that_it_began_with(cast):
    application = path.started(cast)
    with clock.at(f"{clock.today() + timedelta(days=1)} 09:00"):
        newer = rules.asked(cast.network, seasons.QUESTIONS)
        other = path.started(path.cast(network=cast.network, tier=cast.tier))
    application.refresh_from_db()

    assert application.question_set.version == 1
    assert other.question_set == newer
    rules.asked(cast.network, [], valid_from=clock.today() + timedelta(days=5))
    with clock.at(f"{clock.today() + timedelta(days=5)} 09:00"):
        assert path.started(path.cast(network=cast.network, tier=cast.tier)).question_set is None


def test_the_section_and_the_paper_are_asked_for_and_checked(cast):
    application = path.filled_in(cast)
    assert missing_parts(application) == [str(TITLES[OWN]), "建设方案"]
    for answers in ({}, SAID | {"since": "2011-13-01"}, SAID | {"cases": "many"}, SAID | {"cases": -1}):
        with pytest.raises(Refused) as wrong:
            save(cast, application, answers)
        assert wrong.value.reason.code == "network.application.unanswered"
    save(cast, application)
    attach(application, path.pdf("plan.pdf"), kind="asked_1", by=cast.actor(HOSPITAL_COORDINATOR))

    assert missing_parts(application) == []
    other = path.cast()
    with pytest.raises(Refused):
        save(other, path.started(other))


def test_everybody_who_reads_the_application_reads_the_answers(cast, client):
    application = path.started(cast)
    client.force_login(cast.people[HOSPITAL_COORDINATOR])
    url = reverse("network:application_section", args=[application.uid, OWN])
    assert client.get(url).status_code == 200
    assert client.post(url, {"cases": "x", "since": "", "version": "0"}).status_code == 422
    assert client.post(url, {"cases": "12", "since": "2011-05-01", "version": "0"}).status_code == 302
    shown = client.get(application.get_absolute_url())
    own = next(item for item in shown.context["sections"] if item["section"].code == OWN)
    assert [item["value"] for item in own["items"]] == ["12 例", "", "2011-05-01"]
    assert "建设方案" in shown.content.decode()
    printed = application_draft(application, cast.actor(HOSPITAL_COORDINATOR))
    pairs = [pair for block in printed.blocks if isinstance(block, Facts) for pair in block.pairs]
    assert ("开科日期", "2011-05-01") in pairs
    assert application_content.of(application)["sections"][OWN] == SAID


def test_the_sheet_of_answers_holds_what_hospitals_signed_and_nothing_before(cast, client):
    application = path.filled_in(cast)
    save(cast, application)
    attach(application, path.pdf("plan.pdf"), kind="asked_1", by=cast.actor(HOSPITAL_COORDINATOR))
    client.force_login(cast.people[CENTRE_ADMIN])
    url = reverse("network:application_answers", args=[cast.network.uid])

    def lines() -> list[str]:
        answer = client.get(url, {"export": "csv"})
        return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

    assert len(lines()) == 1
    path.sign(applications.request_signoff(application, expected=1, by=cast.actor(HOSPITAL_COORDINATOR)), cast)
    head, row = lines()
    assert head.endswith("开科日期")
    assert row.startswith(application.number)
    assert row.endswith("2011-05-01")


def test_a_centre_that_types_a_paper_types_the_answers(cast):
    forms = PaperForms(
        {f"{OWN}-cases": "3", f"{OWN}-since": "2011-05-01"}, hospital=cast.hospital, network=cast.network
    )

    assert forms.sections[OWN].is_valid()
    assert OWN not in PaperForms(hospital=cast.hospital, network=path.cast().network).sections


def test_only_the_secretary_writes_them_and_papers_are_asked_of_applicants_only(cast):
    facts = {"questions": [rules.PAPER], "valid_from": clock.today() + timedelta(days=2), "expected": 1}
    for by in (cast.actor(CENTRE_DIRECTOR), path.cast().actor(CENTRE_ADMIN)):
        with pytest.raises(Forbidden):
            question_sets.revise(cast.network, **facts, occasion="application", by=by)
    by = cast.actor(CENTRE_ADMIN)
    with pytest.raises(Refused):
        question_sets.revise(cast.network, **facts | {"expected": 0}, by=by)
    with pytest.raises(Refused):
        question_sets.revise(
            cast.network,
            **facts | {"questions": [rules.PAPER | {"code": f"p{n}"} for n in range(6)]},
            occasion="application",
            by=by,
        )
    assert question_sets.revise(cast.network, **facts, occasion="application", by=by).version == 2
    assert not QuestionSet.objects.filter(occasion="annual").exists()


def test_the_page_previews_as_applicants_see_it_and_saves_the_next_version(cast, client):
    client.force_login(cast.people[CENTRE_ADMIN])
    url = reverse("network:application_questions", args=[cast.network.uid])
    assert client.get(url).status_code == 200
    form = {"questions-TOTAL_FORMS": "2", "questions-INITIAL_FORMS": "0", "version": "1"}
    form |= {f"questions-0-{name}": value for name, value in rules.PAPER.items() if name != "required"}
    form |= {f"questions-1-{name}": value for name, value in rules.DAY.items() if name != "required"}
    form |= {"questions-0-required": "on", "valid_from": (clock.today() + timedelta(days=3)).isoformat()}
    seen = client.post(url, form | {"preview": "1"})
    assert (seen.status_code, list(seen.context["papers"])) == (200, ["建设方案"])
    assert list(seen.context["preview"].fields) == ["since"]
    assert client.post(url, form | {"valid_from": clock.today().isoformat()}).status_code == 422
    assert client.post(url, form).status_code == 302
    assert [row["kind"] for row in QuestionSet.objects.get(version=2).questions] == ["file", "date"]
