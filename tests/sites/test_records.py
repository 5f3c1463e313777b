"""Records of trial institutions, ethics committees, and the recognition list."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from access import door
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, ETHICS_SECRETARY, HOSPITAL_COORDINATOR, INVESTIGATOR
from sites.domain import ethics_committees, records
from sites.models import EthicsCommittee, GcpRecord, RecognitionEntry
from sites.permissions.records import CHANGE_COMMITTEE, CHANGE_GCP, CHANGE_RECOGNITION
from tests.factories import network as make
from tests.factories import research
from tests.factories.papers import standing
from tests.factories.people import actor, holder
from tests.network.reading import sign_in, text
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def hospital():
    return make.hospital(with_profile=False)


@pytest.fixture
def coordinator(client, hospital):
    sign_in(client, HOSPITAL_COORDINATOR, hospital)
    return client


@pytest.mark.parametrize(
    ("role", "own", "rights"),
    [
        (HOSPITAL_COORDINATOR, True, {"gcp", "committee"}),
        (HOSPITAL_COORDINATOR, False, set()),
        (ETHICS_SECRETARY, True, {"committee"}),
        (INVESTIGATOR, True, set()),
        (CENTRE_ADMIN, True, set()),
        (DEPARTMENT_OFFICER, None, {"recognition"}),
    ],
)
def test_who_keeps_records_committees_and_the_list(hospital, role, own, rights):
    network = make.network()
    research.member(hospital, network)
    record, committee = research.gcp_record(hospital), research.committee(hospital)
    scope = network.centre if role == CENTRE_ADMIN else hospital if own else make.hospital(with_profile=False)
    by = actor(role, None if own is None else scope)

    asked = {"gcp": (CHANGE_GCP, record), "committee": (CHANGE_COMMITTEE, committee)}
    asked["recognition"] = (CHANGE_RECOGNITION, committee)
    assert {name for name, (code, thing) in asked.items() if door.can(by, code, thing)} == rights
    reads = own and role in (HOSPITAL_COORDINATOR, CENTRE_ADMIN)
    assert set(GcpRecord.objects.visible_to(by)) == ({record} if reads else set())
    assert set(EthicsCommittee.objects.visible_to(by)) == {committee}


def test_a_record_is_entered_and_says_which_sites_it_covers(coordinator, hospital):
    site, paper = research.site(hospital), standing(hospital, by=research.keeper(hospital), kind="gcp_record")
    typed = {"hospital": hospital.uid, "kind": "drug", "number": "药临机构备字2021000123", "valid_from": "2021-05-01"}
    answer = coordinator.post(
        reverse("sites:add_gcp_record"), typed | {"specialties": "神经内科\n心血管内科\n", "paper": paper.uid}
    )
    record = GcpRecord.objects.get()
    assert (answer.url, record.paper) == (record.get_absolute_url(), paper)
    assert not GcpRecord.objects.covering().exists()

    rows = {"rows-TOTAL_FORMS": 3, "rows-INITIAL_FORMS": 2, "version": 1}
    rows |= {"rows-0-name": "神经内科", "rows-0-site": site.uid, "rows-1-name": "心血管内科", "rows-2-name": "肿瘤科"}
    assert coordinator.post(reverse("sites:gcp_specialties", args=[record.uid]), rows).status_code == 302
    assert set(GcpRecord.objects.covering()) == {site.pk}
    assert not GcpRecord.objects.covering(record.valid_from - timedelta(days=1)).exists()
    shown = text(coordinator.get(record.get_absolute_url()))
    assert str(site) in shown and "肿瘤科" in shown and paper.get_absolute_url() in shown
    assert str(record) in text(coordinator.get(site.get_absolute_url()))


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"specialties": "  \n "}, "specialties"),
        ({"specialties": "神经内科\n神经内科"}, "specialties"),
        ({"valid_to": "2020-01-01"}, "valid_to"),
        ({"number": "N1"}, "number"),
        ({"paper": "x"}, "paper"),
    ],
)
def test_a_record_that_does_not_hold_is_told_at_its_field(coordinator, hospital, other, field):
    research.gcp_record(hospital, number="N1")
    typed = {"hospital": hospital.uid, "kind": "drug", "number": "N2", "valid_from": "2021-05-01", "specialties": "甲"}
    answer = coordinator.post(reverse("sites:add_gcp_record"), typed | other)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {field})
    assert GcpRecord.objects.count() == 1


def test_a_record_covers_sites_of_its_own_hospital_only(hospital):
    record, by = research.gcp_record(hospital), research.keeper(hospital)
    with pytest.raises(Refused, match="foreign_site"):
        records.write_specialties(record, specialties=(("甲", research.site()),), by=by)
    other = make.hospital(with_profile=False)
    paper = standing(other, by=research.keeper(other), kind="gcp_record")
    with pytest.raises(Refused, match="foreign_paper"):
        research.gcp_record(hospital, paper=paper)
    ended = records.end(record, last=clock.today(), reason="注销", by=by)
    with clock.at(clock.now() + timedelta(days=1)), pytest.raises(Refused, match="standing.over"):
        records.write_specialties(ended, specialties=(("甲", None),), by=research.keeper(hospital))


def test_a_committee_is_entered_changed_and_ended_on_pages(client, hospital):
    client.force_login(holder(ETHICS_SECRETARY, hospital))
    typed = {"name_zh": "伦理委员会", "meets": "monthly", "acceptance": "expedited", "work_phone": "0311-0000000"}
    new = typed | {"hospital": hospital.uid, "valid_from": "2022-01-01"}
    answer = client.post(reverse("sites:add_ethics_committee"), new)
    committee = EthicsCommittee.objects.get()
    assert answer.url == committee.get_absolute_url()
    assert client.post(reverse("sites:add_ethics_committee"), new).status_code == 422
    facts = typed | {"record_number": "伦备2022-7", "version": 1}
    assert client.post(reverse("sites:revise_ethics_committee", args=[committee.uid]), facts).status_code == 302
    assert "伦备2022-7" in text(client.get(committee.get_absolute_url()))
    ends = {"last": clock.today(), "reason": "撤销", "version": 2}
    assert client.post(reverse("sites:end_ethics_committee", args=[committee.uid]), ends).status_code == 302


def test_only_its_hospital_reads_who_changed_a_committee(client, hospital):
    committee = research.committee(hospital)
    client.force_login(holder(HOSPITAL_COORDINATOR, make.hospital(with_profile=False)))
    page = client.get(committee.get_absolute_url())
    assert (page.status_code, page.context["history"]) == (200, [])


def _places():
    """Committees in one region (a, b) and outside of it (c)."""
    region = make.region()
    inside = [make.hospital(with_profile=False, place=make.division(region=region)) for _ in range(2)]
    a, b = (research.committee(hospital) for hospital in inside)
    return region, a, b, research.committee()


@pytest.mark.parametrize(
    ("facts", "by_b", "by_c"),
    [
        ({"audience": "everyone"}, False, False),
        ({"audience": "region", "by_region": "region"}, True, False),
        ({"audience": "committee", "by_committee": "c"}, False, True),
    ],
)
def test_who_recognises_an_opinion(facts, by_b, by_c):
    region, a, b, c = _places()
    entry = research.recognition(
        a, **facts | {k: {"region": region, "c": c}[v] for k, v in facts.items() if k != "audience"}
    )
    rows = RecognitionEntry.objects

    assert [rows.recognising(a, by=by).exists() for by in (b, c, a)] == [by_b, by_c, False]
    assert not rows.recognising(a, by=b, on=entry.valid_from - timedelta(days=1)).exists()
    if entry.audience == "everyone":  # those who are on the list themselves go by it
        research.recognition(b)
        assert [rows.recognising(a, by=by).exists() for by in (b, c)] == [True, False]


def test_an_entry_of_the_list_is_made_and_ended_by_the_department(client):
    region, a, _b, c = _places()
    client.force_login(holder(DEPARTMENT_OFFICER))
    page = reverse("sites:recognise_committee", args=[a.uid])
    typed = {"audience": "committee", "by_committee": c.uid, "valid_from": "2023-01-01"}
    for wrong, field in (
        ({"by_committee": ""}, "by_committee"),
        ({"audience": "region"}, "by_region"),
        ({"by_committee": a.uid}, "by_committee"),
        ({"by_region": region.code}, "audience"),
        ({"valid_to": "2022-01-01"}, "valid_to"),
    ):
        answer = client.post(page, typed | wrong)
        assert answer.status_code == 422 and field in answer.context["form"].errors
    assert client.post(page, typed).status_code == 302
    assert client.post(page, typed).status_code == 422
    entry = RecognitionEntry.objects.get()
    ends = {"last": clock.today(), "reason": "到期", "version": 1}
    assert client.post(reverse("sites:end_recognition", args=[entry.uid]), ends).status_code == 302
    with pytest.raises(Forbidden):
        research.recognition(a, by=research.keeper(a.hospital))


@pytest.mark.both
def test_the_database_refuses_an_entry_twice_on_a_day():
    entry = research.recognition()
    columns = {name: getattr(entry, name) for name in ("committee", "audience", "recognised_by")}
    with pytest.raises(IntegrityError), transaction.atomic():
        RecognitionEntry.objects.create(valid_from=clock.today(), **columns)
    record = research.gcp_record()
    same = {name: getattr(record, name) for name in ("hospital", "kind", "number")}
    with pytest.raises(IntegrityError), transaction.atomic():
        GcpRecord.objects.create(valid_from=clock.today(), **same)


def test_committees_end_once(hospital):
    committee, by = research.committee(hospital), research.keeper(hospital)
    ethics_committees.end(committee, last=clock.today() - timedelta(days=1), reason="撤销", by=by)
    with pytest.raises(Refused, match="standing.over"):
        ethics_committees.revise(committee, changes={"meets": "weekly"}, by=by)
