"""The scripts of the pages in a real browser: the browser's side of a draft, a question first, one press only."""

import json
import re
from pathlib import Path

import pytest
from django.template import Context, Template

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
ADDRESS = "http://localhost/"
PAGE = """<!doctype html><html lang="zh"><title>t</title>
<script src="/static/js/theme.js"></script>
{% for name in scripts %}<script src="/static/js/{{ name }}.js" defer></script>{% endfor %}
<main>{% load ui %}@</main>{% include "components/dialog.html" %}</html>"""
DRAFT = """<form data-autosave="/save/" method="post"><input type="hidden" name="csrfmiddlewaretoken" value="tok">
<input name="beds" aria-label="beds"><input type="file" name="proof" aria-label="proof">
{% include "components/autosave.html" with version=4 %}</form>"""


class Server:
    """The other side of the wire: serves one page and its scripts, and keeps what was posted."""

    def __init__(self, page):
        self.page, self.posts, self.answers = page, [], []
        page.route(ADDRESS + "**", self._answer)

    def open(self, content: str, *scripts: str) -> None:
        """Show a page with this content."""
        self.html = Template(PAGE.replace("@", content)).render(Context({"scripts": scripts}))
        self.page.goto(ADDRESS)

    def _answer(self, route, request) -> None:
        path = request.url.removeprefix(ADDRESS)
        if path.startswith("static/"):
            route.fulfill(path=STATIC / path.removeprefix("static/"))
        elif request.method == "POST":
            self._keep(route, request)
        else:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")

    def _keep(self, route, request) -> None:
        self.posts.append((request.headers, request.post_data))
        status, body = self.answers.pop(0) if self.answers else (204, {})
        if status is None:
            route.abort()
        else:
            route.fulfill(status=status, body=json.dumps(body), content_type="application/json")


@pytest.fixture
def server(page):
    """A browser page and the server behind it."""
    return Server(page)


def test_draft_is_saved_with_its_version_and_token(server):
    server.answers = [(200, {"version": 5, "saved_at": "14:05"})]
    server.open(DRAFT, "autosave")
    server.page.get_by_label("beds").fill("42")
    status = server.page.get_by_role("status")
    status.filter(has_text="14:05").wait_for()
    headers, body = server.posts[0]
    assert headers["x-csrftoken"] == "tok"
    assert re.search(r'name="draft_version"\s+4\s', body) and re.search(r'name="beds"\s+42\s', body)
    assert "proof" not in body
    assert server.page.locator("[name=draft_version]").input_value() == "5"


def test_draft_that_could_not_be_sent_is_kept_and_sent_again(server):
    server.answers = [(None, {}), (200, {"version": 5, "saved_at": "14:06"})]
    server.open(DRAFT, "autosave")
    server.page.get_by_label("beds").fill("42")
    retry = server.page.locator("[data-autosave-retry]")
    retry.wait_for(state="visible")
    assert server.page.get_by_label("beds").input_value() == "42"
    retry.click()
    server.page.get_by_role("status").filter(has_text="14:06").wait_for()
    assert len(server.posts) == 2 and retry.is_hidden()


def test_draft_changed_by_another_person_stops_saving_and_says_so(server):
    server.answers = [(409, {"message": "王敏 09:12 修改了这份草稿。"})]
    server.open(DRAFT, "autosave")
    server.page.get_by_label("beds").fill("42")
    server.page.get_by_role("status").filter(has_text="王敏 09:12 修改了这份草稿。").wait_for()
    server.page.get_by_label("beds").fill("43")
    server.page.wait_for_timeout(1500)
    assert len(server.posts) == 1
    assert server.page.locator("[data-autosave-retry]").is_hidden()


def test_confirmed_button_sends_only_after_yes(server):
    server.open('<form method="post"><button data-confirm="确定？">Go</button></form>', "dialogs", "once")
    server.page.get_by_role("button", name="Go").click()
    server.page.locator("#confirm-dialog button[value=no]").click()
    assert server.posts == []
    server.page.get_by_role("button", name="Go").click()
    with server.page.expect_request(lambda request: request.method == "POST"):
        server.page.locator("[data-dialog-yes]").click()


