"""What was decided about a registration goes by letter to a person without an account, with a link used once."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from access import beats
from access.actor import Actor
from access.domain import invitations
from access.models import Invitation, LogEntry, RoleAssignment, Task
from access.roles import DEPARTMENT_OFFICER, HOSPITAL_ADMIN, SUPERVISOR
from network.domain import hospital_registrations, registration_letters
from office.models import Attachment
from tests.factories import membership as path
from tests.factories import people
from tests.network.registering import ASKING, decide, handed_in
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def officer():
    return people.actor(DEPARTMENT_OFFICER)


def _link(text: str, before: str) -> str:
    return re.search(rf"https?://[^/\s]+(/\S*{before}\S+)", text).group(1)


class TestLetters:
    def send(self):
        registration_letters.send_due(by=Actor.as_system("test"))

    def test_an_approved_person_comes_in_once_a_second_person_confirmed(self, client, officer):
        row = handed_in()
        decide(hospital_registrations.approve, row, people.actor(SUPERVISOR, row.region))
        self.send()
        assert mail.outbox == []
        invitations.confirm(Invitation.objects.get(), by=officer)
        self.send()
        self.send()

        (letter,) = mail.outbox
        assert letter.to == [row.email]
        link = _link(letter.body, "accounts/invitation/")
        data = {"username": "newcomer", "password": "杨树-Yangshu-47", "repeated": "杨树-Yangshu-47"}
        assert client.get(link).status_code == 200
        client.post(link, data)
        assert RoleAssignment.objects.get(role=HOSPITAL_ADMIN, scope_id=row.hospital_id).user.username == "newcomer"

    def test_a_returned_one_is_completed_by_its_link_once(self, client, officer):
        row = handed_in()
        decide(hospital_registrations.send_back, row, officer, reason="请盖公章")
        self.send()
        (letter,) = mail.outbox
        assert "请盖公章" in letter.body
        link = _link(letter.body, "hospital-registration/answer/")
        page = client.get(link)
        assert page.context["form"].initial["person_name"] == ASKING["person_name"]
        assert client.post(link, ASKING | {"phone": "0311-7654321", "letter": path.pdf("new.pdf")}).status_code == 302

        row.refresh_from_db()
        assert (row.state, row.phone, row.reason, row.answer_by) == ("submitted", "0311-7654321", "", None)
        assert [paper.name for paper in Attachment.objects.of(row).current()] == ["new.pdf"]
        assert Task.objects.open().count() == 1
        assert client.get(link).status_code == 404

    def test_the_former_letter_stays_unless_another_comes(self, client, officer):
        row = decide(hospital_registrations.send_back, handed_in(), officer, reason="x")
        link = reverse("answer_registration", args=[registration_letters.answer_token(row)])
        client.post(link, ASKING)
        assert Attachment.objects.of(row).current().count() == 1

    def test_a_refusal_goes_by_letter_with_its_reason(self, officer):
        decide(hospital_registrations.refuse, handed_in(), officer, reason="并非本院人员")
        self.send()
        assert "并非本院人员" in mail.outbox[0].body

    @pytest.mark.parametrize("token", ["x", "eyJ", "a:b:c", "x" * 500])
    def test_forged_links_lead_nowhere(self, client, token):
        assert client.get(reverse("answer_registration", args=[token])).status_code == 404

    def test_after_its_day_it_is_over_before_and_after_the_clock_closed_it(self, client, officer):
        row = decide(hospital_registrations.send_back, handed_in(), officer, reason="x")
        link = reverse("answer_registration", args=[registration_letters.answer_token(row)])
        with clock.at(clock.now() + timedelta(days=hospital_registrations.DAYS_TO_ANSWER + 1)):
            assert client.get(link).status_code == 404
            beats.run("network.registrations")
            row.refresh_from_db()
            assert row.state == "expired"
            beats.run("network.registrations")
        assert LogEntry.objects.filter(verb="registration.expire").count() == 1

    def test_a_mail_server_that_is_gone_is_asked_again_later(self, officer, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        row = decide(hospital_registrations.refuse, handed_in(), officer, reason="x")
        self.send()
        row.refresh_from_db()
        assert row.letter_due_at > clock.now()
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        with clock.at(row.letter_due_at):
            self.send()
        assert len(mail.outbox) == 1
        row.refresh_from_db()
        assert row.letter_due_at is None
