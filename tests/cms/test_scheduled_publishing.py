"""Pages come out and go at their time, by the worker's regular work; editors choose the time in the editor."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from access import beats
from access.roles import DEPARTMENT_OFFICER
from tests.cms.conftest import announcement, province_list
from tests.factories.people import holder
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_site")]


def test_a_page_comes_out_at_its_time_and_goes_at_its_time(client, home, monkeypatch):
    page = announcement(province_list(home), "换届公告", live=False)
    begun = clock.now()

    def at(hours: int) -> tuple:
        # The content system asks the framework's clock, which ours does not move.
        monkeypatch.setattr(timezone, "now", lambda: begun + timedelta(hours=hours))
        beats.run("cms.publish_scheduled")
        page.refresh_from_db()
        return page.live, client.get(page.url).status_code

    page.go_live_at, page.expire_at = begun + timedelta(hours=2), begun + timedelta(hours=4)
    page.save_revision().publish()

    assert {hours: at(hours) for hours in (1, 3, 5)} == {1: (False, 404), 3: (True, 200), 5: (False, 404)}
    assert page.expired


def test_the_editor_offers_the_times(client, home):
    page = announcement(province_list(home), "换届公告")
    client.force_login(holder(DEPARTMENT_OFFICER))

    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert 'name="go_live_at"' in shown
    assert 'name="expire_at"' in shown
