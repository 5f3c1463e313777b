"""The small province of tests.factories.world, built once for each module and put back after it."""

import pytest
from django.db import transaction

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
