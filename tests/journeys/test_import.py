"""A bulk import with mistakes corrected: uploaded, read, corrected, taken in, with its receipt."""

from datetime import timedelta

import pytest
from django.test import Client

from access import job_runner
from access.roles import CENTRE_ADMIN
from network.models import ImportRun, Membership
from tests.browser import follow
from tests.factories import network as make
from tests.factories.people import holder
from tests.factories.tables import member_row, upload
from tools import clock

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def sign_in(page, live, user):
    """Give the page the person's session."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live.url}])
    return page


def choose(page, live, rows) -> ImportRun:
    """Upload a table, and let the worker check it while the page of the job waits."""
    page.goto(live.url + "/workspace/network/imports/new/members/")
    file = upload("members", rows)
    page.set_input_files("input[type=file]", {"name": file.name, "mimeType": "application/x", "buffer": file.read()})
    follow(page, page.locator("main form button[type=submit]").click)
    assert "/jobs/" in page.url
    job_runner.run_waiting()
    return ImportRun.objects.latest("pk")


@pytest.fixture
def scene():
    """A network, its secretary, a tier, and four hospitals that were members before."""
    network = make.network(code="ZZ", name_zh="示范网络")
    tier = make.tier()
    user = holder(CENTRE_ADMIN, network.centre)
    return network, user, [member_row(make.hospital(), tier) for _ in range(4)]


def test_a_table_with_three_bad_cells_is_corrected_and_taken_in(scene, live, screen, axe):
    network, user, good = scene
    page = sign_in(screen, live, user)
    wrong = [{"tier": "特级"}, {"credit_code": "12345"}, {"valid_to": clock.today() - timedelta(days=900)}, {}]
    run = choose(page, live, [row | bad for row, bad in zip(good, wrong, strict=True)])

    page.goto(live.url + run.get_absolute_url())
    axe(page)
    cells = page.locator("main tbody tr")
    assert [cells.nth(n).inner_text().count(str(n + 2)) > 0 for n in range(3)] == [True, True, True]
    follow(page, page.locator(".tabs__link").nth(1).click)
    assert cells.count() == 1
    assert page.locator("form[action$='/commit/']").count() == 0
    assert Membership.objects.count() == 0

    run = choose(page, live, good)
    page.goto(live.url + run.get_absolute_url())
    axe(page)
    follow(page, page.locator("form[action$='/commit/'] button").click)
    job_runner.run_waiting()
    page.goto(live.url + run.get_absolute_url())
    axe(page)
    follow(page, page.locator("aside a[href*='/receipts/']").click)
    assert page.locator("main").inner_text().count(run.file_name) == 1

    page.goto(f"{live.url}/workspace/network/members/?network={network.pk}")
    assert page.locator("main tbody tr").count() == 4
    axe(page)
    page.locator("input[name=chosen]").first.check()
    assert page.locator("[data-selection-count]").inner_text() == "1 / 4"
    follow(page, page.locator("#selection button[type=submit]").click)
    axe(page)
    assert page.locator("textarea[name=body]").count() == 1
