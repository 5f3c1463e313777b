"""Pages in a real browser: Chromium of the system, Chinese, no address but this machine's, no error overlooked."""

import os
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.loopback import is_local

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "no Chromium on this machine (apt-get install chromium, or set CHROMIUM=/path)"
WIDE, PHONE = 1280, 320
PICTURES = Path(__file__).resolve().parent.parent / "var" / "failures"


def chromium() -> str | None:
    """The path of the browser, by CHROMIUM or by its usual names; None when there is none."""
    asked = os.environ.get("CHROMIUM")
    found = asked or next((path for path in map(shutil.which, NAMES) if path), None)
    return found if found and Path(found).exists() else None


def is_required() -> bool:
    """Whether a missing browser is a failure and not only a warning (CI=true, BROWSER=require)."""
    return os.environ.get("CI", "").lower() in {"1", "true"} or os.environ.get("BROWSER") == "require"


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the session of this process."""
    if not chromium():
        (pytest.fail if is_required() else pytest.skip)(MISSING)
    # Playwright's synchronous interface keeps an event loop in this thread; Django would refuse the database in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield chrome
        chrome.close()


class Watcher:
    """Collects what must not happen on a page: script errors, console errors, failed files, foreign addresses."""

    def __init__(self):
        self.complaints: list[str] = []

    def watch(self, page) -> None:
        page.on("pageerror", lambda error: self._add("script error", error))
        page.on("console", self._on_console)
        page.on("request", self._on_request)
        page.on("response", self._on_response)

    def _add(self, what: str, detail) -> None:
        self.complaints.append(f"{what}: {detail}")

    def _on_console(self, message) -> None:
        # A failed file is reported by its response, with its address; a page that answers 403 or 404 may be wanted.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self._add("console error", message.text)

    def _on_request(self, request) -> None:
        host = urlsplit(request.url).hostname
        if not is_local(host):
            self._add("request to another machine", request.url)

    def _on_response(self, response) -> None:
        wanted = response.request.resource_type in {"document", "xhr", "fetch"}
        if response.status >= 500 or (response.status >= 400 and not wanted):
            self._add(f"answer {response.status}", response.url)


@pytest.fixture
def open_page(request, browser):
    """A function that opens a page of its own context, as another person or on another screen would.

    `open_page(width=1280, **options)`; the options are those of Playwright's `new_context`. When the test ends every
    page must have been free of script and console errors, failed files and requests to other machines.
    """
    watcher, pages = Watcher(), []

    def opened(width: int = WIDE, **options):
        height = 640 if width < 600 else 900
        context = browser.new_context(
            locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": width, "height": height}, **options
        )
        context.set_default_timeout(10_000)
        context.on("page", watcher.watch)
        pages.append(context.new_page())
        return pages[-1]

    yield opened
    if getattr(request.node, "failed", False):
        _keep_pictures(request.node, pages)
    for page in pages:
        page.context.close()
    if watcher.complaints:
        pytest.fail("\n".join(["The browser complained:", *watcher.complaints]), pytrace=False)


def _keep_pictures(item, pages) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages, 1):
        path = PICTURES / f"{re.sub(r'[^A-Za-z0-9]+', '-', item.nodeid)}-{number}.png"
        page.screenshot(path=path, full_page=True)
        item.add_report_section("teardown", "picture", str(path))


@pytest.fixture
def page(open_page):
    """A page on a wide screen, 1280 px."""
    return open_page(WIDE)


@pytest.fixture
def phone(open_page):
    """A page on a narrow phone, 320 px, touched with fingers."""
    return open_page(PHONE, has_touch=True)


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def screen(request, open_page):
    """A page on each of the two screens in turn: the test runs twice."""
    return open_page(request.param)


def follow(page, press) -> None:
    """Do what leads to another page, or to the same one anew, and wait until that has loaded: `follow(page, link.click)`."""
    with page.expect_navigation():
        press()


@pytest.fixture
def live(live_server):
    """The site on a real port: `live.url` is its address. The database is put back after the test."""
    return live_server


@pytest.fixture
def axe():
    """A function that fails with readable sentences when axe finds anything wrong on a page: `axe(page)`."""
    from axe_playwright_python.sync_playwright import Axe

    def checked(page, **options) -> None:
        violations = Axe().run(page, **options).response["violations"]
        if violations:
            pytest.fail("\n".join([f"axe on {page.url}:", *map(_described, violations)]))

    return checked


def _described(violation: dict) -> str:
    lines = [f"  {violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"]:
        lines.append(f"    {node['target'][0]}  {node['html'][:160]}")
        lines.extend(f"      {line}" for line in node["failureSummary"].splitlines()[1:])
    return "\n".join(lines)
