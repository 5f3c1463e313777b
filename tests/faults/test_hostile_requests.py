"""Thousands of requests that no page of ours makes: each gets an answer that is no crash, and nothing is changed."""

import random
import re
from urllib.parse import urlencode

import pytest
from django.urls import get_resolver, reverse

from tests.access.test_every_page import PAGES
from tests.faults import corpus
from tests.faults.watching import Walker, changed, digest
from tests.guards.rules_urls import routes

pytestmark = [
    pytest.mark.faults,
    pytest.mark.both,
    pytest.mark.django_db,
    # What pages warn of is told by the suite; here it would pass for a crash.
    pytest.mark.filterwarnings("ignore"),
]
WATCHERS = ("hospital_coordinator@H1", "centre_admin@C1", "auditor", "stranger")
# How many of the corpus the holder of a page sends there, and how many each of the others.
OF_HOLDER, OF_OTHERS = 24, 5
# Pages that a post changes without a form whose fields could be wrong; what is sent along is not read.
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


def _queries(chance: random.Random, count: int):
    for name in chance.sample(sorted(corpus.QUERIES), count):
        yield "GET", name, {"query": corpus.QUERIES[name]}


def _bodies(chance: random.Random, count: int):
    for name in chance.sample(sorted(corpus.BODIES), count):
        body, kind = corpus.BODIES[name]
        yield "POST", name, {"data": body, "content_type": kind}


def _fields(chance: random.Random, count: int, names):
    for name in chance.sample(sorted(corpus.TEXTS), count):
        text = corpus.TEXTS[name]
        pairs = [(key, text) for key in names] + [(key, text) for key in corpus.ODD_NAMES]
        body = urlencode([(k, v[:30_000].encode("utf-8", "surrogatepass")) for k, v in pairs]).encode()
        yield "POST", f"fields: {name}", {"data": body, "content_type": "application/x-www-form-urlencoded"}


def _methods(chance: random.Random, count: int):
    for method in chance.sample(corpus.METHODS, count):
        yield method, "method", {"query": "page=1"}


def _hostile(chance: random.Random, count: int, names):
    """About so many requests, of each kind a share, with odd headers now and then."""
    share = max(1, count // 4)
    sent = [*_queries(chance, share), *_bodies(chance, share), *_fields(chance, share, names)]
    for method, what, rest in [*sent, *_methods(chance, min(share, len(corpus.METHODS)))]:
        name = chance.choice(sorted(corpus.HEADERS))
        yield method, f"{what}, {name}", rest | {"headers": corpus.HEADERS[name]}


def _names_on(walker: Walker, url: str) -> list[str]:
    """The fields of the forms on a page, as a browser would find them."""
    page = walker.send("GET", url, "as it is")
    text = "" if page.streaming else page.content.decode("utf-8", "replace")
    return sorted({*FIELDS, *FIELD.findall(text)} - {"csrfmiddlewaretoken"})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_of_the_workspace_is_brought_down(world, page):
    walker, chance = Walker(), random.Random(page.name)
    url = reverse(page.name, args=page.args(world))
    holder = page.holder[0]
    before = digest()

    walker.become(holder, world.people[holder])
    names = _names_on(walker, url)
    for method, what, rest in _hostile(chance, OF_HOLDER, names):
        walker.send_in_vain(method, url, what, **rest)
    moved = changed(before)
    before = digest()
    for label in (*WATCHERS, None):
        walker.become(label or "visitor", world.people[label] if label else None)
        for method, what, rest in _hostile(chance, OF_OTHERS, names):
            walker.send_in_vain(method, url, what, **rest)

    assert walker.crashes == []
    assert page.name in ACTS or moved == [], "a post without a valid form changed rows"
    assert page.name in ACTS or changed(before) == []


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
@pytest.mark.parametrize("label", ["visitor", "centre_editor@C1", "hospital_coordinator@H1", "auditor"])
def test_no_other_page_is_brought_down(world, group, label):
    walker, chance = Walker(), random.Random(group + label)
    found = [route for route in REAL if _group_of(route) == group]
    before = digest()

    walker.become(label, world.people.get(label))
    for route in found:
        for url in _addresses(route, chance, 3):
            for method, what, rest in _hostile(chance, 4, FIELDS):
                walker.send(method, url, what, **rest)
        if "logout" in route.pattern:
            walker.become(label, world.people.get(label))

    assert walker.crashes == []
    assert changed(before) == []


def _group_of(route) -> str:
    return next(group for group in GROUPS if route.pattern.lstrip("^").startswith(group))


def test_every_page_that_a_press_changes_is_there():
    assert set(ACTS) <= {page.name for page in PAGES}


def test_there_are_thousands():
    assert len(PAGES) * (OF_HOLDER + OF_OTHERS * (len(WATCHERS) + 1)) + len(REAL) * 4 * 4 > 5000
