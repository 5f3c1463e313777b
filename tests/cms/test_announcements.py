"""Announcements in lists, on their page, on paper and in the feed."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from cms.domain.pages import publish
from tests.cms.conftest import announcement, province_list, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_site")]


def test_newest_come_first_and_one_column_can_be_chosen(client, home):
    index = province_list(home)
    announcement(index, "旧通知", published_on=date(2020, 1, 1))
    announcement(index, "新通知", published_on=date(2026, 1, 1))
    announcement(index, "某政策", published_on=date(2023, 1, 1), column="policy")

    def titles(query=""):
        return re.findall(r'notice__title"><a[^>]*>([^<]+)</a>', shown(client, f"/announcements/{query}"))

    assert titles() == ["新通知", "某政策", "旧通知"]
    assert titles("?column=policy") == ["某政策"]
    assert titles("?column=no-such") == ["新通知", "某政策", "旧通知"]


def test_page_names_what_is_known_and_leaves_out_what_is_not(client, home):
    known = announcement(
        province_list(home), "甲", issuer="省科技厅", document_number="冀科〔2026〕1号", issued_on=date(2026, 3, 1)
    )
    unknown = announcement(province_list(home), "乙")

    assert "省科技厅" in shown(client, known.url)
    assert "冀科〔2026〕1号" in shown(client, known.url)
    assert "2026年3月1日" in shown(client, known.url)
    assert "document__particulars" not in shown(client, unknown.url)


def test_print_view_is_the_bare_document(client, home):
    page = announcement(province_list(home), "甲", body=[("heading", {"text": "一、总则", "level": "h2"})])

    page_shown = shown(client, page.url + "?print")

    assert "<h2>一、总则</h2>" in page_shown
    assert "site-nav" not in page_shown
    assert page.url in page_shown


def test_blocks_are_rendered_and_escaped(client, home):
    hostile = "<script>alert(1)</script>"
    body = [
        ("heading", {"text": hostile, "level": "h3"}),
        ("table", {"data": [[hostile, "成员"]], "first_row_is_table_header": False, "first_col_is_header": False}),
        ("linked_entry", {"title": hostile, "document_number": "1号", "page": None}),
    ]
    page = announcement(province_list(home), hostile, body=body)

    page_shown = shown(client, page.url)

    assert "<script>alert" not in page_shown
    assert page_shown.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


def test_link_to_a_page_taken_back_has_no_address(client, home):
    target = announcement(province_list(home), "目标")
    source = announcement(province_list(home), "来源")
    source.related_entries.create(title="目标文件", linked_page=target)
    publish(source)
    assert target.url in shown(client, source.url)

    target.refresh_from_db()
    target.unpublish()

    assert target.get_url() not in shown(client, source.url)


def test_english_page_says_which_parts_are_chinese(client, home):
    page = announcement(province_list(home), "中文标题")

    assert '<h1 class="document__title" lang="zh-Hans">中文标题</h1>' in shown(client, f"/en{page.url}")


def test_feed_has_the_latest_with_absolute_addresses_and_days(client, home, own):
    page = announcement(province_list(home), "全省公告", published_on=date(2026, 3, 5), summary="摘要")

    answer = client.get(reverse("feed"))
    items = ElementTree.fromstring(answer.content).findall("channel/item")

    assert answer["Content-Type"].startswith("application/rss+xml")
    assert {item.findtext("title") for item in items} == {"全省公告", "甲的公告"}
    (item,) = [item for item in items if item.findtext("title") == "全省公告"]
    assert item.findtext("link") == f"http://testserver{page.url}"
    assert item.findtext("description") == "摘要"
    assert item.findtext("pubDate").startswith("Wed, 04 Mar 2026 16:00:00")


def test_feed_is_short(client, home):
    for number in range(33):
        announcement(province_list(home), f"公告{number}", published_on=date(2026, 1, 1) + timedelta(days=number))

    items = ElementTree.fromstring(client.get(reverse("feed")).content).findall("channel/item")

    assert len(items) == 30
    assert items[0].findtext("title") == "公告32"
