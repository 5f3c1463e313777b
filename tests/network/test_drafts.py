"""Agreements and applications as Word files to circulate: whose, and what stands in them."""

from io import BytesIO

import docx
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

from access import roles
from access.models import LogEntry
from network.agreement_text import NOT_FOR_SEALING
from network.domain import applications, reviews
from tests.factories import membership as path

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


def opened(client, name: str, thing, user):
    """The file as Word opens it."""
    client.force_login(user)
    answer = client.get(reverse(f"network:{name}", args=[thing.uid]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith('.docx"')
    return docx.Document(BytesIO(answer.content))


def said(file) -> str:
    """All that is written in a file, footers included."""
    section = file.sections[0]
    parts = [file.element.body, section.header._element, section.footer._element]
    return "\n".join(node.text or "" for part in parts for node in part.iter(qn("w:t")))


def test_the_agreement_is_marked_and_carries_no_check_code(cast, client):
    agreement = path.admitted(cast)

    words = said(opened(client, "agreement_docx", agreement, cast.people[roles.HOSPITAL_COORDINATOR]))

    assert cast.hospital.name_zh in words
    assert agreement.content["clauses"][0] in words
    assert str(NOT_FOR_SEALING) in words
    assert agreement.check_code not in words
    assert "（盖章）" not in words
    assert LogEntry.objects.filter(verb="list.exported").count() == 1


def test_the_application_is_what_the_reader_sees(cast, client):
    application = path.submitted(cast)
    facts = {"remarks": {"department": "补充"}, "expected": application.version}
    reviews.return_for_completion(application, **facts, by=cast.actor(roles.CENTRE_ADMIN))
    section = application.sections.get(code="department")
    applications.save_section(
        application,
        code="department",
        answers={"name": "神经内科新稿"},
        expected=section.version,
        by=cast.actor(roles.HOSPITAL_COORDINATOR),
    )

    inside = said(opened(client, "application_docx", application, cast.people[roles.HOSPITAL_COORDINATOR]))
    outside = said(opened(client, "application_docx", application, cast.people[roles.CENTRE_ADMIN]))

    assert application.number in inside
    assert "licence.pdf" in inside
    assert str(NOT_FOR_SEALING) in inside
    assert "神经内科新稿" in inside
    assert "神经内科新稿" not in outside
