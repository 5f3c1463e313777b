"""What the department changes about hospitals: facts, campuses, further names, the end."""

from datetime import date

import pytest
from django.urls import reverse

from access import roles
from access.models import LogEntry, Notification
from access.refusals import Refused, Stale
from network.domain import campuses, hospitals, other_names
from network.membership_enums import ExitKind
from network.models import Hospital, Membership, OtherName
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import people
from tests.network.reading import sign_in, text
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def officer():
    return people.actor(roles.DEPARTMENT_OFFICER)


@pytest.fixture
def as_officer(client):
    return sign_in(client, roles.DEPARTMENT_OFFICER)


def refused(call) -> str:
    with pytest.raises(Refused) as error:
        call()
    return str(error.value.reason)


def test_facts_change_with_a_reason_and_the_hospital_is_told(officer, django_capture_on_commit_callbacks):
    hospital = make.hospital(level="2A")
    people.holder(roles.HOSPITAL_ADMIN, hospital)
    with django_capture_on_commit_callbacks(execute=True):
        row = hospitals.revise(hospital, changes={"level": "3B"}, reason="评审", expected=1, by=officer)
    assert (row.level, row.version) == ("3B", 2)
    assert LogEntry.objects.get(verb="hospital.revised").changes == {"level": ["2A", "3B"]}
    assert Notification.objects.get().code == "news.hospital.new_facts"
    with pytest.raises(Stale):
        hospitals.revise(hospital, changes={"level": "3A"}, reason="x", expected=1, by=officer)


def test_a_legal_person_needs_its_code(officer):
    branch = make.hospital(legal_person=False, credit_code="", credit_code_checked=False)
    assert "credit code" in refused(
        lambda: hospitals.revise(branch, changes={"legal_person": True}, reason="x", by=officer)
    )


def test_a_host_does_not_close_before_its_centre_has_another(officer):
    centre = make.centre(name_en="Stroke centre")
    close = lambda: hospitals.close(centre.host, on=clock.today(), reason="x", by=officer)  # noqa: E731
    assert "host to Stroke centre" in refused(close)
    type(centre).objects.update(host=make.hospital())
    assert close().closed_on == clock.today()


def test_a_hospital_does_not_close_tomorrow_nor_into_one_that_is_closed(officer):
    hospital, gone = make.hospital(), make.hospital(closed_on=date(2020, 1, 1))
    assert "today or an earlier day" in refused(
        lambda: hospitals.close(hospital, on=date(2099, 1, 1), reason="x", by=officer)
    )
    assert "closed itself" in refused(
        lambda: hospitals.close(hospital, on=clock.today(), into=gone, reason="x", by=officer)
    )


class TestCampus:
    def test_names_and_address(self, officer):
        campus = make.campus(name_zh="东院区")
        make.campus(hospital=campus.hospital, name_zh="西院区")
        row = campuses.revise(campus, changes={"name_zh": " 新东院区 ", "address": "示范路1号"}, by=officer)
        assert (row.name_zh, row.address) == ("新东院区", "示范路1号")
        assert LogEntry.objects.get(verb="campus.revised").hospital_id == campus.hospital_id
        assert "has a campus named" in refused(
            lambda: campuses.revise(campus, changes={"name_zh": "西院区"}, by=officer)
        )

    def test_its_memberships_end_with_it_and_the_main_one_stays(self, officer):
        cast = path.cast()
        cast.campus = make.campus(hospital=cast.hospital)
        with clock.at("2026-01-10"):
            member = path.joined(cast)
        with clock.at("2026-03-05"):
            campuses.close(cast.campus, on=clock.today(), reason="搬迁", by=officer)
            member.refresh_from_db()
            assert (member.exit_kind, member.valid_to) == (ExitKind.CAMPUS_CLOSED, date(2026, 3, 4))
            assert not Membership.objects.active().exists()
            cast.campus.refresh_from_db()
            assert "is closed: choose another campus" in refused(lambda: path.started(cast))
        main = cast.hospital.campuses.get(is_main=True)
        assert "close the hospital" in refused(lambda: campuses.close(main, on=clock.today(), reason="x", by=officer))


