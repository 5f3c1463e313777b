"""The dated history of a hospital: names and levels, what held on a day, what is noted by hand, who reads what."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from access.refusals import Forbidden, Refused
from access.roles import DEPARTMENT_OFFICER, HOSPITAL_ADMIN, SUPERVISOR
from network.domain import hospitals, organisation_events
from network.domain.organisation_events import Basis
from network.eligibility import Verdict, assess
from network.models import Hospital, OrganisationEvent
from tests.factories import network as make
from tests.factories import people
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

FIRST, SECOND = date(2024, 5, 1), date(2025, 5, 1)


@pytest.fixture
def officer():
    return people.actor(DEPARTMENT_OFFICER)


@pytest.fixture
def risen(officer):
    """A hospital that rose twice: 2B, from 2024-05-01 on 2A, from 2025-05-01 on 3B."""
    hospital = make.hospital(level="2B")
    for level, day in (("2A", FIRST), ("3B", SECOND)):
        revised = {"changes": {"level": level}, "reason": "等级评审", "level_on": day, "by": officer}
        hospital = hospitals.revise(hospital, basis=Basis("冀卫医评〔1〕", day), **revised)
    return hospital


class TestLevels:
    @pytest.mark.both
    @pytest.mark.parametrize(
        ("day", "level"),
        [
            (date(2020, 1, 1), "2B"),
            (FIRST - timedelta(days=1), "2B"),
            (FIRST, "2A"),
            (SECOND - timedelta(days=1), "2A"),
            (SECOND, "3B"),
            (date(2030, 1, 1), "3B"),
        ],
    )
    def test_what_level_held_on_a_day_and_its_annotation_agree(self, risen, day, level):
        assert risen.level_on(day) == level
        assert Hospital.objects.with_level_on(day).get(pk=risen.pk).level_held == level

    def test_a_past_day_is_judged_by_the_level_of_that_day(self, risen):
        rule = make.rule({"fact": "level", "operator": "at_least", "value": "3B"})
        network = make.network()
        verdicts = [assess(risen, network, rule.tier, day).verdict for day in (FIRST, SECOND, clock.today())]

        assert verdicts == [Verdict.UNMET, Verdict.MET, Verdict.MET]
        assert risen.level == "3B"

    @pytest.mark.parametrize("day", [FIRST, clock.today() + timedelta(days=1)], ids=["out of order", "to come"])
    def test_a_level_out_of_the_order_of_time_is_refused(self, risen, officer, day):
        with pytest.raises(Refused):
            hospitals.revise(risen, changes={"level": "3A"}, reason="x", level_on=day, by=officer)
        assert Hospital.objects.get().level == "3B"
        assert OrganisationEvent.objects.count() == 2

    def test_other_facts_make_no_event(self, officer):
        hospitals.revise(make.hospital(), changes={"management_class": "2"}, reason="x", by=officer)
        assert not OrganisationEvent.objects.exists()

    def test_the_page_tells_a_wrong_day_at_its_field(self, client, risen, officer):
        client.force_login(officer.user)
        data = {"level": "3A", "institution_type": "A100", "management_class": "1", "legal_person": "on"}
        address = reverse("network:revise_hospital", args=[risen.uid])
        posted = data | {"reason": "x", "version": risen.version, "level_on": FIRST.isoformat()}
        answer = client.post(address, posted)

        assert answer.status_code == 422
        assert "level_on" in answer.context["form"].errors


class TestNames:
    def test_another_name_is_an_event_with_its_document(self, officer):
        hospital = make.hospital(name_zh="旧示范医院")
        basis = Basis("冀编办〔2026〕3号", date(2026, 2, 1))
        hospitals.rename(hospital, name_zh="新示范医院", on=SECOND, reason="批复", basis=basis, by=officer)

        event = OrganisationEvent.objects.get()
        assert (event.kind, event.on, event.before, event.after) == ("renamed", SECOND, "旧示范医院", "新示范医院")
        assert (event.document_number, event.document_on) == (basis.document_number, basis.document_on)

    def test_a_name_of_tomorrow_is_not_entered_today(self, officer):
        hospital, day = make.hospital(), clock.today() + timedelta(days=1)
        with pytest.raises(Refused):
            hospitals.rename(hospital, name_zh="新示范医院", on=day, reason="批复", by=officer)


class TestNotes:
    def note(self, by, **facts):
        given = {"kind": "moved", "on": SECOND, "reason": "迁址批复", "before": "旧址", "after": "新址"}
        return organisation_events.note(make.hospital(), **given | facts, by=by)

    def test_an_event_is_noted(self, officer):
        event = self.note(officer)
        assert (event.kind, event.before, event.after) == ("moved", "旧址", "新址")

    @pytest.mark.parametrize(
        "facts", [{"kind": "merged"}, {"kind": "renamed"}, {"on": clock.today() + timedelta(days=1)}, {"reason": " "}]
    )
    def test_what_a_verb_does_and_what_has_no_day_or_reason_is_refused(self, officer, facts):
        with pytest.raises(Refused):
            self.note(officer, **facts)
        assert not OrganisationEvent.objects.exists()

    @pytest.mark.parametrize("role", [HOSPITAL_ADMIN, SUPERVISOR])
    def test_only_the_department_notes(self, role):
        with pytest.raises(Forbidden):
            self.note(people.actor(role, make.hospital() if role == HOSPITAL_ADMIN else make.region()))


class TestReading:
    def test_the_public_page_tells_what_happened_and_not_why(self, client, risen):
        text = client.get(reverse("public_hospital", args=[risen.credit_code])).content.decode()
        assert SECOND.isoformat() in text
        assert "冀卫医评〔1〕" in text
        assert "等级评审" not in text

    def test_the_workspace_tells_why_to_readers_of_the_history(self, client, risen):
        own, stranger = people.holder(HOSPITAL_ADMIN, risen), people.holder(HOSPITAL_ADMIN, make.hospital())
        for user, told in ((own, True), (stranger, False)):
            client.force_login(user)
            events = client.get(risen.get_absolute_url()).context["events"]
            assert [each["event"].on for each in events] == [SECOND, FIRST]
            assert bool(events[0]["reason"]) == told


@pytest.mark.both
@pytest.mark.parametrize(
    "columns",
    [{"kind": "merged"}, {"kind": "renamed", "before": "x", "after": ""}, {"kind": "level_changed"}],
    ids=["merged into nothing", "renamed to nothing", "a level of nothing"],
)
def test_the_database_keeps_events_whole(columns):
    hospital = make.hospital()
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationEvent.objects.create(hospital=hospital, on=SECOND, **columns)
