"""A section saved or a file attached while the application is handed in is in what is signed, or it is refused.

One of two goes first and keeps its transaction open while the other tries: on PostgreSQL the other waits for the row,
on SQLite for the database. The receipt must say exactly what the application holds afterwards.
"""

import pytest

from access.actor import Actor
from access.refusals import Refused
from access.roles import HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import application_content, applications, signoffs
from network.models import MembershipApplication
from office.domain.attachments import attach
from office.models import Receipt
from tests.factories import membership as path
from tests.network.two_at_once import one_after_the_other

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]

LATE_ANSWERS = {"name": "神经内科（新）"}


class Race:
    """The hospital's coordinator at two windows."""

    def __init__(self):
        self.cast = path.cast()
        self.application = path.filled_in(self.cast)
        self.version = self.application.version

    def own(self) -> tuple[MembershipApplication, Actor]:
        """The application as a request of its own loads it."""
        user = self.cast.people[HOSPITAL_COORDINATOR]
        return MembershipApplication.objects.get(pk=self.application.pk), Actor.of(user)

    def hand_in(self):
        application, by = self.own()
        return applications.request_signoff(application, expected=self.version, by=by)

    def save(self):
        application, by = self.own()
        return applications.save_section(application, code="department", answers=LATE_ANSWERS, expected=1, by=by)

    def attach(self):
        application, by = self.own()
        return attach(application, path.pdf("late.pdf"), kind="other", by=by)

    def sign(self) -> dict:
        """The administrator signs; the content of the receipt."""
        signoff = path.waiting_signoff(self.application)
        signoffs.sign(signoff, expected=signoff.version, by=self.cast.actor(HOSPITAL_ADMIN))
        return Receipt.objects.of(self.application).get().content


@pytest.mark.parametrize("late", ["save", "attach"])
def test_what_was_written_before_the_hand_in_is_in_the_receipt(late):
    race = Race()

    written, handed_in = one_after_the_other(getattr(race, late), race.hand_in)

    assert not isinstance(written, Refused)
    assert not isinstance(handed_in, Refused)
    content = race.sign()
    assert content == application_content.of(race.own()[0])
    assert (content["sections"]["department"] == LATE_ANSWERS) is (late == "save")
    assert ("late.pdf" in [paper["name"] for paper in content["papers"]]) is (late == "attach")


@pytest.mark.parametrize("late", ["save", "attach"])
def test_what_comes_during_the_hand_in_is_refused_and_changes_nothing(late):
    race = Race()
    before = application_content.of(race.application)

    handed_in, written = one_after_the_other(race.hand_in, getattr(race, late))

    assert not isinstance(handed_in, Refused)
    assert isinstance(written, Refused)
    assert written.reason.code == "network.application.locked"
    assert race.sign() == before == application_content.of(race.own()[0])
