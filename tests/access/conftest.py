"""The small province of tests.factories.world, built once for each module and put back after it."""

import pytest
from django.db import transaction

from access.roles import HOSPITAL_COORDINATOR
from tests.factories import network as make
from tests.factories.people import give, person, with_password
from tests.factories.world import build


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The world; each test runs in a savepoint inside the module's transaction, so that it may change anything."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        try:
            built = build()
        except BaseException:
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)
            raise
    yield built
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


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
