"""The public pages show the houses' data of today, for everybody, in both languages."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from cms.domain.centre_sections import build_section
from cms.domain.figures import home_figures
from cms.domain.pages import publish
from cms.models import AnnouncementIndexPage, CentrePage
from cms.navigation import public_navigation
from network.enums import DivisionKind, RegionKind
from network.models import Centre, Division, Membership, Region
from tests.cms.conftest import SYSTEM, announcement
from tests.factories import network as make
from tools import clock

pytestmark = pytest.mark.django_db


def member(place=None, *, network=None, tier=None, **columns) -> Membership:
    """An active member in a county."""
    hospital = columns.pop("hospital", None) or make.hospital(place=place)
    return Membership.objects.create(
        **{
            "number": f"M-{Membership.objects.count():03d}",
            "hospital": hospital,
            "campus": hospital.campuses.first(),
            "network": network or make.network(),
            "tier": tier or make.tier(),
            "valid_from": date(2020, 1, 1),
            "valid_to": date(2040, 1, 1),
        }
        | columns
    )


def text(client, path: str) -> str:
    """The page's HTML; it must answer 200."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


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
        page = text(client, "/")
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
        announcement(_list(home), "全省公告", published_on=date(2026, 3, 5))

        page = text(client, "/")

        assert "全省公告" in page
        assert "甲的公告" in page
        assert "甲的草稿" not in page
        assert "2026-03-05" in page

    def test_centres_stand_under_their_fields(self, client, home):
        centre = make.centre(name_zh="示范中心", field=make.disease_field(name_zh="慢性肾病"))
        make.centre(name_zh="旧中心", closed_on=date(2020, 1, 1))
        page = build_section(centre, by=SYSTEM)

        shown = text(client, "/")

        assert "慢性肾病" in shown
        assert page.get_url() in shown
        assert "旧中心" not in shown

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


def _list(page) -> AnnouncementIndexPage:
    return AnnouncementIndexPage.objects.child_of(page).get()


def _tile(client, region) -> dict:
    (tile,) = [tile for tile in client.get("/").context["map"]["tiles"] if tile["label"] == region.short]
    return tile


class TestNetwork:
    def test_region_shows_its_counties_and_the_white_ones_as_such(self, client, home):
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

    def test_county_turns_coloured_on_the_day_and_white_after_the_last_one(self, client, home):
        place = make.division()
        member(place, valid_from=date(2026, 3, 5), valid_to=date(2026, 3, 6))
        white = {}
        for day in ("2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07"):
            with clock.at(day):
                page = text(client, reverse("public_region", args=[place.region.code]))
                white[day[-1]] = "counties__item--white" in page

        assert white == {"4": True, "5": False, "6": False, "7": True}

    def test_suspended_members_are_not_shown(self, client, home):
        place = make.division()
        suspended = member(place, state="suspended")

        assert suspended.hospital.name_zh not in text(client, reverse("public_region", args=[place.region.code]))
        assert suspended.hospital.name_zh not in text(client, reverse("public_members"))

    def test_county_level_city_that_reports_for_itself_has_itself(self, client, home):
        region = make.region(kind=RegionKind.PROVINCE_MANAGED, name_zh="示范县级市")
        make.division(name_zh="示范县级市", region=region, kind=DivisionKind.COUNTY_CITY)

        counties = client.get(reverse("public_region", args=[region.code])).context["counties"]

        assert [county.division.name_zh for county in counties] == ["示范县级市"]

    def test_figures_by_region_agree_with_the_rows(self, client, home):
        place = make.division()
        make.division(region=place.region)
        hospital = make.hospital(place=place)
        member(hospital=hospital)
        member(hospital=hospital)

        rows = client.get(reverse("public_network")).context["regions"]

        (row,) = [row for row in rows if row.region == place.region]
        assert (row.members, row.hospitals, row.covered, row.counties) == (2, 1, 1, 2)

    def test_members_are_narrowed_down(self, client, home):
        network, tier = make.network(), make.tier()
        one = member(network=network)
        two = member(tier=tier)
        region = one.campus.region

        def shown(**parameters):
            page = client.get(reverse("public_members"), parameters).context["page"]
            return set(page.object_list)

        assert shown() == {one, two}
        assert shown(network=network.slug) == {one}
        assert shown(tier=tier.code) == {two}
        assert shown(region=region.code) == {one}
        assert shown(region="999999", network="x", tier="y") == {one, two}

    def test_hospital_is_found_by_its_credit_code(self, client, home):
        joined = member()
        url = reverse("public_hospital", args=[joined.hospital.credit_code])

        page = text(client, url)

        assert joined.hospital.name_zh in page
        assert joined.network.name_zh in page
        assert joined.number in page

    def test_institution_without_a_code_goes_by_its_uid_and_others_do_not(self, client, home):
        without = make.hospital(credit_code="", credit_code_checked=False, legal_person=False)
        with_code = make.hospital()

        assert client.get(reverse("public_hospital", args=[without.uid])).status_code == 200
        assert client.get(reverse("public_hospital", args=[with_code.uid])).status_code == 404

    def test_merged_hospital_leads_to_its_successor(self, client, home):
        successor = make.hospital()
        merged = make.hospital(closed_on=date(2024, 1, 1), merged_into=successor)

        answer = client.get(reverse("public_hospital", args=[merged.credit_code]))

        assert (answer.status_code, answer.url) == (302, reverse("public_hospital", args=[successor.credit_code]))

    @pytest.mark.parametrize("path", ["network/000000/", "network/x/", "hospitals/1/", "hospitals/1 OR 1/"])
    def test_what_does_not_exist_is_404(self, client, home, path):
        assert client.get(f"/{path}").status_code == 404

    def test_constant_queries(self, client, home, django_assert_num_queries, django_assert_max_num_queries):
        place = make.division()
        paths = [
            reverse("public_network"),
            reverse("public_members"),
            reverse("public_region", args=[place.region.code]),
        ]
        member(place)
        for path in paths:
            with django_assert_max_num_queries(14) as one:
                client.get(path)
            for _ in range(3):
                member(place)
            with django_assert_num_queries(len(one)):
                client.get(path)


