"""The public pages show the houses' data of today, for everybody, in both languages."""

from datetime import date

import pytest
from django.urls import reverse

from cms.domain.centre_sections import build_section
from cms.domain.figures import home_figures
from cms.models import CentrePage
from cms.navigation import public_navigation
from network.enums import DivisionKind
from network.models import Centre, Division, Region
from tests.cms.conftest import SYSTEM, announcement, member, province_list, shown
from tests.factories import network as make
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_site")]


class TestHome:
    def test_counters_are_the_indicators_of_today(self, client, home):
        place = make.division()
        make.division(region=place.region)
        member(place)
        member(place)
        make.division()

        figures = home_figures()

        assert [(figure["value"], figure.get("of")) for figure in figures] == [
            (2, None),
            (1, Region.objects.count()),
            (1, Division.objects.filter(kind=DivisionKind.COUNTY).count()),
            (Centre.objects.count(), None),
        ]
        assert {figure["as_of"] for figure in figures} == {clock.today().isoformat()}
        page = shown(client, "/")
        assert all(str(figure["title"]) in page and f'href="{figure["url"]}"' in page for figure in figures)

    def test_every_counter_opens_a_public_page(self, client, home):
        for figure in home_figures():
            assert client.get(figure["url"]).status_code == 200

    def test_map_changes_with_a_new_member(self, client, home):
        place = make.division(name_zh="青禾县")
        region = place.region
        before = _tile(client, region)

        member(place)

        assert (before["value"], before["level"]) == ("0", 0)
        after = _tile(client, region)
        assert (after["value"], after["level"]) == ("1", 4)
        assert after["url"] == reverse("public_region", args=[region.code])

    def test_latest_announcements_of_province_and_centres_are_listed(self, client, home, own):
        announcement(province_list(home), "全省公告", published_on=date(2026, 3, 5))

        page = shown(client, "/")

        assert "全省公告" in page
        assert "甲的公告" in page
        assert "甲的草稿" not in page
        assert "2026-03-05" in page

    def test_centres_stand_under_their_fields(self, client, home):
        centre = make.centre(name_zh="示范中心", field=make.disease_field(name_zh="慢性肾病"))
        make.centre(name_zh="旧中心", closed_on=date(2020, 1, 1))
        page = build_section(centre, by=SYSTEM)

        front = shown(client, "/")

        assert "慢性肾病" in front
        assert page.get_url() in front
        assert "旧中心" not in front

    def test_constant_queries(self, client, home, django_assert_max_num_queries):
        client.get("/")
        for _ in range(3):
            member(make.division())
            build_section(make.centre(), by=SYSTEM)
        with django_assert_max_num_queries(40) as three:
            client.get("/")
        for _ in range(3):
            member(make.division())
            build_section(make.centre(), by=SYSTEM)
        with django_assert_max_num_queries(len(three)):
            client.get("/")


def _tile(client, region) -> dict:
    (tile,) = [tile for tile in client.get("/").context["map"]["tiles"] if tile["label"] == region.short]
    return tile


class TestCentrePages:
    def test_page_shows_words_and_live_data(self, client, own):
        network = make.network(centre=own.centre, name_zh="肾病网络")
        joined = member(network=network)
        other = member()
        own.page.body = [("paragraph", "<p>本中心的介绍。</p>")]
        own.page.save_revision().publish()

        page = shown(client, own.page.url)

        assert "本中心的介绍。" in page
        assert joined.hospital.name_zh in page
        assert other.hospital.name_zh not in page
        assert own.centre.host.name_zh in page
        assert "甲的公告" in page

    def test_list_of_centres_leads_to_their_pages(self, client, own, foreign):
        page = shown(client, "/centres/")

        assert own.page.url in page
        assert foreign.page.url in page

    def test_centres_list_has_only_its_own_announcements(self, client, home, own, foreign):
        announcement(province_list(home), "全省公告")

        assert "甲的公告" in shown(client, own.index.url)
        assert "乙的公告" not in shown(client, own.index.url)
        everything = shown(client, "/announcements/")
        assert all(title in everything for title in ("全省公告", "甲的公告", "乙的公告"))

    def test_name_follows_the_data_without_the_page(self, client, own):
        own.centre.name_en = "Renal Centre"
        own.centre.save()

        assert "Renal Centre" in shown(client, f"/en{own.page.url}")
        assert CentrePage.objects.get(pk=own.page.pk).title == "甲中心"


class TestNavigation:
    @pytest.mark.parametrize(
        ("path", "active"),
        [
            ("/", "/"),
            ("/centres/renal/announcements/", "/centres/"),
            ("/network/", "/network/"),
            ("/network/130100/", "/network/"),
            ("/network/members/", "/network/members/"),
            ("/announcements/x/", "/announcements/"),
            ("/search/", None),
        ],
    )
    def test_nearest_entry_is_active(self, path, active):
        entries = public_navigation(path)

        assert [entry["url"] for entry in entries if entry["active"]] == ([active] if active else [])

    def test_menu_asks_the_database_nothing(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            public_navigation("/")

    def test_every_entry_opens_in_both_languages(self, client, home):
        for entry in public_navigation("/"):
            assert client.get(entry["url"]).status_code == 200
            assert client.get(f"/en{entry['url']}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/centres/", "/announcements/", "/network/", "/network/members/", "/search/?q=x"]
)
def test_empty_site_opens_and_sets_no_cookie(client, home, path):
    answer = client.get(path)

    assert answer.status_code == 200
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()
