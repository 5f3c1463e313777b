"""Pages of centres, networks and regions."""

from datetime import date

import pytest
from django.urls import reverse

from access import roles
from network.models import Membership
from tests.factories import network as make
from tests.factories.directory import fill
from tests.network.reading import sign_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_officer(client):
    return sign_in(client, roles.DEPARTMENT_OFFICER)


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

    def test_a_mobile_number_on_the_public_page_asks_for_a_tick_once(self, client):
        centre = make.centre()
        url = reverse("network:centre_contact", args=[centre.uid])
        sign_in(client, roles.CENTRE_ADMIN, centre)
        data = {"version": 1, "phone": "138 1234 5678"}
        asked = client.post(url, data)
        assert list(asked.context["form"].errors) == ["numbers_confirmed"]
        assert 'name="numbers_confirmed"' in text(asked) and "138 1234 5678" in text(asked)
        centre.refresh_from_db()
        assert centre.phone != "138 1234 5678"
        assert client.post(url, data | {"numbers_confirmed": "on"}).status_code == 302
        assert client.post(url, data | {"version": 2, "summary_en": "What we do"}).status_code == 302

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

    @pytest.mark.parametrize(
        ("days", "reason"),
        [
            ({"closed_on": date(2020, 1, 1)}, "takes no members any more"),
            ({"opened_on": date(2099, 1, 1)}, "opens on"),
        ],
    )
    def test_a_network_out_of_its_days_says_why_nobody_can_apply(self, client, days, reason):
        network = make.network(**days)
        page = text(sign_in(client, roles.HOSPITAL_COORDINATOR, make.hospital()).get(network.get_absolute_url()))
        assert reverse("network:start_application") not in page
        assert reason in page


class TestRegion:
    def test_counties_with_and_without_a_member(self, as_officer):
        fill(1)
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
        fill(1)
        region = Membership.objects.get().campus.region
        for show in ("members", "counties", "nonsense"):
            response = as_officer.get(reverse("network:regions"), {"show": show})
            tile = next(t for t in response.context["map"]["tiles"] if t["label"] == region.short)
            assert tile["url"] == region.get_absolute_url()
            assert tile["level"] == 4

    def test_an_unknown_region_is_not_found(self, as_officer):
        assert as_officer.get(reverse("network:region", args=["000000"])).status_code == 404
