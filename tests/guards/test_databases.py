"""The test database itself: what migrations put in is there for every test, also after one that committed."""

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase
from wagtail.models import Collection, Locale, Page, Site

pytestmark = pytest.mark.both


def _root_data():
    return (
        Page.objects.filter(depth=1).count(),
        Locale.objects.count() > 0,
        Site.objects.filter(is_default_site=True).count(),
        Collection.objects.filter(depth=1).count(),
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_committed_rows_are_gone_in_the_next_test(turn):
    assert _root_data() == (1, True, 1, 1)
    assert not Collection.objects.filter(name="left behind").exists()

    with transaction.atomic():
        Collection.objects.get(depth=1).add_child(name="left behind")
        Site.objects.all().delete()

    assert Collection.objects.filter(name="left behind").exists()


@pytest.mark.django_db
def test_root_data_is_there_after_transactional_tests():
    assert _root_data() == (1, True, 1, 1)


@pytest.mark.django_db
def test_ordinary_test_is_rolled_back_and_not_copied():
    assert connection.in_atomic_block


class TestDjangoHook(TransactionTestCase):
    """Django calls the method that the suite replaces; a later Django may rename it."""

    def test_teardown_of_transactional_tests_has_its_name(self):
        assert TransactionTestCase._fixture_teardown.__name__ == "<lambda>"
