"""Thousands of requests that no page of ours makes: each gets an answer that is no crash, and nothing is changed."""

import random
import re

import pytest
from django.urls import get_resolver, reverse

from tests.access.test_every_page import PAGES
from tests.faults import corpus, dealing
from tests.faults.watching import Walker, changed, digest
from tests.guards.rules_urls import routes

pytestmark = [
    pytest.mark.faults,
    pytest.mark.both,
    pytest.mark.django_db,
    # What pages warn of is told by the suite; here it would pass for a crash.
    pytest.mark.filterwarnings("ignore"),
]
COLLEAGUE = "hospital_coordinator@H1"
WATCHERS = (COLLEAGUE, "centre_admin@C1", "auditor", "stranger", None)
# Pages that a post of their holder changes without a form whose fields could be wrong; what is sent along is not read.
ACTS = {
    "workspace:notification": "that it was read is noted",
    "workspace:read_all": "that they were read is noted",
    "access:account": "wrong passwords are counted, and news tell of the lock",
    "access:issue_reset_code": "a button",
    "access:confirm_invitation": "a button",
    "access:revoke_invitation": "a button",
    "access:cancel_job": "a button",
    "access:stop_job": "a button",
    "access:check_logbook": "a button",
    "access:retry_delivery": "a button",
    "access:end_delegation": "a button",
    "studies:withdraw_ethics": "a button",
    "studies:reserve_slot": "a button",
    "network:withdraw_application_paper": "a button",
}
FIELD = re.compile(r'name="([^"]+)"')
# Posted by scripts, or by buttons of other pages than the form's own.
FIELDS = (
    "version",
    "token",
    "action",
    "reason",
    "draft_version",
    "kind",
    "file_order",
    "document",
    "colleague",
    "code",
)


def _names_on(walker: Walker, url: str) -> list[str]:
    """The fields of the forms on a page, as a browser would find them."""
    page = walker.send("GET", url, "as it is")
    text = "" if page.streaming else page.content.decode("utf-8", "replace")
    return sorted({*FIELDS, *FIELD.findall(text)} - {"csrfmiddlewaretoken"})


def _others(page) -> list[str | None]:
    """Who asks for a page beside its holder; whoever may press the same button is left out."""
    colleagues = {COLLEAGUE} if page.name in ACTS else set()
    return [label for label in WATCHERS if label not in {page.holder[0], *colleagues}]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_of_the_workspace_is_brought_down(world, signed_in, page):
    walker, chance, amounts = Walker(), random.Random(page.name), dealing.amounts()
    url = reverse(page.name, args=page.args(world))
    before = digest()
    walker.go_on_as(page.holder[0], signed_in)
    names = _names_on(walker, url)
    if page.name in ACTS:
        before = digest()

    for label in _others(page):
        walker.go_on_as(label, signed_in)
        for method, what, rest in dealing.requests(chance, amounts.of_others, names):
            walker.send_in_vain(method, url, what, **rest)
    moved = changed(before) if page.name in ACTS else []
    walker.go_on_as(page.holder[0], signed_in)
    for method, what, rest in dealing.requests(chance, amounts.of_holder, names):
        walker.send_in_vain(method, url, what, **rest)

    assert walker.crashes == []
    assert moved == [], "somebody pressed a button without the right"
    assert page.name in ACTS or changed(before) == [], "a post without a valid form changed rows"


# The pages above, and a button that starts a process which outlives the test's database: it reads nothing.
ELSEWHERE = ("workspace/", "demo/reset/")
REAL = [route for route in routes(get_resolver().url_patterns) if not route.pattern.startswith(ELSEWHERE)]
GROUPS = ("accounts/", "editor/", "")
PLACE = re.compile(r"<[^>]+>|\(\?P?<?\w*>?[^)]*\)+|[\^$?]|\\Z")


def _addresses(route, chance: random.Random, count: int):
    """The address with something in each place that does not belong there."""
    if "<" not in route.pattern and "(" not in route.pattern:
        return [f"/{route.pattern.strip('^$')}".replace("\\Z", "")]
    return [_filled(route.pattern, place) for place in chance.sample(corpus.PLACES, count)]


def _filled(pattern: str, place: str) -> str:
    return "/" + PLACE.sub(lambda found: place if len(found.group()) > 2 else "", pattern)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("label", [None, "centre_editor@C1", COLLEAGUE, "auditor"])
def test_no_other_page_is_brought_down(world, signed_in, group, label):
    walker, chance, amounts = Walker(), random.Random(f"{group}{label}"), dealing.amounts()
    found = [route for route in REAL if _group_of(route) == group]
    before = digest()

    walker.go_on_as(label, signed_in)
    for route in found:
        for url in _addresses(route, chance, amounts.addresses):
            for method, what, rest in dealing.requests(chance, amounts.each, FIELDS):
                walker.send(method, url, what, **rest)
        if "logout" in route.pattern:
            walker.become(label or "visitor", world.people.get(label))

    assert walker.crashes == []
    assert changed(before) == []


def _group_of(route) -> str:
    return next(group for group in GROUPS if route.pattern.lstrip("^").startswith(group))


def test_every_page_that_a_press_changes_is_there():
    assert set(ACTS) <= {page.name for page in PAGES}


def test_there_are_thousands():
    amounts = dealing.AMOUNTS["sqlite"]
    of_pages = len(PAGES) * (amounts.of_holder + amounts.of_others * (len(WATCHERS) - 1))

    assert of_pages + len(REAL) * amounts.each * 4 > 5000
