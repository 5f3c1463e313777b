"""A study and its registries: numbers, days, the gate before recruiting, what the national filing is told later."""

from datetime import timedelta

import pytest
from django.urls import reverse

from access.models import Task
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, HOSPITAL_COORDINATOR, INVESTIGATOR
from studies import gates
from studies.domain import filing_events, filings, records, steps
from studies.models import Filing, Study
from tests.factories import studies as make
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_studies")]
NUMBERS = {"national": "MR-13-26-000001", "chictr": "ChiCTR2600000001", "ctgov": "NCT01234567"}


def office(cast):
    return cast.actor(HOSPITAL_COORDINATOR)


def published(cast, study, target, **facts) -> Filing:
    filing = filings.start(study, target=target, by=office(cast))
    told = {"number": NUMBERS.get(target), "published_on": clock.today(), "record_version": 1} | facts
    return filings.publish(filing, **told, expected=filing.version, by=office(cast))


def due(event) -> list[Task]:
    return list(Task.objects.open().filter(object_type="studies.filingevent", object_id=event.pk))


def test_a_study_is_filed_submitted_returned_and_published_with_its_number(studied):
    cast, study = studied["submitted"]
    by = office(cast)

    filing = filings.start(study, target="chictr", by=by)
    filings.submit(filing, submitted_on=clock.today(), record_version=1, expected=filing.version, by=by)
    filings.take_back(filing, reason="缺英文", expected=filing.version, by=by)
    filings.submit(filing, submitted_on=clock.today(), record_version=1, expected=filing.version, by=by)
    facts = {"number": NUMBERS["chictr"], "published_on": clock.today(), "record_version": 1}
    filings.publish(filing, **facts, timing="retrospective", expected=filing.version, by=by)

    filing.refresh_from_db()
    assert (filing.state, filing.number, filing.is_retrospective) == ("published", NUMBERS["chictr"], True)
    assert filing.filed_values == study.versions.get().values


@pytest.mark.parametrize(
    ("target", "facts"),
    [
        ("national", {"number": "MR-1"}),
        ("chictr", {"number": "NCT01234567"}),
        ("ctgov", {"number": "NCT0123456"}),
        ("national", {"timing": "retrospective"}),
        ("national", {"record_version": 7}),
        ("national", {"published_on": "tomorrow"}),
    ],
)
def test_what_cannot_be_is_not_published(studied, target, facts):
    cast, study = studied["submitted"]
    if "published_on" in facts:
        facts = {"published_on": clock.today() + timedelta(days=1)}

    with pytest.raises(Refused):
        published(cast, study, target, **facts)
    assert not study.filings.filter(state="published").exists()


def test_no_study_has_the_number_of_another_and_none_is_filed_twice(studied):
    cast, study = studied["submitted"]
    published(cast, study, "national")
    other, second = studied["approved"]

    with pytest.raises(Refused):
        published(other, second, "national")
    with pytest.raises(Refused):
        filings.start(study, target="national", by=office(cast))


@pytest.mark.parametrize(("stage", "target"), [("draft", "national"), ("submitted", "itmctr"), ("submitted", "x")])
def test_a_draft_is_not_filed_and_no_registry_takes_what_it_does_not_want(studied, stage, target):
    cast, study = studied[stage]
    with pytest.raises(Refused):
        filings.start(study, target=target, by=office(cast))


@pytest.mark.parametrize("role", [CENTRE_ADMIN, INVESTIGATOR])
def test_the_lead_sites_office_alone_files(studied, role):
    cast, study = studied["submitted"]
    with pytest.raises(Forbidden):
        filings.start(study, target="national", by=cast.actor(role))


@pytest.mark.parametrize(
    ("kind", "study_type", "there", "opens"),
    [
        ("iit", "interventional", [], False),
        ("iit", "interventional", ["national"], False),
        ("iit", "interventional", ["chictr"], False),
        ("iit", "interventional", ["national", "ctgov"], False),
        ("iit", "interventional", ["national", "chictr"], True),
        ("iit", "observational", ["national"], True),
        ("iit_tcm", "interventional", ["national", "itmctr"], True),
        ("iit_tcm", "interventional", ["national", "chictr"], True),
        ("drug", "interventional", [], True),
    ],
)
def test_no_iit_recruits_without_its_numbers(studied, kind, study_type, there, opens):
    cast, study = studied["registered"]
    Study.objects.filter(pk=study.pk).update(kind=kind, study_type=study_type)
    study = make.again(study)
    for target in there:
        published(cast, study, target, number=NUMBERS.get(target, "ITMCTR2026000001"))

    check = gates._GATES[gates.RECRUIT][gates.FILING]
    assert (check(study, clock.today()) is None) == opens
    assert (check(study, clock.today() - timedelta(days=1)) is None) == (kind == "drug")


