"""The tree of a network: its layers on a day, its table and its file."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.actor import Actor
from access.roles import DEPARTMENT_OFFICER
from network.domain import centre_branches
from network.models import Membership, Network
from network.views.network_tree import levels_of
from tests.factories import membership as path
from tests.factories import structure
from tests.factories.directory import fill
from tests.factories.people import actor, holder
from tests.network.reading import sign_in, text
from tools import clock

MOST = 8

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def _titles(network, on=None) -> dict:
    levels = levels_of(network, actor(DEPARTMENT_OFFICER), on or clock.today())
    return {level.title: [unit.title for unit in level.units] for level in levels}


@pytest.fixture
def member():
    return path.joined(path.cast())


@pytest.fixture
def network(member):
    return Network.objects.get(pk=member.network_id)


def test_the_layers_stand_from_the_national_centre_to_the_members(network, member):
    centre = network.centre
    branch = structure.branch(centre)
    national = structure.national("国家甲中心", field=centre.field)
    structure.national("国家乙中心")

    assert _titles(network) == {
        "national centre": [f"国家甲中心 ({national.hospital})"],
        "provincial centre": [f"{centre} ({centre.host})"],
        "branch of the provincial centre": [str(branch.hospital)],
        str(member.tier): [str(member.hospital)],
    }


def test_the_tree_follows_the_day(network, member):
    branch = structure.branch(network.centre)
    centre_branches.end(branch, last=clock.today() - timedelta(days=2), reason="x", by=actor(DEPARTMENT_OFFICER))

    assert _titles(network)["branch of the provincial centre"] == []
    before = _titles(network, clock.today() - timedelta(days=2))
    assert before["branch of the provincial centre"] == [str(branch.hospital)]
    assert str(member.tier) not in before
    assert _titles(network, date(2000, 1, 1)) == {}


def test_page_table_and_file_say_the_same(client, network, member):
    sign_in(client, DEPARTMENT_OFFICER)
    address = reverse("network:network_tree", args=[network.uid])

    page = client.get(address)
    sheet = b"".join(client.get(address + "?export=csv").streaming_content).decode("utf-8-sig").splitlines()

    assert text(page).count(str(member.hospital)) == 2
    assert sheet[0] == "Layer,Unit,Region,Member number,Since"
    assert len(sheet) == 1 + len(page.context["levels"]) - 2
    assert member.number in sheet[-1]
    assert str(member.hospital) in text(client.get(network.get_absolute_url()))


@pytest.mark.parametrize("typed", ["gestern", "0202-01-01", "2026-02-31"])
def test_a_day_that_is_none_is_told_at_the_field(client, network, typed):
    sign_in(client, DEPARTMENT_OFFICER)
    answer = client.get(reverse("network:network_tree", args=[network.uid]), {"on": typed})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"on"}


def test_the_tree_asks_as_often_for_many_members_as_for_one():
    fill(1)
    levels_of(Network.objects.first(), Actor.of(holder(DEPARTMENT_OFFICER)), clock.today())
    asked = []
    for _round in range(2):
        key = Membership.objects.latest("pk").network_id
        network = Network.objects.select_related("centre__host").get(pk=key)
        by = Actor.of(holder(DEPARTMENT_OFFICER))
        with CaptureQueriesContext(connection) as questions:
            levels_of(network, by, clock.today())
        asked.append(len(questions))
        fill(3)
        Membership.objects.update(network=network)
    assert asked[0] == asked[1]
    assert asked[0] <= MOST
