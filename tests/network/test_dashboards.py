"""The overviews: who may open which, what each shows, and that nothing of others shines through."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, SUPERVISOR
from network import dashboards
from network.indicators import peers
from network.models import Membership
from office.indicators import Period
from tests.factories import assessments
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import holder
from tests.network.reading import sign_in, text
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

MOST = 15


def member(network, tier, hospital=None) -> Membership:
    campus = (hospital or make.hospital()).campuses.get(is_main=True)
    today = clock.today()
    facts = {"hospital": campus.hospital, "campus": campus, "network": network, "tier": tier}
    dates = {"valid_from": today - timedelta(days=40), "valid_to": today + timedelta(days=400)}
    return Membership.objects.create(number=f"M{campus.pk}", **facts, **dates)


def pages() -> dict:
    """Each overview with its address, its own reader, and the same role elsewhere."""
    region = make.region()
    hospital, centre = make.hospital(place=make.division(region=region)), make.network().centre
    return {
        "hospital": (
            reverse("network:hospital_overview", args=[hospital.uid]),
            HOSPITAL_ADMIN,
            hospital,
            make.hospital(),
        ),
        "office": (reverse("network:centre_office", args=[centre.uid]), CENTRE_ADMIN, centre, make.network().centre),
        "centre": (
            reverse("network:centre_overview", args=[centre.uid]),
            CENTRE_DIRECTOR,
            centre,
            make.network().centre,
        ),
        "region": (reverse("network:region_overview", args=[region.code]), SUPERVISOR, region, make.region()),
        "province": (reverse("network:province_overview"), DEPARTMENT_OFFICER, None, None),
    }


@pytest.mark.parametrize("name", ["hospital", "office", "centre", "region", "province"])
def test_an_overview_opens_to_its_own_people_alone(client, name):
    url, role, own, other = pages()[name]
    assert sign_in(client, role, own).get(url).status_code == 200
    if other is not None:
        assert sign_in(client, role, other).get(url).status_code == 403
    stranger = HOSPITAL_ADMIN if name != "hospital" else CENTRE_ADMIN
    place = make.hospital() if name != "hospital" else make.network().centre
    assert sign_in(client, stranger, place).get(url).status_code == 403


@pytest.mark.parametrize(
    ("role", "place", "name", "field"),
    [
        (HOSPITAL_ADMIN, make.hospital, "network:hospital_overview", "uid"),
        (CENTRE_ADMIN, make.centre, "network:centre_office", "uid"),
        (CENTRE_DIRECTOR, make.centre, "network:centre_overview", "uid"),
        (SUPERVISOR, make.region, "network:region_overview", "code"),
    ],
)
def test_the_way_to_the_overview_follows_the_hat(client, role, place, name, field):
    row = place()
    found = sign_in(client, role, row).get(reverse("network:overview"))
    assert found.url == reverse(name, args=[getattr(row, field)])


def test_the_officer_comes_to_the_province_and_a_stranger_to_the_inbox(client):
    assert sign_in(client, DEPARTMENT_OFFICER).get(reverse("network:overview")).url == reverse(
        "network:province_overview"
    )
    assert sign_in(client, "auditor").get(reverse("network:overview")).url == reverse("workspace:inbox")


def test_quartiles_need_five_others_and_leave_the_own_value_out():
    assert peers.quartiles_of([1, 2, 3, 4]) is None
    assert peers.quartiles_of([1, 2, 3, 4, 5]) == (2, 3, 4)


def test_five_members_of_the_tier_are_too_few_and_six_are_compared_unnamed(client):
    tier, network = make.tier(), make.network()
    own, *others = [member(network, tier) for _ in range(5)]
    url = reverse("network:hospital_overview", args=[own.hospital.uid])
    page = sign_in(client, HOSPITAL_ADMIN, own.hospital).get(url)
    assert [row["quartiles"] for row in page.context["comparison"]] == [[], [], []]
    assert "too few to compare" in text(page)

    others.append(member(network, tier))
    page = client.get(url)
    compared = {str(row["title"]): row["quartiles"] for row in page.context["comparison"]}
    assert compared["Active members"] == ["1.0", "1.0", "1.0"]
    assert compared["Points of the annual assessment"] == []
    assert not [row.hospital.name_zh for row in others if row.hospital.name_zh in text(page)]


def test_the_own_value_changes_no_quartile():
    tier = make.tier()
    rows = [member(make.network(), tier) for _ in range(6)]
    own = rows[0].hospital

    def quartiles():
        return {s.indicator.code: s.quartiles for s in peers.standings(own, tier, Period.today())}

    before = quartiles()
    member(make.network(), tier, own)
    assert quartiles() == before


def test_members_at_another_tier_are_no_peers():
    tier, network = make.tier(), make.network()
    own = member(network, tier)
    for _ in range(6):
        member(network, make.tier())
    assert {s.quartiles for s in peers.standings(own.hospital, tier, Period.today())} == {None}


def test_a_result_stands_on_the_hospitals_overview_once_it_is_announced(client):
    cast = path.cast()
    path.joined(cast)
    round_ = assessments.opened(cast)
    assessments.decided(cast, round_)
    url = reverse("network:hospital_overview", args=[cast.hospital.uid])
    client.force_login(cast.people[HOSPITAL_ADMIN])
    assert list(client.get(url).context["results"]) == []


def test_the_directors_page_admits_with_one_button(client):
    cast = path.cast()
    application = path.under_review(cast)
    client.force_login(cast.people[CENTRE_DIRECTOR])
    page = client.get(reverse("network:centre_overview", args=[cast.network.centre.uid]))
    [decision] = page.context["decisions"]
    assert decision["application"] == application
    sent = {
        "version": application.version,
        "token": decision["token"],
        "tier": decision["admit"]["tier"].pk,
        "term_from": decision["admit"]["term_from"],
        "term_to": decision["admit"]["term_to"],
    }
    client.post(decision["admit_url"], sent)
    application.refresh_from_db()
    assert application.state == "admitted"


def test_the_director_of_another_centre_reads_no_decision(client):
    cast = path.cast()
    path.under_review(cast)
    other = make.network().centre
    page = sign_in(client, CENTRE_DIRECTOR, other).get(reverse("network:centre_overview", args=[other.uid]))
    assert page.context["decisions"] == []


def test_steps_and_ages_count_what_waits(client):
    cast = path.cast()
    with clock.at(clock.now() - timedelta(days=12)):
        path.submitted(cast)
    client.force_login(cast.people[CENTRE_ADMIN])
    page = client.get(reverse("network:centre_office", args=[cast.network.centre.uid]))
    values = [[figure.value for figure in step["figures"]] for step in page.context["steps"]]
    assert values == [[1, 1, 0], [0, 0, 0], [0, 0, 0]]


def test_the_secretary_reminds_from_the_overview(client):
    cast = path.cast()
    path.admitted(cast)
    client.force_login(cast.people[CENTRE_ADMIN])
    url = reverse("network:centre_office", args=[cast.network.centre.uid])
    task = client.get(url).context["chased"][0]
    assert client.post(reverse("access:remind"), {"task": task.uid, "next": url}).url == url
    assert all(row.chase.is_reminded_today for row in client.get(url).context["chased"] if row.pk == task.pk)


def test_the_region_shows_gaps_and_hospitals_that_could_join(client):
    region, network, tier = make.region(), make.network(), make.tier()
    make.rule({"fact": "level", "operator": "at_least", "value": "2B"}, tier=tier, network=network)
    covered, gap = make.division(region=region), make.division(region=region)
    inside, outside = make.hospital(place=covered), make.hospital(place=gap)
    make.hospital(place=gap, level="1A")
    make.hospital()
    member(network, tier, inside)
    page = sign_in(client, SUPERVISOR, region).get(
        reverse("network:region_overview", args=[region.code]), {"network": network.slug}
    )
    assert [division for division in page.context["gaps"]] == [gap]
    assert [(c.hospital, c.tiers) for c in page.context["candidates"]] == [(outside, (tier,))]


def test_every_region_and_every_centre_stands_on_the_provinces_page(client):
    network = make.network()
    row = member(network, make.tier())
    page = sign_in(client, DEPARTMENT_OFFICER).get(reverse("network:province_overview"))
    regions = {str(line["member"]): line["cells"][0]["text"] for line in page.context["regions"]["rows"]}
    centres = {str(line["member"]): line["cells"][0]["text"] for line in page.context["centres"]["rows"]}
    assert regions[str(row.campus.region)] == "1" and sum(map(int, regions.values())) == 1
    assert centres[str(network.centre)] == "1"


def _decisions(rows: int, network) -> None:
    tier = make.tier()
    for _ in range(rows):
        path.under_review(path.cast(network=network, tier=tier))


def _admitted(rows: int, network) -> None:
    tier = make.tier()
    for _ in range(rows):
        path.admitted(path.cast(network=network, tier=tier))


def _asked(client, user, address: str) -> int:
    """How many queries an overview asks when it is opened again."""
    client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_three_rows_cost_as_many_queries_as_one(client):
    region, network, tier = make.region(), make.network(), make.tier()
    hospital, centre = make.hospital(place=make.division(region=region)), network.centre
    overviews = {
        reverse("network:centre_office", args=[centre.uid]): holder(CENTRE_ADMIN, centre),
        reverse("network:centre_overview", args=[centre.uid]): holder(CENTRE_DIRECTOR, centre),
        reverse("network:hospital_overview", args=[hospital.uid]): holder(HOSPITAL_ADMIN, hospital),
        reverse("network:region_overview", args=[region.code]): holder(SUPERVISOR, region),
        reverse("network:province_overview"): holder(DEPARTMENT_OFFICER),
    }
    member(network, tier, hospital)
    counted = []
    for rows in (1, 2):
        _decisions(rows, network)
        _admitted(rows, network)
        for _ in range(rows):
            member(make.network(), tier, hospital)
        counted.append({address: _asked(client, user, address) for address, user in overviews.items()})
    assert counted[0] == counted[1]


def test_a_house_above_adds_its_figures_once():
    before = list(dashboards.TILES[dashboards.Board.CENTRE])
    dashboards.register(dashboards.Board.CENTRE, before[:2])
    assert dashboards.TILES[dashboards.Board.CENTRE] == before


def test_deputies_for_decisions_decide_and_no_more():
    from access import delegation_kinds
    from network import membership_permissions as permissions

    assert delegation_kinds.carries("decisions", permissions.DECIDE_APPLICATION)
    assert not delegation_kinds.carries("decisions", permissions.CHANGE_MEMBERSHIP)
