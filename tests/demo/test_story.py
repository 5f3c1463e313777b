"""The cards of the sign-in page, who is let in by them, and where the story goes on."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from access.actor import Actor
from access.models import User
from demo import story
from demo.files import script
from demo.models import DemoProvince
from network.domain import agreements, applications, reviews, signoffs
from network.models import Membership, SignOff
from office.domain.attachments import attach
from tests.factories.papers import PDF
from tools import clock

pytestmark = pytest.mark.usefixtures("province_morning")

COORDINATOR, VICE_PRESIDENT, SECRETARY = "lulong-coordinator", "lulong-admin", "stroke-secretary"
LOGIN = "/accounts/login/"


def actor(username: str) -> Actor:
    return Actor.of(User.objects.get(username=username))


def turn() -> list[str]:
    """The people whose cards say that it is their turn."""
    return [card.username for card in story.cards() if "turn" in card.button]


def page_for(username: str) -> str:
    return story.page_for(User.objects.get(username=username))


class TestCards:
    def test_every_step_of_the_file_is_a_card(self, in_english):
        cards = story.cards()
        assert [card.step for card in cards] == list(range(1, 9))
        assert [card.username for card in cards if card.person] == [
            row["person"] for row in script().story["cards"] if row["kind"] == "person"
        ]
        assert cards[0].url == "/en/network/"
        assert cards[7].action == reverse("demo:reset")
        assert cards[1].role == "Hospital coordinator · Lulong Hospital (demo)"

    def test_the_sign_in_page_shows_them_to_anybody_signed_in_or_not(self, client):
        for signed_in in (False, True):
            if signed_in:
                client.force_login(User.objects.get(username=COORDINATOR))
            page = client.get(LOGIN).content.decode()
            assert page.count('class="story"') == 8

    def test_they_cost_the_same_number_of_queries_whatever_the_step(self, client, django_assert_max_num_queries):
        with django_assert_max_num_queries(12):
            client.get(LOGIN)

    def test_while_the_demonstration_is_being_built_there_are_none(self, client):
        DemoProvince.objects.update(digest="")
        assert story.cards() == []
        assert 'class="story"' not in client.get(LOGIN).content.decode()


class TestEntering:
    def enter(self, client, person: str):
        return client.post(reverse("demo:enter"), {"person": person})

    @pytest.mark.parametrize("person", [COORDINATOR, VICE_PRESIDENT, SECRETARY, "stroke-director", "auditor"])
    def test_a_person_of_the_story_is_let_in_and_led_on(self, client, person):
        answer = self.enter(client, person)
        assert answer.status_code == 302
        assert client.get(answer.url).status_code == 200
        assert client.session["_auth_user_id"] == str(User.objects.get(username=person).pk)

    def test_the_next_person_replaces_the_last_one_with_everything_of_the_session(self, client):
        self.enter(client, COORDINATOR)
        session = client.session
        session["hat"] = 7
        session.save()
        self.enter(client, "auditor")
        assert "hat" not in client.session

    @pytest.mark.parametrize("person", ["", "nobody", "security-admin", "zhengding-admin", "LULONG-ADMIN", "\0"])
    def test_nobody_else_is_let_in(self, client, person):
        assert self.enter(client, person).status_code == 404
        assert "_auth_user_id" not in client.session

    def test_an_account_that_was_closed_stays_out(self, client):
        User.objects.filter(username=COORDINATOR).update(is_active=False)
        assert self.enter(client, COORDINATOR).status_code == 404

    def test_a_link_does_not_let_in(self, client):
        assert client.get(reverse("demo:enter"), {"person": COORDINATOR}).status_code == 405

    def test_another_site_does_not_let_in(self):
        from django.test import Client

        strict = Client(enforce_csrf_checks=True)
        assert strict.post(reverse("demo:enter"), {"person": COORDINATOR}).status_code == 403

    @pytest.mark.parametrize("name", ["enter", "reset"])
    def test_a_deployment_knows_none_of_it(self, client, settings, name):
        settings.DEMO = False
        assert client.post(reverse(f"demo:{name}"), {"person": COORDINATOR}).status_code == 404


class TestTurns:
    """From the two remarks to the coloured county, by the verbs; each card leads to what is to be done."""

    def test_the_story_from_the_remarks_to_the_membership(self, in_english):
        application = story.application()
        page = application.get_absolute_url()
        assert set(application.remarks.values_list("section", flat=True)) == set(script().story["remarks"])
        assert application.remarks.count() == 2
        assert (turn(), page_for(COORDINATOR), page_for(VICE_PRESIDENT)) == ([COORDINATOR], page, page)

        for section in application.sections.filter(code__in=script().story["remarks"]):
            applications.save_section(
                application, code=section.code, answers=section.answers, expected=1, by=actor(COORDINATOR)
            )
        applications.request_signoff(application, expected=application.version, by=actor(COORDINATOR))
        signoff = SignOff.objects.get(object_id=application.pk, state="waiting")
        assert (turn(), page_for(VICE_PRESIDENT)) == ([VICE_PRESIDENT], signoff.get_absolute_url())

        signoffs.sign(signoff, expected=signoff.version, by=actor(VICE_PRESIDENT))
        application.refresh_from_db()
        assert (turn(), page_for(SECRETARY)) == ([SECRETARY], page)

        reviews.pass_formal_check(application, expected=application.version, by=actor(SECRETARY))
        assert turn() == [SECRETARY, "stroke-director"]
        today = clock.today()
        reviews.admit(
            application,
            tier=application.tier,
            term_from=today,
            term_to=today + timedelta(days=1000),
            expected=application.version,
            by=actor(SECRETARY),
        )
        agreement = application.agreement
        assert turn() == [COORDINATOR, VICE_PRESIDENT]
        assert page_for(COORDINATOR) == agreement.get_absolute_url()

        attach(agreement, scan(), kind="hospital_copy", by=actor(COORDINATOR))
        agreements.seal_for_hospital(agreement, expected=agreement.version, by=actor(COORDINATOR))
        assert (turn(), page_for(SECRETARY)) == ([SECRETARY], agreement.get_absolute_url())

        code = agreement.check_code
        agreements.confirm_hospital_copy(agreement, code=code, expected=agreement.version, by=actor(SECRETARY))
        attach(agreement, scan(), kind="centre_copy", by=actor(SECRETARY))
        agreements.seal_for_centre(agreement, expected=agreement.version, by=actor(SECRETARY))
        assert turn() == [COORDINATOR, VICE_PRESIDENT]

        agreements.complete(agreement, code=code, expected=agreement.version, by=actor(VICE_PRESIDENT))
        assert turn() == []
        member = Membership.objects.active().get(hospital=application.hospital)
        assert member.campus.division.code == script().hospitals["lulong"].division

    def test_the_coloured_county_is_shown_on_its_regions_page(self, client):
        card = story.cards()[4]
        page = client.get(card.url).content.decode()
        assert card.url.endswith("/network/130300/")
        assert "卢龙县" in page

    def test_the_auditor_finds_the_application_in_the_logbook(self, client):
        answer = client.post(reverse("demo:enter"), {"person": "auditor"})
        page = client.get(answer.url).content.decode()
        assert story.application().number in page
        assert "林晓彤" in page

    def test_the_director_sees_the_red_figure(self, client):
        answer = client.post(reverse("demo:enter"), {"person": "stroke-director"})
        assert client.get(answer.url).content.decode().count("counter--danger") == 1


def scan() -> ContentFile:
    return ContentFile(PDF, name="scan.pdf")
