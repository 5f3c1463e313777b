"""Pages of hospitals, centres, networks and regions: who sees and does what, and what a wrong form says."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from access import roles
from access.models import LogEntry
from network.domain import hospitals as hospital_verbs
from network.models import Campus, Hospital, HospitalProfile, Membership, OtherName
from tests.factories import network as make
from tests.factories import people

pytestmark = pytest.mark.django_db

LISTS = ["network:hospitals", "network:centres", "network:networks", "network:regions"]


@pytest.fixture
def as_officer(client):
    client.force_login(people.holder(roles.DEPARTMENT_OFFICER))
    client.cookies["django_language"] = "en"
    return client


def sign_in(client, role, scope=None):
    client.force_login(people.holder(role, scope))
    client.cookies["django_language"] = "en"
    return client


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_for_a_sign_in(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert reverse("account_login") in response.url


def _fill(rows: int) -> None:
    for _ in range(rows):
        centre = make.centre(host=make.hospital())
        network = make.network(centre=centre)
        campus = centre.host.campuses.get()
        make.campus(hospital=centre.host)
        Membership.objects.create(
            number=f"M{campus.pk}",
            hospital=campus.hospital,
            campus=campus,
            network=network,
            tier=make.tier(),
            valid_from=date(2020, 1, 1),
            valid_to=date(2099, 12, 31),
        )


@pytest.mark.parametrize("name", [*LISTS, "office:figures"])
def test_lists_ask_the_same_number_of_questions_at_1_and_3_rows(as_officer, django_assert_max_num_queries, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _fill(1)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert as_officer.get(reverse(name)).status_code == 200
        counts.append(len(captured))
        _fill(2)
    assert counts[0] == counts[1]
    if name in ("network:hospitals", "network:centres", "network:networks"):
        assert counts[0] <= 12


def test_the_list_finds_and_narrows(as_officer):
    first = make.hospital(name_zh="曹妃甸示范医院", name_en="Caofeidian hospital", level="2A")
    other = make.hospital(name_zh="滦南示范医院", name_en="Luannan hospital", institution_type="J100")
    closed = make.hospital(name_zh="旧示范医院", name_en="Former hospital", closed_on=date(2020, 1, 1))
    make.other_name(other, "第二示范医院")
    region = first.campuses.get().region
    url = reverse("network:hospitals")
    for query, found in {
        "": {first, other},
        "?q=cfd": {first},
        "?q=第二示范": {other},
        f"?q={first.credit_code}": {first},
        "?level=2A": {first},
        "?institution_type=J100": {other},
        f"?region={region.code}": {first},
        "?closed=too": {first, other, closed},
        "?q=nothing": set(),
    }.items():
        rows = as_officer.get(url + query).context["table"].data
        assert {row.pk for row in rows} == {hospital.pk for hospital in found}, query
    assert "Try a shorter part" in text(as_officer.get(url + "?q=nothing"))
    assert as_officer.get(url + "?region=nonsense&level=9Z").status_code == 200


def test_the_list_sorts_by_the_rank_of_levels(as_officer):
    low, high, middle = (make.hospital(level=level) for level in ("1A", "3S", "3U"))
    rows = as_officer.get(reverse("network:hospitals") + "?sort=level").context["table"].rows
    assert [row.record for row in rows] == [high, middle, low]


def test_the_list_is_exported_with_the_filter_in_use(as_officer):
    make.hospital(name_en="=cmd|calc", level="2A")
    make.hospital(name_en="Other hospital")
    response = as_officer.get(reverse("network:hospitals") + "?level=2A&export=xlsx")
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert rows[0][:2] == ("Name", "Level")
    assert [row[0] for row in rows[1:]] == ["'=cmd|calc"]
    content = b"".join(as_officer.get(reverse("network:hospitals") + "?export=csv").streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert len(content.splitlines()) == 3


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

    def test_the_history_is_for_the_department(self, client):
        hospital = make.hospital()
        hospital_verbs.add_name(hospital, name="别名医院", by=people.actor(roles.DEPARTMENT_OFFICER))
        url = hospital.get_absolute_url()
        assert "added a further name" in text(sign_in(client, roles.DEPARTMENT_OFFICER).get(url))
        assert "added a further name" not in text(sign_in(client, roles.HOSPITAL_ADMIN, hospital).get(url))


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


class TestCentre:
    def test_the_page_shows_the_centre_and_its_networks(self, client):
        network = make.network(name_en="Stroke network")
        page = text(sign_in(client, roles.HOSPITAL_ADMIN, make.hospital()).get(network.centre.get_absolute_url()))
        for shown in (network.centre.name_en, "Stroke network", network.centre.host.name_en, "0 active members"):
            assert shown in page

    def test_the_secretary_edits_contact_and_summary(self, client):
        centre = make.centre()
        url = reverse("network:centre_contact", args=[centre.uid])
        sign_in(client, roles.CENTRE_ADMIN, centre)
        data = {"version": 1, "phone": "0311-00000000", "summary_en": "What we do"}
        assert client.post(url, data).url == centre.get_absolute_url()
        assert "What we do" in text(client.get(centre.get_absolute_url()))
        assert "changed this" in text(client.post(url, data))
        response = client.post(url, {"version": 2, "phone": "call me"})
        assert "digits" in " ".join(response.context["form"].errors["phone"])

    def test_others_are_refused(self, client):
        centre = make.centre()
        url = reverse("network:centre_contact", args=[centre.uid])
        for role, scope in ((roles.CENTRE_ADMIN, make.centre()), (roles.CENTRE_EDITOR, centre)):
            assert sign_in(client, role, scope).get(url).status_code == 403


class TestNetwork:
    def test_the_rule_is_told_in_sentences(self, client):
        network, tier = make.network(), make.tier(name_en="Core unit")
        make.rule(
            {"fact": "level", "operator": "at_least", "value": "3A"},
            {"fact": "multicentre_studies", "operator": "at_least", "value": 1, "waivable": True},
            tier=tier,
            note_en="Three at most.",
        )
        page = text(sign_in(client, roles.SUPERVISOR, make.region()).get(network.get_absolute_url()))
        for shown in ("Core unit", "or higher.", "at least 1 multicentre study", "may waive", "Three at most."):
            assert shown in page
        assert "Apply to join" not in page

    def test_the_own_hospital_is_held_against_it(self, client):
        network = make.network()
        make.rule(
            {"fact": "level", "operator": "at_least", "value": "3A"},
            {"fact": "gcp", "operator": "is", "value": True},
        )
        hospital = make.hospital(level="2A")
        page = text(sign_in(client, roles.HOSPITAL_COORDINATOR, hospital).get(network.get_absolute_url()))
        assert "does not meet the conditions" in page
        assert "not in the profile yet" in page
        assert reverse("network:profile_section", args=[hospital.uid, "qualifications"]) in page
        assert "Apply to join" in page

    def test_a_closed_network_takes_no_applications(self, client):
        network = make.network(closed_on=date(2020, 1, 1))
        page = text(sign_in(client, roles.HOSPITAL_COORDINATOR, make.hospital()).get(network.get_absolute_url()))
        assert "Apply to join" not in page


class TestRegion:
    def test_counties_with_and_without_a_member(self, as_officer):
        _fill(1)
        membership = Membership.objects.get()
        region = membership.campus.region
        make.division(region=region, name_en="White County")
        page = as_officer.get(region.get_absolute_url())
        assert {(county.name_en, county.covered) for county in page.context["counties"]} == {
            (membership.campus.division.name_en, True),
            ("White County", False),
        }
        assert membership.hospital.name_en in text(page)
        assert [counter["value"] for counter in page.context["counters"]] == ["1", "50.0", "50.0"]

    def test_the_map_shows_every_region(self, as_officer):
        _fill(1)
        region = Membership.objects.get().campus.region
        for show in ("members", "counties", "nonsense"):
            response = as_officer.get(reverse("network:regions"), {"show": show})
            tile = next(t for t in response.context["map"]["tiles"] if t["label"] == region.short)
            assert tile["url"] == region.get_absolute_url()
            assert tile["level"] == 4

    def test_an_unknown_region_is_not_found(self, as_officer):
        assert as_officer.get(reverse("network:region", args=["000000"])).status_code == 404
