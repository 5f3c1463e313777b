"""The small province of tests.factories.world, and the rules of signing in."""

import pytest

from access.roles import HOSPITAL_COORDINATOR
from tests.factories import network as make
from tests.factories.people import give, person, with_password


@pytest.fixture(scope="module")
def world(laid_world):
    """The world below all tests of a module; each may change anything."""
    return laid_world.objects()["world"]


# The rules about time and about several sessions, which the suite's settings switch off.
SWITCHED_OFF = (
    "SESSION_IDLE_MINUTES",
    "SESSION_IDLE_MINUTES_ADMIN",
    "SESSION_LONGEST_HOURS",
    "PASSWORD_MAX_AGE_DAYS",
    "UNUSED_ACCOUNT_DAYS",
    "ONE_SESSION_FOR_PRIVILEGED",
    "ACCOUNT_RATE_LIMITS",
)


@pytest.fixture
def strict(settings):
    """The rules of signing in as a deployment has them."""
    from config import settings as production

    for name in SWITCHED_OFF:
        setattr(settings, name, getattr(production, name))
    return settings


@pytest.fixture
def somebody():
    """A coordinator with a user name, an address and a number."""
    user = person(username="SomeBody", email="some.body@example.org", mobile="+8613912345678")
    give(user, HOSPITAL_COORDINATOR, make.hospital())
    return with_password(user)
