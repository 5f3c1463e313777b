"""What belongs to one hospital or centre shows on no surface of another: one table of things, all surfaces of each."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.db.models import Q
from django.urls import reverse
from openpyxl import load_workbook

from access import job_runner, live
from access.search import search
from network import packets
from network.domain import evidence_packets
from network.models import Membership, MembershipApplication, SiteVisit
from office.models import Attachment
from tests.access.isolation_things import H3, THINGS, VIEWERS
from tools import clock

pytestmark = pytest.mark.django_db


def in_list(client, name: str, thing) -> dict[str, bool]:
    """Whether it stands in a list, is counted there, and is in its export; a list that is shut shows nothing."""
    page = client.get(reverse(name))
    if page.status_code == 403:
        return dict.fromkeys(("list", "count", "export"), False)
    rows = [row.record.pk for row in page.context["table"].rows]
    answer = client.get(reverse(name), {"export": "csv"})
    lines = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))[1:]
    others = len([pk for pk in rows if pk != thing.pk])
    counted = page.context["table"].paginator.count
    return {"list": thing.pk in rows, "count": counted == others + 1, "export": len(lines) == others + 1}


def opens(client, name: str, thing) -> bool:
    """Whether a page or a file is given out."""
    answer = client.get(reverse(name, args=[thing.uid]))
    b"".join(answer)
    assert answer.status_code in (200, 403, 404), name
    return answer.status_code == 200


def surfaces(client, actor, name: str, thing) -> dict[str, bool]:
    """Every surface on which a thing could stand, and whether somebody finds it there."""
    row = THINGS[name]
    client.force_login(actor.user)
    found = {"door": type(thing).objects.visible_to(actor).filter(pk=thing.pk).exists()}
    found |= in_list(client, row.list, thing) if row.list else {}
    found |= {page: opens(client, page, thing) for page in row.pages}
    found |= {paper.kind: opens(client, "office:attachment", paper) for paper in Attachment.objects.of(thing)}
    if isinstance(thing, MembershipApplication):
        hits = [hit.url for group in search(actor, thing.number) for hit in group["hits"]]
        found["search"] = thing.get_absolute_url() in hits
    return found


def told(actor, thing=None) -> dict:
    """What a page that follows the inbox, and the rows of the thing's kind, is told."""
    label = thing._meta.label_lower if thing is not None else ""
    return live.payloads(live.views_of(actor, ["inbox", *([label] if label in live.TOPICS else [])]))


@pytest.mark.parametrize("name", THINGS)
def test_a_thing_shows_to_its_own_sides_only(world, client, name):
    before = {label: told(world.actor(label)) for label in VIEWERS}
    thing = THINGS[name].make(world)

    shown = {label: surfaces(client, world.actor(label), name, thing) for label in VIEWERS}

    wrong = {
        (label, surface): seen
        for label, found in shown.items()
        for surface, seen in found.items()
        if seen != (label in THINGS[name].seen_by)
    }
    assert wrong == {}
    for label in set(VIEWERS) - THINGS[name].seen_by - THINGS[name].told:
        assert told(world.actor(label)) == before[label], label


@pytest.mark.parametrize("name", ["entry from paper", "application from paper"])
def test_only_the_own_sides_hear_that_rows_have_changed(world, name):
    model = type(THINGS[name].make(world))
    model._base_manager.update(version=7)
    topic = [model._meta.label_lower]
    before = {label: live.payloads(live.views_of(world.actor(label), topic)) for label in VIEWERS}
    thing = model._base_manager.order_by("-pk").first()
    model._base_manager.filter(pk=thing.pk).update(version=8)

    after = {label: live.payloads(live.views_of(world.actor(label), topic)) for label in VIEWERS}

    assert {label for label in VIEWERS if after[label] != before[label]} == THINGS[name].seen_by


def test_a_packet_holds_nothing_of_another_hospital(world):
    """Whatever the houses add by the hook: read from H3's own packet with every chapter."""
    THINGS["exit"].make(world)
    codes = [source.code for source in packets.sources()]
    facts = {"first_day": clock.today(), "last_day": clock.today(), "chapters": codes}
    packet = evidence_packets.ask(world.places["H3"], **facts, by=world.actor(H3))
    job_runner.run_waiting()
    packet.refresh_from_db()

    said = _said(packet)
    own, foreign = world.things[Membership]["H3N2"], [world.places[code] for code in ("H1", "H2")]
    numbers = [thing.number for name, thing in world.things[MembershipApplication].items() if name[:2] != "H3"]
    assert own.number in said
    assert [words for words in [*numbers, *(place.credit_code for place in foreign)] if words in said] == []


def _said(packet) -> str:
    """The names of a packet's files, and every cell of its tables."""
    with packet.file.open("rb") as file, ZipFile(BytesIO(file.read())) as archive:
        tables = [load_workbook(BytesIO(archive.read(n))) for n in archive.namelist() if n.endswith(".xlsx")]
        cells = [str(c) for book in tables for sheet in book for row in sheet.values for c in row if c is not None]
        return "\n".join([*archive.namelist(), *cells])


def test_a_planted_fault_is_found_on_every_surface(world, client, monkeypatch):
    thing, stranger = THINGS["visit"].make(world), world.actor("hospital_admin@H2")
    assert set(surfaces(client, stranger, "visit", thing).values()) == {False}

    monkeypatch.setattr(SiteVisit, "public", Q())

    assert surfaces(client, world.actor("hospital_admin@H2"), "visit", thing) == dict.fromkeys(
        ("door", "list", "count", "export", "network:visit"), True
    )
