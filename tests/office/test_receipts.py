"""Receipts: number, time and hash; on paper; and comparing a paper with what is kept."""

import hashlib
import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from office.domain.receipts import canonical, is_intact
from office.models import Receipt
from tests.factories import membership as path
from tests.factories.people import holder
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CHECK = "/workspace/receipts/check/"


@pytest.fixture
def cast():
    return path.cast()


@pytest.fixture
def receipt(cast) -> Receipt:
    with clock.at("2026-03-05 09:30"):
        return Receipt.objects.of(path.submitted(cast)).get()


def _as(client, user):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


def test_a_receipt_has_number_time_and_the_hash_of_what_was_submitted(cast, receipt):
    assert receipt.number.startswith("20260305-")
    assert clock.local(receipt.issued_at).strftime("%Y-%m-%d %H:%M") == "2026-03-05 09:30"
    assert receipt.sha256 == hashlib.sha256(canonical(receipt.content).encode()).hexdigest()
    assert [paper["sha256"] for paper in receipt.content["papers"]]
    assert receipt.issued_to == cast.people[HOSPITAL_ADMIN]
    assert is_intact(receipt)


@pytest.mark.parametrize("role", [HOSPITAL_COORDINATOR, CENTRE_ADMIN])
def test_both_sides_print_it(client, cast, receipt, role):
    answer = _as(client, cast.people[role]).get(reverse("office:receipt_pdf", args=[receipt.uid]))

    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    words = re.sub(r"\s|\u200b", "", words)
    assert answer["Content-Type"] == "application/pdf"
    for shown in (receipt.number, receipt.check_code, "2026-03-05 09:30:00", cast.people[HOSPITAL_ADMIN].name):
        assert shown.replace(" ", "") in words
    assert receipt.sha256 in words


def test_a_stranger_neither_prints_nor_finds_it(client, receipt):
    stranger = _as(client, holder(HOSPITAL_ADMIN, path.make.hospital()))

    assert stranger.get(reverse("office:receipt_pdf", args=[receipt.uid])).status_code == 404
    answer = stranger.post(CHECK, {"number": receipt.number, "code": receipt.check_code})
    assert answer.status_code == 422
    assert answer.context["receipt"] is None


@pytest.mark.parametrize("spelling", [str.upper, lambda code: code.replace(" ", ""), lambda code: f" {code} "])
def test_number_and_code_of_a_paper_are_compared(client, cast, receipt, spelling):
    data = {"number": f" {receipt.number} ", "code": spelling(receipt.check_code)}
    answer = _as(client, cast.people[HOSPITAL_COORDINATOR]).post(CHECK, data)

    assert answer.context["receipt"] == receipt
    assert "is genuine" in answer.content.decode()
    assert _as(client, cast.people[CENTRE_ADMIN]).post(CHECK, data | {"code": receipt.sha256}).status_code == 200


@pytest.mark.parametrize("code", ["0000 0000 0000 0000", "", "x", "一二三四"])
def test_a_wrong_code_and_an_unknown_number_get_the_same_sentence(client, cast, receipt, code):
    reader = _as(client, cast.people[HOSPITAL_COORDINATOR])

    answers = [reader.post(CHECK, {"number": number, "code": code}) for number in (receipt.number, "20260305-99999")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].context["form"].errors == answers[1].context["form"].errors


def test_a_part_of_the_code_is_not_enough(client, cast, receipt):
    reader = _as(client, cast.people[HOSPITAL_COORDINATOR])

    assert reader.post(CHECK, {"number": receipt.number, "code": receipt.check_code[:9]}).status_code == 422


def test_content_that_was_changed_underneath_is_found(client, cast, receipt):
    Receipt.objects.filter(pk=receipt.pk).update(content=receipt.content | {"tier": "other"})

    answer = _as(client, cast.people[HOSPITAL_COORDINATOR]).post(
        CHECK, {"number": receipt.number, "code": receipt.check_code}
    )

    assert answer.status_code == 422
    assert "no longer gives this hash" in answer.content.decode()
