"""Whoever joins while hospital, campus or network closes: one goes first, the other sees what it did.

One of two keeps its transaction open while the other tries: on PostgreSQL the other waits for the rows, on SQLite for
the database. Whoever comes second, nothing of what is closed is joined or before the centre afterwards.
"""

import pytest

from access.actor import Actor
from access.refusals import Forbidden, Refused
from access.roles import DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import agreements, applications, campuses, hospitals, networks, signoffs
from network.membership_enums import MembershipState
from network.models import Agreement, Campus, Hospital, Membership, MembershipApplication, Network, SignOff
from office.domain import shelf
from office.models import StandingDocument
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.papers import standing
from tests.factories.people import holder
from tests.network.agreement_steps import to_last_step
from tests.network.two_at_once import one_after_the_other
from tools import clock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


class Race:
    """A department officer who closes, against people of the hospital who go on."""

    def __init__(self):
        self.cast = path.cast()
        self.cast.campus = make.campus(hospital=self.cast.hospital)
        self.officer = holder(DEPARTMENT_OFFICER)

    def ready(self, joining: str) -> None:
        """What has to be there before somebody may go on."""
        if joining == "complete":
            to_last_step(path.admitted(self.cast), self.cast)
        elif joining == "sign":
            path.handed_in(self.cast)

    def close(self, closing: str):
        """The officer closes, with rows of an own request."""
        verb, model, thing = {
            "hospital": (hospitals.close, Hospital, self.cast.hospital),
            "campus": (campuses.close, Campus, self.cast.campus),
            "network": (networks.close, Network, self.cast.network),
        }[closing]
        facts = {"on": clock.today(), "reason": "撤并", "by": Actor.of(self.officer)}
        return verb(model.objects.get(pk=thing.pk), **facts)

    def complete(self):
        """The hospital compares the code of the centre's copy."""
        agreement, by = Agreement.objects.get(), self.cast.actor(HOSPITAL_ADMIN)
        return agreements.complete(agreement, code=agreement.check_code, expected=agreement.version, by=by)

    def sign(self):
        """The hospital's administrator signs."""
        signoff = SignOff.objects.get()
        return signoffs.sign(signoff, expected=signoff.version, by=self.cast.actor(HOSPITAL_ADMIN))

    def start(self):
        """The coordinator opens an application."""
        cast = self.cast
        campus, network = Campus.objects.get(pk=cast.campus.pk), Network.objects.get(pk=cast.network.pk)
        facts = {"network": network, "campus": campus, "tier": cast.tier, "by": cast.actor(HOSPITAL_COORDINATOR)}
        return applications.start(Hospital.objects.get(pk=cast.hospital.pk), **facts)

    def left(self) -> tuple[int, int]:
        """How many memberships go on, and how many applications are before the centre."""
        members = Membership.objects.exclude(state=MembershipState.EXITED)
        return members.count(), MembershipApplication.objects.open().submitted().count()


# An application before the centre keeps its network open, so that a network never closes on one that is admitted.
PAIRS = [
    ("hospital", "start"),
    ("hospital", "sign"),
    ("hospital", "complete"),
    ("campus", "start"),
    ("campus", "complete"),
    ("network", "start"),
    ("network", "sign"),
]


@pytest.mark.parametrize(("closing", "joining"), PAIRS)
def test_who_comes_while_it_closes_is_refused(closing, joining):
    race = Race()
    race.ready(joining)

    closed, joined = one_after_the_other(lambda: race.close(closing), getattr(race, joining))

    assert closed.closed_on == clock.today()
    # Who is no longer anybody at a closed hospital is told that.
    assert isinstance(joined, (Refused, Forbidden))
    assert race.left() == (0, 0)
    drafts = MembershipApplication.objects.open().count()
    assert drafts == (1 if (closing, joining) == ("network", "sign") else 0)


@pytest.mark.parametrize(("closing", "joining"), [("hospital", "complete"), ("campus", "sign")])
def test_what_was_done_before_it_closes_ends_with_it(closing, joining):
    race = Race()
    race.ready(joining)

    joined, closed = one_after_the_other(getattr(race, joining), lambda: race.close(closing))

    assert not isinstance(joined, Refused)
    assert closed.closed_on == clock.today()
    assert race.left() == (0, 0)
    assert not MembershipApplication.objects.open().exists()


def test_a_network_does_not_close_on_what_is_being_signed():
    race = Race()
    race.ready("sign")

    signed, closed = one_after_the_other(race.sign, lambda: race.close("network"))

    assert not isinstance(signed, Refused)
    assert closed.reason.code == "network.network.applications_open"
    assert race.left() == (0, 1)


def test_a_document_renewed_while_the_hospital_closes_leaves_nothing_on_the_shelf():
    race = Race()
    by = race.cast.actor(HOSPITAL_COORDINATOR)
    standing(race.cast.hospital, by=by, valid_to=clock.today())

    def renew():
        facts = shelf.Facts("licence", "PDY-2", "示范卫健委", clock.today())
        document = StandingDocument.objects.get(number="PDY-1")
        return shelf.renew(document, facts=facts, uploads=[path.pdf()], expected=1, by=by)

    renewed, closed = one_after_the_other(renew, lambda: race.close("hospital"))

    assert not isinstance(renewed, Refused)
    assert closed.closed_on == clock.today()
    assert not StandingDocument.objects.live().exists()
