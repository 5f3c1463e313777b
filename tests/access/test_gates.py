"""The gates behind the sign-in: while one is closed nothing of a person is reached, by whatever address."""

import re

import pytest
from django.urls import get_resolver, reverse

from access import gates, privacy, second_factor
from access.actor import Actor
from access.models import PrivacyNotice
from access.roles import AUDITOR, INVESTIGATOR
from tests.factories import network as make
from tests.factories.factors import app_for
from tests.factories.people import holder, person
from tests.guards.rules_urls import routes
from tests.guards.test_urls import OUTSIDE, SAMPLES

pytestmark = pytest.mark.django_db

# Parts of the site that are not behind the gates, and why.
PUBLIC = {
    "health/": "says nothing of anybody",
    "metrics/": "figures about work, none about anybody",
    "i18n/": "chooses a language",
    "media/": "renditions of public pictures",
    "privacy/": "the notice itself",
    "_util/": "leads to the sign-in page",
    "hospital-registration/": "for people who have no account yet",
    "demo/": "story cards, mounted for demonstrations only",
}


def _personal():
    """(route, address) of everything that is not a public page, with the content system's own addresses."""
    for route in routes(get_resolver().url_patterns):
        pattern = route.pattern.lstrip("^/")
        if pattern.startswith(("workspace/", *OUTSIDE)) and not pattern.startswith(tuple(PUBLIC)):
            yield route, "/" + _filled(pattern)


def _filled(pattern: str) -> str:
    filled = re.sub(r"<(\w+):\w+>", lambda match: SAMPLES[match.group(1)], pattern)
    filled = re.sub(r"<\w+>", "7", filled)  # a converter that is not named takes any word
    filled = re.sub(r"\((?:\?P<\w+>)?[^)]*\)", "7", filled)
    return re.sub(r"\\Z|[\^$\\]", "", filled)


def _reached(client, gate, below: str = "/") -> list[str]:
    """The addresses that do not lead to the gate's page, although they are not on the way through it. What is not
    there counts, too: whoever is told so has been let past the gate."""
    way = {gate.page, *gate.open_names, *gates.ALWAYS_OPEN}
    found = []
    for route, address in _personal():
        if not address.startswith(below):
            continue
        answer = client.get(address)
        led = answer.status_code == 302 and answer.url.startswith(reverse(gate.page))
        if not led and route.name not in way:
            found.append(f"{route.pattern}: {answer.status_code}")
    return found


@pytest.fixture
def unread(client):
    """A person who has not agreed to the notice."""
    someone = holder(AUDITOR)
    PrivacyNotice.objects.create(version=1, effective_on="2020-01-01", body={"zh-hans": []})
    client.force_login(someone)
    return someone


@pytest.fixture
def bare(client, settings):
    """A person in a role that asks for a second factor, without one."""
    settings.SECOND_FACTOR_REQUIRED = True
    someone = holder(AUDITOR)
    client.force_login(someone)
    return someone


def test_the_walk_meets_every_part_of_the_site():
    addresses = [address for _route, address in _personal()]

    assert len(addresses) > 150
    assert not any("<" in address or "(" in address for address in addresses)
    for part in ("/workspace/", "/accounts/", "/editor/pages/", "/documents/"):
        assert any(address.startswith(part) for address in addresses), part


def test_nothing_is_reached_before_the_notice_is_read(client, unread):
    assert _reached(client, privacy.GATE) == []


@pytest.mark.parametrize("part", ["/documents/", "/accounts/"])
def test_the_walk_finds_a_part_that_is_not_behind_the_gates(client, unread, monkeypatch, part):
    monkeypatch.setattr(gates, "PERSONAL", tuple(one for one in gates.PERSONAL if one != part))

    assert _reached(client, privacy.GATE, below=part)


def test_nothing_is_reached_without_the_second_factor_that_a_role_asks_for(client, bare):
    assert _reached(client, second_factor.GATE) == []


@pytest.mark.parametrize("name", sorted(gates.ALWAYS_OPEN))
def test_what_is_always_open_exists_and_says_why(name):
    assert name in {route.name for route in routes(get_resolver().url_patterns)}
    assert gates.ALWAYS_OPEN[name].strip()


def test_addresses_on_the_way_through_a_gate_exist():
    names = {route.name for route in routes(get_resolver().url_patterns)}

    for gate in gates.gates():
        assert {gate.page, *gate.open_names} <= names, gate.code


def test_the_way_back_stands_in_the_address(client, bare):
    answer = client.get("/workspace/search/?q=a&page=2")

    assert answer.url == reverse("mfa_index") + "?next=/workspace/search/%3Fq%3Da%26page%3D2"


def test_a_sent_form_changes_nothing_and_leads_to_the_gate(client, bare):
    answer = client.post(reverse("workspace:switch_hat"), {"hat": "1"})

    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))
    assert "hat" not in client.session


def test_scripts_are_told_in_their_own_way(client, bare):
    told = client.get("/workspace/", headers={"Accept": "application/json"})
    led = client.get("/workspace/", headers={"HX-Request": "true"})

    assert (told.status_code, told.json()["url"]) == (403, reverse("mfa_index"))
    assert led.headers["HX-Redirect"] == reverse("mfa_index")


def test_public_pages_stay_open(client, bare):
    assert client.get("/search/").status_code == 200


def test_who_asks_otherwise_than_over_the_web_gets_the_same_answer(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    officer, colleague = holder(AUDITOR), holder(INVESTIGATOR, make.hospital())

    assert gates.closed_for(Actor.of(officer)) == second_factor.GATE
    assert gates.closed_for(Actor.of(colleague)) is None
    assert gates.closed_for(Actor.anonymous()) is None
    app_for(officer)
    assert gates.closed_for(Actor.of(officer)) is None


def test_the_factor_is_asked_of_marked_roles_only_and_not_in_a_demonstration(client, settings):
    client.force_login(holder(AUDITOR))
    assert client.get("/workspace/").status_code == 200
    settings.SECOND_FACTOR_REQUIRED = True
    assert client.get("/workspace/").status_code == 302
    client.force_login(holder(INVESTIGATOR, make.hospital()))
    assert client.get("/workspace/").status_code == 200
    client.force_login(person())
    assert client.get("/workspace/").status_code == 200


def test_a_role_that_begins_or_ends_today_decides(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(holder(AUDITOR, valid_to="2019-01-01"))
    assert client.get("/workspace/").status_code == 200
