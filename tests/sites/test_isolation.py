"""Two hospitals in networks of two centres: nothing of the one appears on any surface of the other."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from access.roles import CENTRE_ADMIN, HOSPITAL_COORDINATOR
from tests.factories import network as make
from tests.factories import research
from tests.factories.people import holder

pytestmark = pytest.mark.django_db

LISTS = {
    "site": "sites:sites",
    "record": "sites:gcp_records",
    "certificate": "sites:certificates",
    "round": "sites:rounds",
    "invitation": "sites:invitations",
}
# Which side reads what of A; the same holds for B the other way round.
READ = {
    "hospital": {"site", "record", "certificate", "invitation"},
    "centre": {"site", "record", "certificate", "round", "invitation"},
}


@pytest.fixture
def sides() -> dict:
    """Side → (people by kind, things by kind)."""
    return {code: _side(code) for code in ("A", "B")}


def _side(code: str) -> tuple[dict, dict]:
    hospital, network = make.hospital(with_profile=False), make.network()
    research.member(hospital, network)
    site = research.site(hospital, name_zh=f"{code}侧科室")
    sent = research.feasibility_round(network, sites=[site], sent=True)
    coordinator = holder(HOSPITAL_COORDINATOR, hospital)
    things = {
        "site": site,
        "record": research.gcp_record(hospital, number=f"{code}侧备案"),
        "certificate": research.certificate(hospital, coordinator, issuer=f"{code}侧机构"),
        "round": sent,
        "invitation": sent.invitations.get(),
    }
    return {"hospital": coordinator, "centre": holder(CENTRE_ADMIN, network.centre)}, things


def _listed(client, kind: str) -> set[int]:
    return {row.record.pk for row in client.get(reverse(LISTS[kind])).context["table"].rows}


def _sheet_rows(client, kind: str, form: str) -> int:
    answer = client.get(reverse(LISTS[kind]) + f"?export={form}")
    if form == "csv":
        return len(list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))) - 1
    return len(list(load_workbook(BytesIO(answer.content)).active.values)) - 1


@pytest.mark.parametrize("reader", READ)
def test_every_surface_shows_the_own_side_only(client, sides, reader):
    (people, own), (_others, foreign) = sides["A"], sides["B"]
    client.force_login(people[reader])

    for kind in LISTS:
        seen = {own[kind].pk} if kind in READ[reader] else set()
        assert _listed(client, kind) == seen, kind
        assert {_sheet_rows(client, kind, form) for form in ("csv", "xlsx")} == {len(seen)}, kind
        assert client.get(own[kind].get_absolute_url()).status_code == (200 if seen else 404), kind
        assert client.get(foreign[kind].get_absolute_url()).status_code == 404, kind


def test_a_form_that_names_things_of_others_changes_nothing(client, sides):
    (people, own), (_others, foreign) = sides["A"], sides["B"]
    client.force_login(people["centre"])
    draft = research.feasibility_round(own["round"].network)
    page = reverse("sites:round_sites", args=[draft.uid])

    client.post(page, {"site": [foreign["site"].uid, "x", ""], "version": draft.version})

    assert not draft.invitations.exists()
    assert client.post(page, {"site": [own["site"].uid], "version": "x"}).status_code in (302, 409, 422)
    assert not draft.invitations.exists()
