"""Vectors of the search index on PostgreSQL: written quicker than the library writes them, and the same."""

import pytest
from django.db import connection

from cms import search_backend
from cms.models import AnnouncementIndexPage
from network.models import Hospital
from tests.cms.conftest import announcement
from tests.factories import network as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_site"), pytest.mark.both]


def test_the_quicker_vector_is_the_librarys(home):
    """The same words at the same places with the same weights."""
    if connection.vendor != "postgresql":
        pytest.skip("an index of PostgreSQL")
    texts = [("临床 床研 研究", "A"), ("  ", "B"), ("冀科 2018 it's %s", "D")]
    backend = search_backend.SearchBackend({})
    indexer = __import__(type(backend).__mro__[1].__module__, fromlist=["ObjectIndexer"]).ObjectIndexer
    page = announcement(AnnouncementIndexPage.objects.child_of(home).get(), "甲")
    ours = indexer(page, backend)

    quicker, stock = ours.as_vector(texts), super(indexer, ours).as_vector(texts)

    assert isinstance(quicker, search_backend.WeightedTexts)
    values = Hospital.objects.annotate(ours=quicker, theirs=stock).values_list("ours", "theirs")
    make.hospital()
    assert [a == b and bool(a) for a, b in values] == [True]
