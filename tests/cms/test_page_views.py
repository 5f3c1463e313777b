"""Visits to announcements are counted once each, and counting keeps nobody waiting."""

import threading
import time

import pytest
from django.db import connection, transaction

from cms.domain.page_views import count_visit, visits
from cms.models import AnnouncementIndexPage, PageView
from tests.cms.conftest import announcement
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_own")]


def test_each_reading_counts_and_is_shown(client, own):
    shown = [client.get(own.live.url).content.decode() for _ in range(2)]

    assert visits(own.live) == 2
    assert '<span class="number">2</span>' in shown[1]


def test_heads_print_views_and_drafts_do_not_count(client, own):
    client.head(own.live.url)
    client.get(own.live.url + "?print")
    client.force_login(own.editor)
    client.get(f"/editor/pages/{own.live.pk}/view_draft/")

    assert visits(own.live) == 0


def test_days_are_kept_apart_and_summed_up(own):
    for day in ("2026-03-05 23:59", "2026-03-06 00:01", "2026-03-06 12:00"):
        with clock.at(day):
            count_visit(own.live)

    counts = PageView.objects.order_by("day").values_list("day", "count")
    assert [(day.isoformat(), count) for day, count in counts] == [("2026-03-05", 1), ("2026-03-06", 2)]
    assert visits(own.live) == 3


def test_counting_costs_one_write(own, django_assert_num_queries):
    count_visit(own.live)

    with django_assert_num_queries(1):
        count_visit(own.live)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only on SQLite does one writer keep out all others")
def test_reader_does_not_wait_for_a_writer(client, home):
    page = announcement(AnnouncementIndexPage.objects.child_of(home).get(), "公告")
    entered, leave = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            PageView.objects.create(page=page, day=clock.today(), count=40)
            entered.set()
            leave.wait(10)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    entered.wait(10)
    started = time.monotonic()
    answer = client.get(page.url)
    took = time.monotonic() - started
    leave.set()
    writer.join()

    assert answer.status_code == 200
    assert took < 3
    assert visits(page) == 40
