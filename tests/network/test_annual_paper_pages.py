"""The pages of annual confirmations from paper: typed as a whole, marked wherever they show, and the letter."""

import pytest
from django.urls import reverse

from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN
from network.models import MembershipConfirmation, ProxyEntry
from network.proxy_enums import ShownProxyState
from network.views.proxy_text import letter
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import proxies, seasons
from tests.network.reading import text
from tools import clock
from tools.documents.pdf import render_pdf

pytestmark = pytest.mark.django_db

STATE = str(ShownProxyState.ENTERED.label)


def stage() -> path.Cast:
    """A hospital that has been in two networks since 2024, of which the first asks questions."""
    return seasons.in_two_networks()


@pytest.fixture
def cast(built):
    """They on a morning in 2026."""
    with clock.at(seasons.MORNING):
        yield built


@pytest.fixture
def entry(cast):
    return proxies.annual(cast)


def test_it_is_chosen_typed_as_a_whole_and_led_to(cast, client):
    client.force_login(cast.people[CENTRE_ADMIN])
    choose = reverse("network:enter_from_paper")
    asked = {"what": "annual", "network": cast.network.pk, "hospital": cast.hospital.name_zh}
    url = client.get(choose, asked).url
    assert url == reverse("network:type_annual_paper", args=[cast.network.uid, cast.hospital.uid])
    assert client.get(choose, asked | {"hospital": make.hospital().name_zh}).status_code == 422
    assert client.get(choose, asked | {"what": "forged"}).status_code == 422
    assert "入组病例" in text(client.get(url))
    typed = {"head-signed_on": "2026-02-09", "head-scan": path.pdf("scan.pdf"), "q-cases": "12"}
    wrong = (
        {"q-cases": ""},
        {"q-cases": "many"},
        {"head-signed_on": "2025-12-01"},
        {"head-scan": ""},
        {"q-cases": "\0"},
    )
    for changed in wrong:
        assert client.post(url, typed | {"head-scan": path.pdf("scan.pdf")} | changed).status_code == 422, changed
    assert not ProxyEntry.objects.exists()
    made = client.post(url, typed | {"head-scan": path.pdf("scan.pdf")})
    assert made.url == ProxyEntry.objects.get().get_absolute_url()
    assert client.post(url, typed | {"head-scan": path.pdf("scan.pdf")}).status_code == 422
    assert ProxyEntry.objects.count() == 1


def test_the_mark_stands_wherever_it_is_shown(cast, entry, client):
    own, list_of_year = entry.annual.get_absolute_url(), reverse("network:confirmations")
    for role, urls in (
        (CENTRE_ADMIN, (entry.get_absolute_url(), reverse("network:proxy_entries"), list_of_year)),
        (HOSPITAL_ADMIN, (entry.get_absolute_url(), own, list_of_year)),
    ):
        client.force_login(cast.people[role])
        for url in urls:
            assert STATE in text(client.get(url)), (role, url)
    sheet = client.get(list_of_year + "?export=csv")
    assert STATE in b"".join(sheet.streaming_content).decode()
    step = {"action": "confirm", "version": "1", "token": "t"}
    assert client.post(reverse("network:proxy_step", args=[entry.uid]), step).status_code == 302
    answers = MembershipConfirmation.objects.get().get_absolute_url()
    for url in (own, answers, list_of_year):
        page = text(client.get(url))
        assert str(ShownProxyState.CONFIRMED.label) in page, url
        assert STATE not in page, url


def test_the_letter_carries_the_answers_and_their_code(cast, entry, client):
    said = str(letter(entry, link="https://x.example/c/1", secret="AAAA").blocks)
    assert all(words in said for words in ("入组病例", "12 例", entry.check_code, "2026", cast.hospital.name_zh))
    client.force_login(cast.people[CENTRE_ADMIN])
    printed = client.post(reverse("network:proxy_letter", args=[entry.uid]), {"version": "1"})
    assert printed.content.startswith(b"%PDF")
    assert render_pdf(letter(entry, link="https://x.example/c/1", secret="AAAA")).startswith(b"%PDF")


@pytest.mark.parametrize(("kind", "count"), [("annual", 1), ("application", 0), ("forged", None)])
def test_the_list_is_narrowed_down_by_what_came(cast, entry, client, kind, count):
    client.force_login(cast.people[CENTRE_ADMIN])
    page = client.get(reverse("network:proxy_entries"), {"paper": kind})
    assert page.status_code == 200
    assert count is None or len(page.context["table"].rows) == count
