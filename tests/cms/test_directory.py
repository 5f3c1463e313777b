"""Members by region, county and hospital, as visitors see them: live, for any day."""

from datetime import date

import pytest
from django.urls import reverse

from access import generation
from network.enums import DivisionKind, RegionKind
from network.models import Suspension
from network.queries import seasons
from tests.cms.conftest import member, shown
from tests.factories import network as make
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_site")]


def test_region_shows_its_counties_and_the_white_ones_as_such(client, home):
    region = make.region(name_zh="示范市")
    with_member = make.division(name_zh="青禾县", region=region)
    make.division(name_zh="白地县", region=region)
    elsewhere = make.division(name_zh="别处县")
    joined = member(with_member)

    answer = client.get(reverse("public_region", args=[region.code]))

    counties = {county.division.name_zh: county.members for county in answer.context["counties"]}
    assert counties == {"青禾县": [joined], "白地县": []}
    assert answer.content.decode().count("counties__item--white") == 1
    assert elsewhere.name_zh not in answer.content.decode()


def test_county_turns_coloured_on_the_day_and_white_after_the_last_one(client, home):
    place = make.division()
    member(place, valid_from=date(2026, 3, 5), valid_to=date(2026, 3, 6))
    white = {}
    for day in ("2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07"):
        with clock.at(day):
            page = shown(client, reverse("public_region", args=[place.region.code]))
            white[day[-1]] = "counties__item--white" in page

    assert white == {"4": True, "5": False, "6": False, "7": True}


def test_suspended_members_are_not_shown(client, home):
    place = make.division()
    suspended = member(place, state="suspended")
    Suspension.objects.create(membership=suspended, first_day=suspended.valid_from)

    assert suspended.hospital.name_zh not in shown(client, reverse("public_region", args=[place.region.code]))
    assert suspended.hospital.name_zh not in shown(client, reverse("public_members"))


def test_county_level_city_that_reports_for_itself_has_itself(client, home):
    region = make.region(kind=RegionKind.PROVINCE_MANAGED, name_zh="示范县级市")
    make.division(name_zh="示范县级市", region=region, kind=DivisionKind.COUNTY_CITY)

    counties = client.get(reverse("public_region", args=[region.code])).context["counties"]

    assert [county.division.name_zh for county in counties] == ["示范县级市"]


def test_figures_by_region_agree_with_the_rows(client, home):
    place = make.division()
    make.division(region=place.region)
    hospital = make.hospital(place=place)
    member(hospital=hospital)
    member(hospital=hospital)

    rows = client.get(reverse("public_network")).context["regions"]

    (row,) = [row for row in rows if row.region == place.region]
    assert (row.members, row.hospitals, row.covered, row.counties) == (2, 1, 1, 2)


def test_members_are_narrowed_down(client, home):
    network, tier = make.network(), make.tier()
    one = member(network=network)
    two = member(tier=tier)
    region = one.campus.region

    def listed(**parameters):
        page = client.get(reverse("public_members"), parameters).context["page"]
        return set(page.object_list)

    assert listed() == {one, two}
    assert listed(network=network.slug) == {one}
    assert listed(tier=tier.code) == {two}
    assert listed(region=region.code) == {one}
    assert listed(region="999999", network="x", tier="y") == {one, two}


def test_hospital_is_found_by_its_credit_code(client, home):
    joined = member()
    url = reverse("public_hospital", args=[joined.hospital.credit_code])

    page = shown(client, url)

    assert joined.hospital.name_zh in page
    assert joined.network.name_zh in page
    assert joined.number in page


def test_institution_without_a_code_goes_by_its_uid_and_others_do_not(client, home):
    without = make.hospital(credit_code="", credit_code_checked=False, legal_person=False)
    with_code = make.hospital()

    assert client.get(reverse("public_hospital", args=[without.uid])).status_code == 200
    assert client.get(reverse("public_hospital", args=[with_code.uid])).status_code == 404


def test_merged_hospital_leads_to_its_successor(client, home):
    successor = make.hospital()
    merged = make.hospital(closed_on=date(2024, 1, 1), merged_into=successor)

    answer = client.get(reverse("public_hospital", args=[merged.credit_code]))

    assert (answer.status_code, answer.url) == (302, reverse("public_hospital", args=[successor.credit_code]))


@pytest.mark.parametrize("path", ["network/000000/", "network/x/", "hospitals/1/", "hospitals/1 OR 1/"])
def test_what_does_not_exist_is_404(client, home, path):
    assert client.get(f"/{path}").status_code == 404


def test_constant_queries(client, home, django_assert_num_queries, django_assert_max_num_queries):
    place = make.division()
    paths = [
        reverse("public_network"),
        reverse("public_members"),
        reverse("public_region", args=[place.region.code]),
    ]
    member(place)
    seasons.rules()  # asked once in a while for all pages: no part of one
    for path in paths:
        generation.bump()  # from here on each page asks for the generation
        with django_assert_max_num_queries(14) as one:
            client.get(path)
        for _ in range(3):
            member(place)
        generation.bump()
        with django_assert_num_queries(len(one)):
            client.get(path)
