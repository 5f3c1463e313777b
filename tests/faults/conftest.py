"""The small province of tests.factories.world, for hostile requests as for the tables of the access house."""

import pytest
from django.test import Client

from tests.access.conftest import world  # noqa: F401 - a fixture


@pytest.fixture(scope="module")
def signed_in(world, django_db_blocker) -> dict:  # noqa: F811 - the fixture
    """Everybody's cookies: all sign in once, below the tests of a module, and each test finds them as they were."""
    cookies = {}
    with django_db_blocker.unblock():
        for label, user in world.people.items():
            client = Client()
            client.force_login(user)
            cookies[label] = client.cookies
    return cookies


def pytest_collection_modifyitems(items):
    """The kills first: they take longest, and the other worker walks meanwhile."""
    items.sort(key=lambda item: "test_kills" not in item.nodeid)
