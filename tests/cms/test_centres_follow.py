"""A centre's public section follows the centre: there at once, with its present name, saying when it was closed."""

from datetime import date

import pytest

from access.models import LogEntry
from access.roles import DEPARTMENT_OFFICER
from cms.domain.centre_sections import build_section
from cms.models import CentrePage
from network.domain import centres
from network.domain.centres import CentreFacts, NetworkFacts
from network.models import Centre
from tests.cms.conftest import SYSTEM
from tests.factories import network as make
from tests.factories.people import actor
from tools import clock

pytestmark = pytest.mark.django_db

DAY = date(2020, 8, 4)


@pytest.fixture
def officer():
    return actor(DEPARTMENT_OFFICER)


@pytest.fixture
def establish(officer, django_capture_on_commit_callbacks):
    def establish() -> Centre:
        facts = CentreFacts(
            slug="stroke", name_zh="卒中中心", host=make.hospital(), field=make.disease_field(), established_on=DAY
        )
        network = NetworkFacts(slug="stroke", code="CZ", name_zh="卒中网络", opened_on=DAY)
        with django_capture_on_commit_callbacks(execute=True):
            return centres.establish(facts=facts, networks=[network], by=officer)

    return establish


def test_a_new_centre_has_its_section_at_once(home, establish, client, officer):
    centre = establish()

    page = CentrePage.objects.get(centre=centre)
    assert page.live
    answer = client.get(page.get_url())
    assert "卒中中心" in answer.content.decode()
    entry = LogEntry.objects.get(verb="centre.section_built")
    assert entry.object_id == centre.pk
    assert entry.actor_label == officer.label


def test_before_the_site_is_built_there_is_nothing_to_follow(establish):
    centre = establish()

    assert not CentrePage.objects.exists()
    assert Centre.objects.get() == centre


def test_the_title_follows_a_new_name(home, establish, officer, django_capture_on_commit_callbacks, client):
    centre = establish()
    with django_capture_on_commit_callbacks(execute=True):
        centres.revise(centre, changes={"name_zh": "脑血管病中心"}, reason="更名", by=officer)

    page = CentrePage.objects.get(centre=centre)
    assert (page.title, page.collection.name, page.slug) == ("脑血管病中心", "脑血管病中心", "stroke")
    assert "脑血管病中心" in client.get(page.get_url()).content.decode()


def test_the_section_of_a_closed_centre_stays_and_says_so(
    home, establish, officer, django_capture_on_commit_callbacks, client
):
    centre = establish()
    with clock.at("2026-03-05 10:00"), django_capture_on_commit_callbacks(execute=True):
        centres.close(centre, on=date(2026, 3, 1), reason="撤并", by=officer)

        client.cookies["django_language"] = "en"
        page = client.get(CentrePage.objects.get(centre=centre).get_url()).content.decode()
        listed = client.get(home.get_children().get(slug="centres").get_url()).content.decode()

    assert "2026年3月1日" in page
    assert "卒中中心" in page
    assert "卒中中心" not in listed


def test_a_section_that_cannot_be_built_does_not_undo_the_centre(home, establish):
    """Another page has the address: the centre stands, the failure is in the log for whoever runs `build_site`."""
    index = home.get_children().get(slug="centres").specific
    other = make.centre(slug="stroke-old")
    page = build_section(other, by=SYSTEM)
    page.slug = "stroke"
    page.save()
    assert page.get_parent().pk == index.pk

    centre = establish()

    assert Centre.objects.filter(pk=centre.pk).exists()
    assert not CentrePage.objects.filter(centre=centre).exists()
