"""Whom a centre knows for how long, and to which networks anybody may apply."""

from datetime import date, timedelta

import pytest

from access.refusals import Refused
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN
from network.domain import applications, reviews
from network.models import HospitalProfile
from tests.factories import membership as path
from tests.factories import network as make
from tools import clock

pytestmark = pytest.mark.django_db


class TestProfileOfAnApplicant:
    """A centre reads the profile of who is before it or belongs to it, and of who was declined a short while ago."""

    def reads(self, cast, day: str) -> bool:
        with clock.at(day):
            rows = HospitalProfile.objects.visible_to(cast.actor(CENTRE_ADMIN))
            return rows.filter(hospital=cast.hospital).exists()

    def test_while_it_is_open_and_ninety_days_after_a_decline(self):
        with clock.at("2026-01-05 10:00"):
            cast = path.cast()
            assert not self.reads(cast, "2026-01-05 10:00")
            application = path.under_review(cast)
        assert self.reads(cast, "2027-01-05")
        with clock.at("2026-02-01 10:00"):
            reviews.decline(application, reason="x", expected=application.version, by=cast.actor(CENTRE_DIRECTOR))
        assert self.reads(cast, "2026-05-02 09:00")
        assert not self.reads(cast, "2026-05-02 11:00")

    def test_not_after_it_was_withdrawn(self):
        with clock.at("2026-01-05 10:00"):
            cast = path.cast()
            application = path.submitted(cast)
            assert self.reads(cast, "2026-01-05 10:00")
            facts = {"reason": "暂缓", "expected": application.version}
            applications.withdraw_submitted(application, **facts, by=cast.actor(HOSPITAL_ADMIN))
            assert not self.reads(cast, "2026-01-05 10:00")

    def test_as_long_as_it_is_a_member(self):
        with clock.at("2026-01-05 10:00"):
            cast = path.cast()
            member = path.joined(cast)
        assert self.reads(cast, f"{member.valid_to} 09:00")
        assert not self.reads(cast, f"{member.valid_to + timedelta(days=1)} 09:00")


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"opened_on": date(2026, 3, 6)}, "network.application.not_open_yet"),
        ({"closed_on": date(2026, 3, 5)}, "network.application.closed_network"),
    ],
)
def test_nobody_applies_to_a_network_out_of_its_days(days, code):
    with clock.at("2026-03-05"):
        cast = path.cast(network=make.network(**days))
        with pytest.raises(Refused) as refused:
            path.started(cast)
    assert refused.value.reason.code == code