def test_second_press_sends_nothing(server):
    server.open('<form method="post" data-once><button name="act" value="1">Go</button></form>', "once")
    server.page.evaluate("const b = document.querySelector('form button'); b.click(); b.click();")
    server.page.wait_for_timeout(300)
    assert len(server.posts) == 1


def test_theme_is_remembered(server):
    server.open('{% include "components/theme_switch.html" %}')
    server.page.locator("[data-theme-choice=dark]").click()
    server.page.reload()
    assert server.page.locator("html").get_attribute("data-theme") == "dark"
    assert server.page.locator("[data-theme-choice=dark]").get_attribute("aria-pressed") == "true"


def test_photographs_are_put_in_order_by_mouse_and_keyboard(server):
    field = '<input type="file" name="pages" aria-label="pages" data-up="上移" data-down="下移" multiple>'
    server.open(f'<form method="post">{field}</form>', "files")
    server.page.get_by_label("pages", exact=True).set_input_files(
        [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": b"x"} for n in "甲乙丙"]
    )
    order = server.page.locator("input[name=pages_order]")
    assert order.input_value() == "0,1,2"
    assert server.page.get_by_label("上移: 甲.jpg").is_disabled()

    server.page.get_by_label("上移: 丙.jpg").click()
    assert order.input_value() == "0,2,1"
    server.page.keyboard.press("Enter")  # the focus went along with the photograph
    assert order.input_value() == "2,0,1"
    assert [line.split(" ")[1].split(".")[0] for line in server.page.locator("ol li").all_inner_texts()] == [
        "丙",
        "甲",
        "乙",
    ]


def test_chosen_file_is_listed_and_a_large_one_marked(server):
    server.open('<input type="file" aria-label="proof" data-max-bytes="3" multiple>', "files")
    files = [{"name": n, "mimeType": "text/plain", "buffer": b} for n, b in (("小.txt", b"a"), ("大.txt", b"abcde"))]
    server.page.get_by_label("proof").set_input_files(files)
    assert server.page.locator(".file-list__item").count() == 2
    assert "大.txt" in server.page.locator(".file-list__item--wrong").inner_text()


def test_files_that_come_to_more_than_a_request_may_bring_are_told_and_not_sent(server):
    field = '<input type="file" aria-label="pages" data-max-together="5" data-together="太多" multiple>'
    server.open(f'<form method="post" data-once novalidate>{field}<button>Go</button></form>', "files", "once")
    files = [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": b"abc"} for n in "甲乙"]
    pages = server.page.get_by_label("pages")

    pages.set_input_files(files)
    assert "太多" in server.page.locator(".file-list__item--wrong").inner_text()
    server.page.get_by_text("Go").click()
    assert pages.evaluate("field => document.activeElement === field")
    assert server.posts == []

    pages.set_input_files(files[:1])
    assert server.page.locator(".file-list__item--wrong").count() == 0
    with server.page.expect_request(lambda request: request.method == "POST"):
        server.page.get_by_text("Go").click()


LIVE = """<a data-live="inbox"><b data-live-text="count" data-live-shown="count" hidden></b></a>
<p role="status" data-live="inbox" data-live-say="count" data-last="1" data-text="{n} 项"></p>"""


def test_page_whose_sockets_fail_asks_by_itself_and_stops_when_it_is_told_no(server):
    """Two sockets that end at once, then questions without anybody at the keyboard, until one is refused."""
    asked, sockets = [], []
    server.page.route_web_socket(re.compile("/live/"), lambda line: (sockets.append(1), line.close(code=1011)))

    def answer(route, request):
        asked.append(request.headers.get("x-passive"))
        status = 200 if len(asked) < 2 else 401
        route.fulfill(status=status, body=json.dumps({"inbox": {"count": 3}}), content_type="application/json")

    server.open(LIVE, "live")
    server.page.route(re.compile("/live/"), answer)
    server.page.evaluate(
        """document.body.dataset.liveUrl = "/live/"; document.body.dataset.liveSockets = "";
        document.addEventListener("live:ended", (event) => { document.title = "ended " + event.detail.status; });
        document.dispatchEvent(new Event("DOMContentLoaded"));"""
    )
    server.page.get_by_text("3 项").wait_for()
    assert server.page.locator("a b").inner_text() == "3"
    server.page.wait_for_function("document.title === 'ended 401'")
    assert (len(sockets), asked) == (2, ["yes", "yes"])