class TestCentrePages:
    def test_page_shows_words_and_live_data(self, client, own):
        network = make.network(centre=own.centre, name_zh="肾病网络")
        joined = member(network=network)
        other = member()
        own.page.body = [("paragraph", "<p>本中心的介绍。</p>")]
        own.page.save_revision().publish()

        page = text(client, own.page.url)

        assert "本中心的介绍。" in page
        assert joined.hospital.name_zh in page
        assert other.hospital.name_zh not in page
        assert own.centre.host.name_zh in page
        assert "甲的公告" in page

    def test_list_of_centres_leads_to_their_pages(self, client, own, foreign):
        page = text(client, "/centres/")

        assert own.page.url in page
        assert foreign.page.url in page

    def test_centres_list_has_only_its_own_announcements(self, client, home, own, foreign):
        announcement(_list(home), "全省公告")

        assert "甲的公告" in text(client, own.index.url)
        assert "乙的公告" not in text(client, own.index.url)
        everything = text(client, "/announcements/")
        assert all(title in everything for title in ("全省公告", "甲的公告", "乙的公告"))

    def test_name_follows_the_data_without_the_page(self, client, own):
        own.centre.name_en = "Renal Centre"
        own.centre.save()

        assert "Renal Centre" in text(client, f"/en{own.page.url}")
        assert CentrePage.objects.get(pk=own.page.pk).title == "甲中心"


class TestAnnouncements:
    def test_newest_come_first_and_one_column_can_be_chosen(self, client, home):
        index = _list(home)
        announcement(index, "旧通知", published_on=date(2020, 1, 1))
        announcement(index, "新通知", published_on=date(2026, 1, 1))
        announcement(index, "某政策", published_on=date(2023, 1, 1), column="policy")

        def titles(query=""):
            return re.findall(r'notice__title"><a[^>]*>([^<]+)</a>', text(client, f"/announcements/{query}"))

        assert titles() == ["新通知", "某政策", "旧通知"]
        assert titles("?column=policy") == ["某政策"]
        assert titles("?column=no-such") == ["新通知", "某政策", "旧通知"]

    def test_page_names_what_is_known_and_leaves_out_what_is_not(self, client, home):
        known = announcement(
            _list(home), "甲", issuer="省科技厅", document_number="冀科〔2026〕1号", issued_on=date(2026, 3, 1)
        )
        unknown = announcement(_list(home), "乙")

        assert "省科技厅" in text(client, known.url)
        assert "冀科〔2026〕1号" in text(client, known.url)
        assert "2026年3月1日" in text(client, known.url)
        assert "document__particulars" not in text(client, unknown.url)

    def test_print_view_is_the_bare_document(self, client, home):
        page = announcement(_list(home), "甲", body=[("heading", {"text": "一、总则", "level": "h2"})])

        shown = text(client, page.url + "?print")

        assert "<h2>一、总则</h2>" in shown
        assert "site-nav" not in shown
        assert page.url in shown

    def test_blocks_are_rendered_and_escaped(self, client, home):
        hostile = "<script>alert(1)</script>"
        body = [
            ("heading", {"text": hostile, "level": "h3"}),
            ("table", {"data": [[hostile, "成员"]], "first_row_is_table_header": False, "first_col_is_header": False}),
            ("linked_entry", {"title": hostile, "document_number": "1号", "page": None}),
        ]
        page = announcement(_list(home), hostile, body=body)

        shown = text(client, page.url)

        assert "<script>alert" not in shown
        assert shown.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3

    def test_link_to_a_page_taken_back_has_no_address(self, client, home):
        target = announcement(_list(home), "目标")
        source = announcement(_list(home), "来源")
        source.related_entries.create(title="目标文件", linked_page=target)
        publish(source)
        assert target.url in text(client, source.url)

        target.refresh_from_db()
        target.unpublish()

        assert target.get_url() not in text(client, source.url)

    def test_english_page_says_which_parts_are_chinese(self, client, home):
        page = announcement(_list(home), "中文标题")

        assert '<h1 class="document__title" lang="zh-Hans">中文标题</h1>' in text(client, f"/en{page.url}")


class TestFeed:
    def test_feed_has_the_latest_with_absolute_addresses_and_days(self, client, home, own):
        page = announcement(_list(home), "全省公告", published_on=date(2026, 3, 5), summary="摘要")

        answer = client.get(reverse("feed"))
        items = ElementTree.fromstring(answer.content).findall("channel/item")

        assert answer["Content-Type"].startswith("application/rss+xml")
        assert {item.findtext("title") for item in items} == {"全省公告", "甲的公告"}
        (item,) = [item for item in items if item.findtext("title") == "全省公告"]
        assert item.findtext("link") == f"http://testserver{page.url}"
        assert item.findtext("description") == "摘要"
        assert item.findtext("pubDate").startswith("Wed, 04 Mar 2026 16:00:00")

    def test_feed_is_short(self, client, home):
        for number in range(33):
            announcement(_list(home), f"公告{number}", published_on=date(2026, 1, 1) + timedelta(days=number))

        items = ElementTree.fromstring(client.get(reverse("feed")).content).findall("channel/item")

        assert len(items) == 30
        assert items[0].findtext("title") == "公告32"


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