def test_a_further_name_goes_out_of_use_and_still_finds_the_hospital(officer):
    hospital = make.hospital()
    name = make.other_name(hospital, "第二示范医院", valid_from=date(2020, 1, 1))
    foreign = make.other_name(make.hospital(), "别院")
    assert "not a name of the hospital" in refused(
        lambda: other_names.end(hospital, name=foreign, last_day=clock.today(), by=officer)
    )
    assert "check the last day" in refused(
        lambda: other_names.end(hospital, name=name, last_day=date(2019, 1, 1), by=officer)
    )
    other_names.end(hospital, name=name, last_day=date(2026, 1, 31), by=people.actor(roles.HOSPITAL_ADMIN, hospital))
    assert OtherName.objects.get(pk=name.pk).valid_to == date(2026, 1, 31)
    assert hospital in Hospital.objects.named("第二示范")


class TestPages:
    def test_level_and_type(self, as_officer):
        hospital = make.hospital(level="2A")
        url = reverse("network:revise_hospital", args=[hospital.uid])
        assert url in text(as_officer.get(hospital.get_absolute_url()))
        facts = {"level": "3B", "institution_type": "A100", "management_class": "1", "legal_person": "on"}
        facts |= {"version": 1, "reason": "评审"}
        assert as_officer.post(url, facts).url == hospital.get_absolute_url()
        hospital.refresh_from_db()
        assert hospital.level == "3B"
        stale = as_officer.post(url, facts | {"level": "3A"})
        assert "changed this" in text(stale)
        assert as_officer.post(url, facts | {"level": "9Z", "reason": ""}).context["form"].errors.keys() == {
            "level",
            "reason",
        }

    def test_closing_into_another(self, as_officer):
        hospital, into = make.hospital(), make.hospital()
        url = reverse("network:close_hospital", args=[hospital.uid])
        facts = {"on": clock.today().isoformat(), "into": into.credit_code, "version": 1, "reason": "合并"}
        own = as_officer.post(url, facts | {"into": hospital.credit_code})
        assert "into itself" in " ".join(own.context["form"].errors["into"])
        as_officer.post(url, facts)
        hospital.refresh_from_db()
        assert (hospital.closed_on, hospital.merged_into) == (clock.today(), into)
        page = text(as_officer.get(hospital.get_absolute_url()))
        assert "nothing about it can change any more" in page

    def test_a_host_is_told_on_the_button(self, as_officer):
        centre = make.centre(name_en="Stroke centre")
        page = text(as_officer.get(centre.host.get_absolute_url()))
        assert reverse("network:close_hospital", args=[centre.host.uid]) not in page
        assert "host to Stroke centre" in page

    def test_campuses_and_names(self, as_officer):
        hospital = make.hospital()
        campus = make.campus(hospital=hospital)
        make.other_name(hospital, "别名医院")
        page = text(as_officer.get(hospital.get_absolute_url()))
        urls = {name: reverse(f"network:{name}", args=[campus.uid]) for name in ("revise_campus", "close_campus")}
        assert all(url in page for url in urls.values())
        other = text(as_officer.get(make.hospital().get_absolute_url()))
        assert "no further name in use" in other
        as_officer.post(urls["revise_campus"], {"name_zh": "新院区"})
        as_officer.post(urls["close_campus"], {"on": clock.today().isoformat(), "reason": "x"})
        campus.refresh_from_db()
        assert (campus.name_zh, campus.closed_on) == ("新院区", clock.today())
        url = reverse("network:end_hospital_name", args=[hospital.uid])
        as_officer.post(url, {"name": hospital.other_names.get().pk, "last_day": "2026-01-31"})
        assert hospital.other_names.get().valid_to == date(2026, 1, 31)
        foreign = make.other_name(make.hospital(), "别院")
        answer = as_officer.post(url, {"name": foreign.pk, "last_day": "2026-01-31"})
        assert answer.context["form"].errors["name"]