def test_the_national_filing_is_owed_a_report_each_year(studied):
    cast, study = studied["submitted"]
    filing = published(cast, study, "national")
    event = filing.events.get()
    assert (event.due_on.year, due(event)) == (clock.today().year + 1, [])

    with clock.at(clock.moment(event.due_on - timedelta(days=30))):
        filing_events.open_due_tasks()
        assert [task.due_on for task in due(event)] == [event.due_on]
        told = filing_events.report(event, reported_on=clock.today(), expected=event.version, by=office(cast))
        with pytest.raises(Refused):
            filing_events.report(told, reported_on=clock.today(), expected=told.version, by=office(cast))

    assert not due(event)
    assert filing.events.waiting().get().due_on.year == event.due_on.year + 1


def test_a_change_that_the_registry_shows_is_told_to_it_and_the_end_too(studied):
    cast, study = studied["registered"]
    filing = published(cast, study, "national")
    titles = study.record.values["public_title"]
    for zh in ("改后的题目", "再改的题目"):
        own = {**study.record.values, "public_title": titles | {"zh": zh}}
        expected = make.again(study).record.sections["titles"]
        records.save_section(study, code="titles", values=own, expected=expected, by=cast.actor(INVESTIGATOR))
        now = make.again(study)
        records.amend(now, reason="伦理意见", expected=now.version, by=office(cast))

    change = filing.events.get(kind="change")
    assert (change.record_version, [task.due_on for task in due(change)]) == (3, [change.due_on])
    now = make.again(study)
    steps.terminate(now, reason="无经费", expected=now.version, by=cast.actor("hospital_admin"))
    assert len(due(filing.events.get(kind="completion"))) == 1


def test_what_differs_from_the_filed_copy_is_shown(studied, client):
    cast, study = studied["registered"]
    filing = published(cast, study, "national")
    own = study.record.values | {"public_title": {"zh": "改后的题目", "en": "x"}}
    expected = study.record.sections["titles"]
    records.save_section(study, code="titles", values=own, expected=expected, by=cast.actor(INVESTIGATOR))
    client.force_login(cast.people[HOSPITAL_COORDINATOR])

    assert "改后的题目" in client.get(filing.get_absolute_url()).content.decode()
    now = make.again(study)
    records.amend(now, reason="x", expected=now.version, by=office(cast))
    data = {"version": filing.version, "token": "t", "record_version": "2"}
    answer = client.post(reverse("studies:copy_filing", args=[filing.uid]), data)

    assert answer.url == filing.get_absolute_url()
    filing.refresh_from_db()
    assert (filing.filed_version, filing.filed_values["public_title"]["zh"]) == (2, "改后的题目")
    with pytest.raises(Stale):
        filings.mark_filed(filing, record_version=1, expected=1, by=office(cast))


def test_the_forms_keep_what_was_typed_and_say_what_is_wrong(studied, client):
    cast, study = studied["submitted"]
    client.force_login(cast.people[HOSPITAL_COORDINATOR])
    client.post(reverse("studies:start_filing", args=[study.uid]), {"target": "national", "version": "1"})
    filing = study.filings.get()
    url = reverse("studies:publish_filing", args=[filing.uid])
    data = {"record_version": "1", "number": "MR-1", "published_on": str(clock.today()), "version": "1", "token": "t"}

    answer = client.post(url, data)
    assert (answer.status_code, NUMBERS["national"][:3] in answer.content.decode()) == (422, True)
    assert client.post(url, data | {"record_version": "9"}).status_code == 422
    assert client.post(url, data | {"number": NUMBERS["national"]}).url == filing.get_absolute_url()
    assert client.post(url, data | {"number": NUMBERS["national"], "token": "u"}).status_code in (409, 422)
