"""The pages of the shelf: list with filters and downloads, one document, adding, renewing and taking off."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from access.actor import Actor
from access.refusals import Refused
from access.roles import HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from office.domain import shelf
from office.models import Attachment, StandingDocument
from tests.factories import network as make
from tests.factories.papers import PDF, picture, standing, upload
from tests.factories.people import give, holder
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

SHELF, ADD = "/workspace/shelf/", "/workspace/shelf/add/"
TODAY = date(2026, 3, 5)


@pytest.fixture(autouse=True)
def _on_a_day():
    with clock.at(TODAY.isoformat()):
        yield


@pytest.fixture
def hospital():
    return make.hospital()


@pytest.fixture
def coordinator(hospital, client):
    user = holder(HOSPITAL_COORDINATOR, hospital)
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return user


@pytest.fixture
def by(coordinator) -> Actor:
    return Actor.of(coordinator)


def _typed(**data) -> dict:
    said = {"kind": "licence", "number": "PDY-2", "issuer": "Health commission", "valid_from": "2026-01-01"}
    return said | {"valid_to": "2030-12-31", "file": upload()} | data


def _listed(client, query: str = "") -> list[str]:
    return [row.record.number for row in client.get(SHELF + query).context["table"].rows]


def _three(hospital, by) -> None:
    """One that holds, one that was replaced, one that was taken off."""
    old = standing(hospital, by=by, number="old", valid_to=date(2026, 12, 31))
    shelf.renew(
        old,
        facts=shelf.Facts("licence", "new", "Other office", TODAY, None),
        uploads=[upload()],
        expected=1,
        by=by,
    )
    shelf.end(standing(hospital, by=by, number="off", kind="gcp_record"), reason="x", expected=1, by=by)


def test_the_list_shows_what_is_kept_up_and_the_rest_when_asked_for(client, hospital, by):
    _three(hospital, by)

    assert _listed(client) == ["new"]
    assert _listed(client, "?state=replaced") == ["old"]
    assert _listed(client, "?state=ended") == ["off"]
    assert _listed(client, "?q=other") == ["new"]
    assert _listed(client, "?q=nothing") == _listed(client, "?kind=ethics_record") == []


def test_expired_ones_and_those_that_end_soon_are_marked(client, hospital, by):
    standing(hospital, by=by, number="soon", valid_to=TODAY + timedelta(days=60))
    standing(hospital, by=by, number="later", valid_to=TODAY + timedelta(days=61), kind="gcp_record")
    with clock.at("2025-12-01"):
        standing(hospital, by=by, number="over", valid_to=TODAY - timedelta(days=1), kind="ethics_record")

    html = client.get(SHELF).content.decode()

    assert html.count("days left") == 1
    assert "valid, 60 days left" in html and "expired" in html


def test_an_empty_shelf_says_what_belongs_there(client, coordinator):
    page = client.get(SHELF)

    assert "Put the hospital&#x27;s licence and records here once" in page.content.decode()
    assert f'href="{ADD}"' in page.content.decode()


def test_the_list_as_a_sheet_has_the_states_in_words(client, hospital, by):
    standing(hospital, by=by, number="=1+1", valid_to=date(2026, 12, 31))

    rows = list(csv.reader(StringIO(b"".join(client.get(SHELF + "?export=csv")).decode("utf-8-sig"))))
    sheet = load_workbook(BytesIO(client.get(SHELF + "?export=xlsx").content)).active

    assert rows[0] == ["Kind", "Number", "Issuing authority", "Valid from", "Last valid day", "State"]
    assert rows[1][0] == "Practising licence of the institution"
    assert rows[1][1] == "'=1+1"
    assert rows[1][3:] == ["2020-01-01", "2026-12-31", "valid"]
    assert sheet["F2"].value == "valid"


def test_whoever_keeps_several_shelves_sees_whose_a_document_is(client, hospital, coordinator, by):
    other = make.hospital()
    give(coordinator, HOSPITAL_ADMIN, other)
    standing(other, by=Actor.of(coordinator), number="other's")

    page = client.get(SHELF)
    assert str(other) in page.content.decode()
    assert b"".join(client.get(SHELF + "?export=csv")).decode().count(str(other)) == 1

    client.post(ADD, _typed(hospital=str(other.uid)))
    assert StandingDocument.objects.get(number="PDY-2").hospital_id == other.pk
    answer = client.post(ADD, _typed(hospital=str(make.hospital().uid), number="PDY-3"))
    assert (answer.status_code, bool(answer.context["form"].errors["hospital"])) == (422, True)


def test_a_document_is_added_with_photographs_in_the_order_chosen(client, hospital, coordinator):
    photos = [upload(picture(80, 40), "wide.jpg"), upload(picture(40, 80), "high.jpg")]

    answer = client.post(ADD, _typed(file=photos, file_order="1,0"))

    document = StandingDocument.objects.get()
    assert answer.url == document.get_absolute_url()
    assert (document.number, document.valid_to, document.hospital_id) == ("PDY-2", date(2030, 12, 31), hospital.pk)
    assert Attachment.objects.of(document).get().name == "high.pdf"


@pytest.mark.parametrize("order", ["", "0", "1,1", "0,1,2", "x", "²,0"])
def test_a_forged_order_is_the_browsers(client, coordinator, order):
    client.post(ADD, _typed(file=[upload(picture(), "a.jpg"), upload(picture(), "b.jpg")], file_order=order))

    assert Attachment.objects.get().name == "a.pdf"


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"file": upload(b"", "a.pdf")}, "file", "“a.pdf” is empty"),
        ({"file": upload(b"<html>", "a.pdf")}, "file", "is not a PDF"),
        ({"file": upload(PDF[:60], "a.pdf")}, "file", "damaged"),
        ({"file": upload(PDF, "n" * 201 + ".pdf")}, "file", "longer than 200"),
        ({"file": [upload(), upload()]}, "file", "Several files"),
        ({"file": ""}, "file", "required"),
        ({"number": ""}, "number", "required"),
        ({"number": "n" * 61}, "number", "60"),
        ({"number": "a\0b"}, "number", "Null"),
        ({"valid_to": "2025-12-31"}, "valid_to", "before the first"),
        ({"valid_from": "2025-01-01", "valid_to": "2025-12-31"}, "valid_to", "is over"),
        ({"valid_from": "soon"}, "valid_from", "valid date"),
        ({"kind": "passport"}, "kind", "passport"),
    ],
    ids=lambda value: "" if isinstance(value, dict) else None,
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_kept(client, coordinator, data, field, words):
    answer = client.post(ADD, _typed(**data))

    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors[field])
    assert not StandingDocument.objects.exists()
    assert not Attachment.objects.exists()


def test_the_kind_can_be_named_in_the_address(client, coordinator):
    assert client.get(ADD + "?kind=gcp_record").context["form"].initial == {"kind": "gcp_record"}
    assert client.get(ADD + "?kind=x").context["form"].initial == {}


def test_a_document_shows_its_facts_copy_and_what_can_be_done(client, hospital, by):
    document = standing(hospital, by=by, valid_to=date(2026, 12, 31))

    page = client.get(document.get_absolute_url())
    html = page.content.decode()

    assert [fact["value"] for fact in page.context["facts"]] == [
        str(hospital),
        "PDY-1",
        "示范卫生健康委员会",
        "2020-01-01",
        "2026-12-31",
    ]
    assert Attachment.objects.of(document).get().get_absolute_url() in html
    assert reverse("office:renew_standing_document", args=[document.uid]) in html


def test_a_document_is_renewed_from_its_page(client, hospital, by):
    old = standing(hospital, by=by, valid_to=date(2026, 12, 31))
    url = reverse("office:renew_standing_document", args=[old.uid])
    assert client.get(url).context["form"].initial["number"] == "PDY-1"

    answer = client.post(url, _typed(number="PDY-1", version="1"))

    new = StandingDocument.objects.get(replaces=old)
    assert answer.url == new.get_absolute_url()
    page = client.get(old.get_absolute_url())
    assert new.get_absolute_url() in page.content.decode()
    assert not page.context["renew"]["enabled"]
    assert client.get(url).url == old.get_absolute_url()


def test_an_outdated_renewal_is_told_and_nothing_is_kept(client, hospital, by):
    old = standing(hospital, by=by, valid_to=date(2026, 12, 31))
    url = reverse("office:renew_standing_document", args=[old.uid])

    for version in ("2", "x", ""):
        assert client.post(url, _typed(version=version)).status_code == 422
    assert StandingDocument.objects.get().is_live


def test_a_document_is_taken_off_with_a_reason(client, hospital, by):
    document = standing(hospital, by=by)
    url = reverse("office:end_standing_document", args=[document.uid])

    told = client.post(url, {"version": "1", "reason": ""}, follow=True)
    assert [str(message) for message in told.context["messages"]] == ["Write why the document is taken off the shelf."]
    assert client.post(url, {"version": "1", "reason": "entered twice"}).url == SHELF

    page = client.get(document.get_absolute_url())
    assert "entered twice" in page.content.decode()
    assert page.context["end"] is None


def test_documents_of_another_hospital_are_not_there(client, coordinator):
    foreign = standing(make.hospital(), by=Actor.as_system("test"))

    assert _listed(client) == []
    for name in ("standing_document", "renew_standing_document"):
        assert client.get(reverse(f"office:{name}", args=[foreign.uid])).status_code == 404
    answer = client.post(reverse("office:end_standing_document", args=[foreign.uid]), {"version": "1", "reason": "x"})
    assert answer.status_code == 404
    foreign.refresh_from_db()
    assert foreign.is_live


def test_a_resident_number_is_refused_wherever_it_is_typed(client, coordinator, by, hospital):
    number = "11010519491231002X"

    assert client.post(ADD, _typed(number=number)).context["form"].errors["number"]
    facts = shelf.Facts("licence", number, "x", TODAY, None)
    with pytest.raises(Refused) as caught:
        shelf.add(hospital, facts=facts, uploads=[upload()], by=by)
    assert caught.value.reason.code == "access.resident_number.in_text"
    assert not StandingDocument.objects.exists()
