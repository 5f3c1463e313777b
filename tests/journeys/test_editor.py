"""A centre's editor writes an announcement, looks at it, publishes it, and a visitor reads it."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import AnnouncementPage
from tests.cms.conftest import section

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def _sign_in(page, live, user) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live.url}])


def test_editor_writes_previews_and_publishes(site_anew, live, page, open_page):
    own = section("甲")
    _sign_in(page, live, own.editor)

    page.goto(live.url + reverse("wagtailadmin_pages:add", args=["cms", "announcementpage", own.index.pk]))
    page.locator("#id_title").press_sequentially("关于召开年会的通知")
    page.locator("#id_summary").press_sequentially("年会于三月召开。")
    page.get_by_role("button", name="预览").or_(page.locator("[data-side-panel-toggle='preview']")).first.click()
    page.frame_locator("#w-preview-iframe").get_by_text("年会于三月召开。").wait_for()
    page.evaluate("document.querySelector('[name=action-publish]').click()")
    page.wait_for_url(f"**/editor/pages/{own.index.pk}/**")

    visitor = open_page(320)
    visitor.goto(live.url + AnnouncementPage.objects.get(title="关于召开年会的通知").url)
    assert visitor.get_by_text("年会于三月召开。").is_visible()
