"""The browser fixtures overlook nothing: each complaint is provoked here on a page of its own."""

import pytest

from tests.browser import PHONE, WIDE, Watcher


@pytest.fixture
def watched(browser):
    """A page and the watcher of its context."""
    watcher, context = Watcher(), browser.new_context()
    context.on("page", watcher.watch)
    yield context.new_page(), watcher
    context.close()


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("console.error('a fault')", "console error: a fault"),
        ("setTimeout(() => { throw new Error('a fault') }, 0)", "script error: a fault"),
        ("fetch('http://example.org/').catch(() => 0)", "request to another machine: http://example.org/"),
    ],
)
def test_watcher_complains(watched, script, complaint):
    page, watcher = watched

    page.evaluate(script)
    page.wait_for_timeout(100)

    assert watcher.complaints == [complaint]


def test_watcher_complains_of_a_missing_file_and_not_of_a_missing_page(watched, live):
    page, watcher = watched

    assert page.goto(f"{live.url}/static/nothing-here.css").status == 404
    page.evaluate("document.body.innerHTML = '<img src=\"/static/nothing-here.png\">'")
    page.wait_for_timeout(200)

    assert watcher.complaints == [f"answer 404: {live.url}/static/nothing-here.png"]


def test_quiet_page_has_no_complaint(watched):
    page, watcher = watched

    page.evaluate("console.log('all well')")

    assert watcher.complaints == []


def test_axe_tells_what_is_wrong_and_where(page, axe):
    page.set_content("<html lang='en'><title>t</title><main><h1>h</h1><img src='data:,'></main></html>")

    with pytest.raises(pytest.fail.Exception, match=r"(?s)image-alt.*<img src="):
        axe(page)


def test_axe_accepts_a_sound_page(page, axe):
    page.set_content("<html lang='en'><title>t</title><main><h1>h</h1><p>text</p></main></html>")

    axe(page)


def test_pages_have_the_two_widths_and_speak_chinese(page, phone):
    assert [one.evaluate("innerWidth") for one in (page, phone)] == [WIDE, PHONE]
    assert phone.evaluate("navigator.language") == "zh-CN"
