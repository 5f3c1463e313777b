"""The calendar of the year tells each side where its members stand with the annual confirmation."""

from datetime import date

import pytest

from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network import year_calendar
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import seasons
from tests.factories.people import actor
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    seasons.rule()
    cast = path.cast()
    seasons.backdate(path.joined(cast), date(2020, 1, 1), years=12)
    return cast


def entries(cast, role, day: str) -> list[tuple]:
    with clock.at(f"{day} 10:00"):
        found = year_calendar.entries(cast.actor(role), int(day[:4]))
        return [(str(entry.about), entry.state, entry.tone) for entry in found]


def test_a_season_shows_where_the_members_stand(cast, in_english):
    about = {HOSPITAL_COORDINATOR: str(cast.hospital), CENTRE_ADMIN: str(cast.network)}

    for role, whose in about.items():
        assert entries(cast, role, "2027-02-01") == [(whose, "due 1", "info")], role
        assert entries(cast, role, "2027-04-15") == [(whose, "overdue, in grace 1", "warn")], role
        assert entries(cast, role, "2027-07-15") == [(whose, "lapsed 1", "danger")], role


def test_a_confirmed_season_is_told_as_such(cast, in_english):
    with clock.at("2027-02-01 10:00"):
        seasons.confirmed(cast.hospital, by=cast.actor(HOSPITAL_COORDINATOR), signed_by=cast.actor(HOSPITAL_ADMIN))

    assert entries(cast, CENTRE_ADMIN, "2027-07-15") == [(str(cast.network), "confirmed 1", "ok")]


def test_nothing_is_told_before_the_season_opens_nor_to_strangers(cast):
    with clock.at("2027-02-01 10:00"):
        for role, place in ((CENTRE_ADMIN, make.centre()), (HOSPITAL_ADMIN, make.hospital())):
            assert year_calendar.entries(actor(role, place), 2027) == []
        assert year_calendar.entries(cast.actor(CENTRE_ADMIN), 2028) == []
