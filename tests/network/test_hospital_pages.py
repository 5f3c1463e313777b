"""Pages of hospitals: who sees and does what, and what a wrong form says."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from access import roles
from access.models import LogEntry
from network.domain import hospitals as hospital_verbs
from network.models import Campus, Hospital, HospitalProfile, Membership, OtherName
from tests.factories import network as make
from tests.factories import people
from tests.network.reading import sign_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_officer(client):
    return sign_in(client, roles.DEPARTMENT_OFFICER)


class TestHospital:
    def test_everybody_signed_in_sees_the_directory_and_only_its_own_the_profile(self, client):
        hospital, other = make.hospital(), make.hospital()
        HospitalProfile.objects.filter(hospital=hospital).update(beds_open=4321)
        url = hospital.get_absolute_url()
        for role, scope, sees in (
            (roles.HOSPITAL_COORDINATOR, hospital, True),
            (roles.HOSPITAL_ADMIN, other, False),
            (roles.SUPERVISOR, hospital.campuses.get().region, True),
            (roles.CENTRE_ADMIN, make.centre(), False),
            (roles.DEPARTMENT_OFFICER, None, True),
            (roles.AUDITOR, None, False),
        ):
            page = text(sign_in(client, role, scope).get(url))
            assert hospital.name_en in page
            assert ("4321" in page) is sees, role

    def test_an_unknown_hospital_is_not_found(self, as_officer):
        assert as_officer.get(reverse("network:hospital", args=[uuid4()])).status_code == 404

    def test_the_page_shows_places_names_memberships_and_successor(self, as_officer):
        successor = make.hospital()
        hospital = make.hospital(closed_on=date(2026, 1, 1), merged_into=successor)
        make.other_name(hospital, "第二示范医院", valid_from=date(2019, 5, 1))
        campus = hospital.campuses.get()
        Membership.objects.create(
            number="M1",
            hospital=hospital,
            campus=campus,
            network=make.network(name_en="Stroke network"),
            tier=make.tier(name_en="Core unit"),
            valid_from=date(2020, 1, 1),
            valid_to=date(2022, 12, 31),
        )
        page = text(as_officer.get(hospital.get_absolute_url()))
        for shown in (
            campus.division.name_en,
            campus.region.name_en,
            "第二示范医院",
            "2019-05-01",
            "Stroke network",
            "term over",
            successor.name_en,
        ):
            assert shown in page

    def test_who_may_not_is_told_why_or_sees_no_button(self, client):
        hospital, other = make.hospital(), make.hospital()
        own = text(sign_in(client, roles.HOSPITAL_ADMIN, hospital).get(hospital.get_absolute_url()))
        assert reverse("network:add_hospital_name", args=[hospital.uid]) in own
        assert "Rename the hospital" not in own
        foreign = text(client.get(other.get_absolute_url()))
        assert reverse("network:add_hospital_name", args=[other.uid]) not in foreign
        assert "Why can&#x27;t I?" in foreign or "Why can't I?" in foreign

    def test_the_history_is_for_the_department_and_the_hospitals_own_people(self, client):
        hospital, other = make.hospital(), make.hospital()
        hospital_verbs.add_name(hospital, name="别名医院", by=people.actor(roles.DEPARTMENT_OFFICER))
        url = hospital.get_absolute_url()
        assert "added a further name" in text(sign_in(client, roles.DEPARTMENT_OFFICER).get(url))
        assert "added a further name" in text(sign_in(client, roles.HOSPITAL_ADMIN, hospital).get(url))
        assert "added a further name" not in text(sign_in(client, roles.HOSPITAL_ADMIN, other).get(url))


class TestRegister:
    def data(self, **columns) -> dict:
        return {
            "name_zh": "滦南县示范医院",
            "name_en": "",
            "legal_person": "on",
            "credit_code": make.credit_code_of(990),
            "credit_code_override_reason": "",
            "institution_type": "A100",
            "level": "2A",
            "management_class": "1",
            "campus_name": "本部",
            "campus_name_en": "",
            "division": make.division().pk,
            "address": "",
        } | columns

    def test_a_hospital_is_registered(self, as_officer):
        response = as_officer.post(reverse("network:register_hospital"), self.data())
        hospital = Hospital.objects.get()
        assert response.url == hospital.get_absolute_url()
        assert hospital.campuses.get().is_main
        assert LogEntry.objects.filter(verb="hospital.registered", origin="web").exists()

    @pytest.mark.parametrize("role", [roles.HOSPITAL_ADMIN, roles.CENTRE_ADMIN, roles.SUPERVISOR])
    def test_others_are_told_that_they_may_not(self, client, role):
        response = sign_in(client, role, make.hospital()).post(reverse("network:register_hospital"), self.data())
        assert response.status_code == 403
        assert "Register a hospital" in text(response)
        assert Hospital.objects.count() == 1

    @pytest.mark.parametrize(
        ("columns", "field", "sentence"),
        [
            ({"credit_code": "12130000MBD9000171"}, "credit_code", "The last character does not agree"),
            ({"credit_code": "12130000MB9D00017"}, "credit_code", "18 characters"),
            ({"credit_code": "I2130000MB9D000171"}, "credit_code", "Is it 1?"),
            ({"credit_code": ""}, "credit_code", "enter it"),
            ({"name_zh": ""}, "name_zh", "required"),
            ({"division": ""}, "division", "required"),
            ({"division": "999999"}, "division", "valid choice"),
            ({"level": "9Z"}, "level", "valid choice"),
        ],
    )
    def test_what_is_wrong_stands_at_the_field(self, as_officer, columns, field, sentence):
        response = as_officer.post(reverse("network:register_hospital"), self.data(**columns))
        assert response.status_code == 200
        assert sentence in " ".join(response.context["form"].errors[field])
        assert not Hospital.objects.exists()

    def test_a_code_that_is_taken_names_the_hospital_that_has_it(self, as_officer):
        owner = make.hospital()
        response = as_officer.post(
            reverse("network:register_hospital"), self.data(credit_code=owner.credit_code.lower())
        )
        assert owner.name_en in " ".join(response.context["form"].errors["credit_code"])

    def test_the_way_round_needs_a_reason(self, as_officer):
        data = self.data(credit_code="91350203M0001QAY9B")
        assert as_officer.post(reverse("network:register_hospital"), data).status_code == 200
        as_officer.post(reverse("network:register_hospital"), data | {"credit_code_override_reason": "以证书为准"})
        assert Hospital.objects.get().credit_code_override_reason == "以证书为准"

    def test_divisions_are_grouped_by_region(self, as_officer):
        place = make.division(name_en="Qiaoxi District")
        make.division(kind="prefecture_city", name_en="Some City")
        page = text(as_officer.get(reverse("network:register_hospital")))
        assert f'<optgroup label="{place.region.name_en}">' in page
        assert "Qiaoxi District" in page
        assert "Some City" not in page


class TestChanges:
    def test_each_form_carries_its_verb_out(self, as_officer):
        hospital = make.hospital(name_zh="示范医院")
        for name, data in (
            ("add_campus", {"campus_name": "东院区", "division": make.division().pk}),
            ("add_hospital_name", {"name": "第二名称医院", "kind": "second"}),
            ("rename_hospital", {"name_zh": "新示范医院", "on": "2026-03-05", "reason": "批复"}),
            ("correct_credit_code", {"credit_code": make.credit_code_of(991)}),
        ):
            url = reverse(f"network:{name}", args=[hospital.uid])
            assert as_officer.get(url).status_code == 200
            assert as_officer.post(url, data).url == hospital.get_absolute_url(), name
        hospital.refresh_from_db()
        assert hospital.name_zh == "新示范医院"
        assert hospital.credit_code == make.credit_code_of(991)
        assert Campus.objects.filter(hospital=hospital).count() == 2
        assert OtherName.objects.filter(hospital=hospital).count() == 2

    def test_what_the_verb_refuses_stands_in_the_form(self, as_officer):
        hospital = make.hospital(name_zh="示范医院")
        url = reverse("network:rename_hospital", args=[hospital.uid])
        response = as_officer.post(url, {"name_zh": "示范医院", "on": "2026-03-05", "reason": "批复"})
        assert "present name" in " ".join(response.context["form"].non_field_errors())
        url = reverse("network:add_hospital_name", args=[hospital.uid])
        response = as_officer.post(
            url, {"name": "别名", "kind": "second", "valid_from": "2026-03-05", "valid_to": "2026-03-04"}
        )
        assert "before the first day" in " ".join(response.context["form"].errors["valid_to"])
        url = reverse("network:correct_credit_code", args=[hospital.uid])
        response = as_officer.post(url, {"credit_code": "1"})
        assert "18 characters" in " ".join(response.context["form"].errors["credit_code"])

    @pytest.mark.parametrize("name", ["add_campus", "rename_hospital", "correct_credit_code", "add_hospital_name"])
    def test_a_stranger_is_refused_with_the_reason(self, client, name):
        hospital = make.hospital()
        response = sign_in(client, roles.CENTRE_ADMIN, make.centre()).get(
            reverse(f"network:{name}", args=[hospital.uid])
        )
        assert response.status_code == 403
