"""A visitor looks around the public site, on a wide screen and on a narrow phone."""

from datetime import date

import pytest
from django.core.management import call_command

from cms.domain.centre_sections import build_section
from cms.models import AnnouncementIndexPage
from network.models import Membership
from tests.browser import follow
from tests.cms.conftest import SYSTEM, announcement
from tests.factories import network as make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(site_anew):
    """A small province: a county with a member, a white one, a centre, announcements."""
    home = site_anew
    call_command("import_action_plan")
    region = make.region(name_zh="示范市")
    place = make.division(name_zh="青禾县", region=region)
    make.division(name_zh="白地县", region=region)
    centre = make.centre(name_zh="示范肾脏病中心")
    hospital = make.hospital(name_zh="青禾县人民医院", place=place)
    Membership.objects.create(
        number="N-001",
        hospital=hospital,
        campus=hospital.campuses.get(),
        network=make.network(centre=centre, name_zh="肾脏病网络"),
        tier=make.tier(),
        valid_from=date(2020, 1, 1),
        valid_to=date(2040, 1, 1),
    )
    build_section(centre, by=SYSTEM)
    announcement(AnnouncementIndexPage.objects.child_of(home).get(), "关于申报网络成员单位的通知")
    return home


def test_visitor_finds_the_white_county_and_the_member_next_to_it(site, live, screen, axe):
    screen.goto(live.url)
    axe(screen)
    follow(screen, screen.locator("a.tile").first.click)
    axe(screen)

    white = screen.locator(".counties__item--white")
    assert white.count() == 1
    assert "白地县" in white.inner_text()

    follow(screen, screen.get_by_role("link", name="青禾县人民医院").click)
    assert "肾脏病网络" in screen.locator("main").inner_text()
    axe(screen)


def test_public_pages_have_no_barriers_and_fit(site, live, screen, axe):
    for path in ("/centres/", "/announcements/", "/network/", "/network/members/", "/en/"):
        screen.goto(live.url + path)

        assert screen.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        axe(screen)


def test_dark_and_print_view_have_no_barriers(site, live, open_page, axe):
    page = open_page(1280, color_scheme="dark")
    for path in ("/", "/announcements/action-plan-2018-2020/"):
        page.goto(live.url + path)
        axe(page)

    page.goto(live.url + "/announcements/action-plan-2018-2020/?print")
    assert page.locator("[data-print]").is_visible()
    page.emulate_media(media="print")
    assert not page.locator("[data-print]").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
