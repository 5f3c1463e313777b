"""Forged addresses over HTTP: keys, filters, pages, words and names that are none; an answer, never a crash."""

import uuid

import pytest
from django.urls import reverse

from access.roles import HOSPITAL_ADMIN
from tests.factories import membership as path

pytestmark = [pytest.mark.django_db, pytest.mark.both]

FORGED_KEYS = ["x", "1", "..%2f", "%00", str(uuid.UUID(int=0)), "01890a5d-ac96-774b-bcce-b302099a8057"]


@pytest.mark.parametrize("address", FORGED_KEYS)
def test_a_forged_key_in_an_address_is_not_found(client, address):
    client.force_login(path.cast().people[HOSPITAL_ADMIN])

    for url in ("/workspace/network/applications/{}/", "/workspace/files/{}/", "/workspace/people/{}/"):
        assert client.get(url.format(address)).status_code == 404
    assert client.post(f"/workspace/network/applications/{address}/step/").status_code == 404


def test_a_forged_address_behind_a_shut_door_is_refused(client):
    client.force_login(path.cast().people[HOSPITAL_ADMIN])

    assert client.get("/editor/pages/%00/").status_code == 403


LISTS = ["access:people", "access:invitations", "network:hospitals", "network:applications", "network:memberships"]
QUERIES = [
    "page=abc",
    "page=-1",
    "page=99999999999999999999",
    "per_page=-1",
    "per_page=99999999999999999999&page=2",
    "sort=password",
    "sort=-user__password",
    "sort=hospital__credit_code,,-",
    "q=%00",
    "q=%27%22%3B--&state=no&region=x&network=9999999999999999999999&tier=%00&level=9Z",
    "export=exe",
    "export=csv&sort=%00&page=x",
    "export=csv&q=%00&%00=%00",
    "role=nobody&ended=x&since=2026-13-45",
    "q=" + "%E5%8C%BB" * 2000,
]


@pytest.mark.parametrize("name", LISTS)
def test_a_forged_address_of_a_list_still_shows_a_list(client, name):
    cast = path.cast()
    path.started(cast)
    client.force_login(cast.people[HOSPITAL_ADMIN])

    for query in QUERIES:
        answer = client.get(f"{reverse(name)}?{query}")
        b"".join(answer)
        assert answer.status_code == 200, query


def test_strange_words_in_the_search_break_nothing(client):
    client.force_login(path.cast().people[HOSPITAL_ADMIN])

    for words in ("", " ", "\0", "'", '"', "* OR 1=1 --", "(", "医" * 3000, "\\", "%", "AND", "-"):
        assert client.get(reverse("workspace:search"), {"q": words}).status_code == 200, words


@pytest.mark.parametrize(
    "address", ["figures/no.such_figure/", "figures/%00/", "network/regions/%00/", "network/regions/x/"]
)
def test_forged_names_of_figures_and_regions_are_not_found(client, address):
    client.force_login(path.cast().people[HOSPITAL_ADMIN])

    assert client.get(f"/workspace/{address}").status_code == 404


@pytest.mark.parametrize(
    "scope", ["hospital-x&per_page=-5", "region-%00", "centre-00000000-0000-0000-0000-000000000000", "x", "-", "%00"]
)
def test_a_forged_scope_of_a_figure_shows_the_province(client, scope):
    client.force_login(path.cast().people[HOSPITAL_ADMIN])

    answer = client.get(f"/workspace/figures/network.active_members/?scope={scope}&on=2026-99-99&by=%00")

    assert answer.status_code == 200
    assert answer.context["figure"].scope.is_province


@pytest.mark.parametrize("address", ["/network/%00/", "/hospitals/%00/", "/no/%00/page/"])
def test_forged_public_addresses_are_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/network/members/?region=%00&network=%00&page=%00", "/search/?q=%00&kind=%00"])
def test_forged_public_filters_still_show_a_page(client, address):
    assert client.get(address).status_code == 200
