"""Coming into the editor: with a role and a section, with a role only, with neither."""

import pytest
from django.urls import reverse

from access.actor import Actor
from access.domain.role_assignments import grant
from access.roles import CENTRE_EDITOR, HOSPITAL_COORDINATOR
from cms.domain.centre_sections import build_section
from cms.domain.site import build_site
from tests.factories import network as make
from tests.factories.people import holder, person

pytestmark = pytest.mark.django_db

SYSTEM = Actor.as_system("test")


@pytest.fixture
def editor(client):
    """An editor of a centre that was established after the site was built."""
    build_site(None, by=SYSTEM)
    centre, user = make.centre(), person()
    grant(centre, user=user, role=CENTRE_EDITOR, reason="x", by=SYSTEM)
    client.force_login(user)
    return centre


def test_an_editor_whose_section_is_not_built_yet_is_told_so(client, editor):
    answer = client.get(reverse("wagtailadmin_home"))

    assert answer.status_code == 403
    assert answer.context["reason"].code == "cms.no_section"


def test_an_editor_comes_in_once_the_section_is_built(client, editor):
    build_section(editor, by=SYSTEM)

    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_other_people_are_told_who_may(client):
    client.force_login(holder(HOSPITAL_COORDINATOR, make.hospital()))

    answer = client.get(reverse("wagtailadmin_home"))

    assert answer.status_code == 403
    assert answer.context["reason"].code == "access.no_role"
