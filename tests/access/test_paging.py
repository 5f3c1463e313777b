"""Pages that are read and counted in one look say what pages of two looks say."""

import pytest
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.models import User
from access.paging import OneLook, Pages
from tests.factories.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def people():
    for _place in range(5):
        person()
    return User.objects.order_by("pk")


@pytest.mark.parametrize("number", [1, 2, 3, "3", "0", -1, "x", "", 4, "9" * 30, "٣", 1.5])
def test_a_page_is_that_of_the_plain_pages(people, number):
    def page(kind):
        try:
            found = kind(people, 2).page(number)
        except (EmptyPage, PageNotAnInteger) as none:
            return type(none)
        return list(found), found.number, found.paginator.count, found.paginator.num_pages

    assert page(OneLook) == page(Pages)


def test_it_asks_once(people):
    with CaptureQueriesContext(connection) as queries:
        found = OneLook(people, 2).page(2)
        assert (len(list(found)), found.paginator.count, found.has_next()) == (2, 5, True)

    assert len(queries) == 1


def test_nothing_at_all_is_an_empty_first_page():
    found = OneLook(User.objects.filter(pk=0).order_by("pk"), 2).page(1)

    assert (list(found), found.paginator.count) == ([], 0)
