"""Lists of the directory: filters, order, export, and how many questions they ask."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from access import roles
from network.queries import seasons
from tests.factories import network as make
from tests.factories.directory import fill
from tests.network.reading import sign_in, text

pytestmark = pytest.mark.django_db

LISTS = ["network:hospitals", "network:centres", "network:networks", "network:regions"]


@pytest.fixture
def as_officer(client):
    return sign_in(client, roles.DEPARTMENT_OFFICER)


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_for_a_sign_in(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert reverse("account_login") in response.url


@pytest.mark.parametrize("name", [*LISTS, "office:figures"])
def test_lists_ask_the_same_number_of_questions_at_1_and_3_rows(as_officer, django_assert_max_num_queries, name):
    fill(1)
    seasons.rules()  # asked once in a while for all pages: no part of one
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert as_officer.get(reverse(name)).status_code == 200
        counts.append(len(captured))
        fill(2)
    assert counts[0] == counts[1]
    if name in ("network:hospitals", "network:centres", "network:networks"):
        assert counts[0] <= 12


def test_the_list_finds_and_narrows(as_officer):
    first = make.hospital(name_zh="曹妃甸示范医院", name_en="Caofeidian hospital", level="2A")
    other = make.hospital(name_zh="滦南示范医院", name_en="Luannan hospital", institution_type="J100")
    closed = make.hospital(name_zh="旧示范医院", name_en="Former hospital", closed_on=date(2020, 1, 1))
    make.other_name(other, "第二示范医院")
    region = first.campuses.get().region
    url = reverse("network:hospitals")
    for query, found in {
        "": {first, other},
        "?q=cfd": {first},
        "?q=第二示范": {other},
        f"?q={first.credit_code}": {first},
        "?level=2A": {first},
        "?institution_type=J100": {other},
        f"?region={region.code}": {first},
        "?closed=too": {first, other, closed},
        "?q=nothing": set(),
    }.items():
        rows = as_officer.get(url + query).context["table"].data
        assert {row.pk for row in rows} == {hospital.pk for hospital in found}, query
    assert "Try a shorter part" in text(as_officer.get(url + "?q=nothing"))
    assert as_officer.get(url + "?region=nonsense&level=9Z").status_code == 200


def test_the_list_sorts_by_the_rank_of_levels(as_officer):
    low, high, middle = (make.hospital(level=level) for level in ("1A", "3S", "3U"))
    rows = as_officer.get(reverse("network:hospitals") + "?sort=level").context["table"].rows
    assert [row.record for row in rows] == [high, middle, low]


def test_the_list_is_exported_with_the_filter_in_use(as_officer):
    make.hospital(name_en="=cmd|calc", level="2A")
    make.hospital(name_en="Other hospital")
    response = as_officer.get(reverse("network:hospitals") + "?level=2A&export=xlsx")
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert rows[0][:2] == ("Name", "Level")
    assert [row[0] for row in rows[1:]] == ["'=cmd|calc"]
    content = b"".join(as_officer.get(reverse("network:hospitals") + "?export=csv").streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert len(content.splitlines()) == 3
