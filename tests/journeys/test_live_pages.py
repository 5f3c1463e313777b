"""Pages that move by themselves, behind a real server: by WebSocket, and where none opens."""

import pytest
from django.db import connection
from django.test import Client

from access import inbox
from access.roles import CENTRE_ADMIN
from network.domain import applications
from tests.factories import membership as path
from tests.web_server import web_server

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TASK = "task.application.check"


@pytest.fixture
def cast():
    """A centre with an application, and its secretary."""
    cast = path.cast()
    cast.application = path.submitted(cast)
    return cast


@pytest.fixture
def served(cast, tmp_path):
    """The address of the product as it is deployed, over this test's database."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.test",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
    }
    with web_server(tmp_path / "web.log", **environment) as url:
        yield url


def _opened(page, url: str, user, address: str) -> None:
    """Open a page as somebody who is signed in."""
    client = Client()
    client.force_login(user)
    cookies = [{"name": name, "value": morsel.value, "url": url} for name, morsel in client.cookies.items()]
    page.context.add_cookies(cookies)
    page.goto(url + address)


def _counted(page) -> int:
    return int(page.locator(".masthead__count").inner_text() or 0)


def _badge_moves(page, cast) -> None:
    """A task opens elsewhere: number, spoken sentence and list follow without the page being loaded again."""
    page.evaluate("window.stays = true")
    before = _counted(page)
    rows = page.locator(".task").count()
    place = {"role": CENTRE_ADMIN, "scope_kind": "centre", "scope_id": cast.network.centre_id}
    inbox.open_task(TASK, cast.hospital, about="新的申请", **place)
    page.locator(".masthead__count", has_text=str(before + 1)).wait_for()
    page.locator("header [role=status]", has_text=str(before + 1)).wait_for(state="attached")
    page.locator(".task").nth(rows).wait_for()
    assert page.evaluate("window.stays") is True
    inbox.close_tasks(cast.hospital, by=cast.actor(CENTRE_ADMIN))
    page.locator(".masthead__count", has_text=str(before)).wait_for()


def test_pages_move_by_socket_and_without_one(cast, served, open_page, axe):
    secretary = cast.people[CENTRE_ADMIN]
    page = open_page()
    sockets = []
    page.on("websocket", lambda one: sockets.append(one.url.partition("?")[0]))
    _opened(page, served, secretary, "/workspace/")
    _badge_moves(page, cast)
    assert sockets == [served.replace("http", "ws") + "/workspace/live/"]

    _opened(page, served, secretary, "/workspace/network/applications/")
    row = page.locator("tbody tr", has_text=cast.application.number)
    before = row.inner_text()
    applications.withdraw_submitted(
        cast.application,
        expected=cast.application.version,
        reason="资料有误",
        by=cast.actor("hospital_admin"),
    )
    button = page.locator("[data-live-show]:visible")
    button.wait_for()
    assert row.inner_text() == before, "the row changed under the reader's hands"
    axe(page)
    button.press("Enter")
    page.locator("tbody tr", has_text=cast.application.number).filter(has_not_text=before.splitlines()[-2]).wait_for()
    assert page.evaluate("document.activeElement.id") == "rows"
    assert button.count() == 0

    without = open_page(320)
    without.add_init_script("delete window.WebSocket")
    polled = []
    without.on("request", lambda request: polled.append(request) if "/live/" in request.url else None)
    _opened(without, served, secretary, "/workspace/")
    _badge_moves(without, cast)
    assert polled and all(request.headers["x-passive"] for request in polled)
