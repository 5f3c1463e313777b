"""The profile's forms: section by section, wrong values, older forms, confirming."""

import pytest
from django.urls import reverse

from access import roles
from network.models import HospitalProfile
from tests.factories import network as make
from tests.network.reading import sign_in, text

pytestmark = pytest.mark.django_db


class TestProfile:
    def url(self, hospital, code="services") -> str:
        return reverse("network:profile_section", args=[hospital.uid, code])

    def test_sections_are_saved_one_after_the_other(self, client):
        hospital = make.hospital()
        sign_in(client, roles.HOSPITAL_COORDINATOR, hospital)
        response = client.post(self.url(hospital), {"version": 1, "beds_open": "600", "figures_year": "2025"})
        assert response.url == self.url(hospital, "staff")
        response = client.post(
            self.url(hospital, "research"), {"version": 2, "multicentre_led": "0", "biobank": "false"}
        )
        assert response.url == hospital.get_absolute_url()
        profile = HospitalProfile.objects.get(hospital=hospital)
        assert (profile.beds_open, profile.discharges, profile.multicentre_led, profile.biobank, profile.database) == (
            600,
            None,
            0,
            False,
            None,
        )
        page = text(client.get(self.url(hospital, "research")))
        assert '<option value="false" selected>' in page

    @pytest.mark.parametrize(
        ("code", "data", "field", "sentence"),
        [
            ("services", {"beds_open": "six"}, "beds_open", "whole number"),
            ("services", {"beds_open": "-1"}, "beds_open", "less than 0"),
            ("services", {"beds_open": "999999999999"}, "beds_open", "more than any hospital"),
            ("services", {"figures_year": "1890"}, "figures_year", "between 2000 and"),
            ("services", {"figures_year": "2999"}, "figures_year", "between 2000 and"),
            ("qualifications", {"gcp_record_number": "X1"}, "gcp_registered", "choose “yes”"),
            (
                "qualifications",
                {"ethics_committee": "false", "ethics_record_number": "1"},
                "ethics_committee",
                "choose “yes”",
            ),
            ("research", {"biobank": "maybe"}, "biobank", "valid choice"),
        ],
    )
    def test_a_wrong_value_gets_a_sentence_at_its_field(self, client, code, data, field, sentence):
        hospital = make.hospital()
        sign_in(client, roles.HOSPITAL_COORDINATOR, hospital)
        response = client.post(self.url(hospital, code), {"version": 1} | data)
        assert response.status_code == 200
        assert sentence in " ".join(response.context["form"].errors[field])
        assert HospitalProfile.objects.get(hospital=hospital).version == 1

    def test_an_older_form_keeps_what_was_typed_and_says_who_was_faster(self, client):
        hospital = make.hospital()
        sign_in(client, roles.HOSPITAL_COORDINATOR, hospital)
        client.post(self.url(hospital), {"version": 1, "beds_open": "600"})
        response = client.post(self.url(hospital), {"version": 1, "beds_open": "700"})
        assert "changed this" in " ".join(response.context["form"].non_field_errors())
        assert 'value="700"' in text(response)
        assert HospitalProfile.objects.get(hospital=hospital).beds_open == 600

    def test_forged_addresses_and_versions_change_nothing(self, client):
        hospital = make.hospital()
        sign_in(client, roles.HOSPITAL_COORDINATOR, hospital)
        assert client.get(self.url(hospital, "nonsense")).status_code == 404
        assert client.post(self.url(hospital), {"version": "x", "beds_open": "1"}).status_code == 200
        assert client.post(reverse("network:confirm_profile", args=[hospital.uid]), {"version": "x"}).status_code in (
            302,
            409,
        )
        assert HospitalProfile.objects.get(hospital=hospital).version == 1

    def test_others_are_refused(self, client):
        hospital = make.hospital()
        for role, scope in (
            (roles.HOSPITAL_ADMIN, make.hospital()),
            (roles.DEPARTMENT_OFFICER, None),
            (roles.CENTRE_ADMIN, make.centre()),
        ):
            assert sign_in(client, role, scope).get(self.url(hospital)).status_code == 403

    def test_confirming_names_what_is_missing_and_then_works(self, client):
        hospital = make.hospital()
        sign_in(client, roles.HOSPITAL_ADMIN, hospital)
        url = reverse("network:confirm_profile", args=[hospital.uid])
        assert "Fill these in before confirming" in text(client.get(hospital.get_absolute_url()))
        response = client.post(url, {"version": 1}, follow=True)
        assert "Fill these in before confirming" in text(response)
        HospitalProfile.objects.filter(hospital=hospital).update(
            figures_year=2025,
            beds_open=1,
            staff_senior=1,
            gcp_registered=False,
            ethics_committee=False,
            multicentre_led=0,
            multicentre_joined=0,
        )
        response = client.post(url, {"version": 1}, follow=True)
        assert "Confirmed on" in text(response)
