"""Pages of figures: what each reader sees, and what a wrong address gets."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from access import roles
from network.models import Membership
from network.queries import seasons
from tests.factories import network as make
from tests.factories import people

pytestmark = pytest.mark.django_db


def sign_in(client, role, scope=None):
    client.force_login(people.holder(role, scope))
    client.cookies["django_language"] = "en"
    return client


def member(**columns) -> Membership:
    campus = make.hospital().campuses.get()
    return Membership.objects.create(
        **{
            "number": f"M{campus.pk}",
            "hospital": campus.hospital,
            "campus": campus,
            "network": make.network(),
            "tier": make.tier(),
            "valid_from": date(2020, 1, 1),
            "valid_to": date(2099, 12, 31),
        }
        | columns
    )


def page(code: str) -> str:
    return reverse("office:figure", args=[code])


def test_each_reader_sees_the_figures_that_are_theirs(client):
    centre = make.centre()
    url = reverse("office:figures")
    for role, scope, query, sees in (
        (roles.HOSPITAL_ADMIN, make.hospital(), "", False),
        (roles.DEPARTMENT_OFFICER, None, "", True),
        (roles.CENTRE_ADMIN, centre, "", False),
        (roles.CENTRE_ADMIN, centre, f"?scope=centre-{centre.uid}", True),
    ):
        titles = [str(c["title"]) for c in sign_in(client, role, scope).get(url + query).context["counters"]]
        assert "Active members" in titles
        assert ("Days until the decision" in titles) is sees, (role, query)


def test_a_figure_opens_to_definition_parts_and_rows(client):
    own = member()
    member(state="exited", exit_kind="voluntary", valid_to=date(2025, 12, 31))
    sign_in(client, roles.HOSPITAL_ADMIN, own.hospital)
    response = client.get(page("network.active_members"), {"on": "2025-06-01", "by": "region"})
    text = response.content.decode()
    assert "1 of 2 visible to you" in text
    assert own.number in text
    assert "not those that are suspended, ended, or lapsed" in text
    assert "2025-06-01" in text
    bars = {bar["label"]: bar for bar in response.context["parts"]["bars"]}
    assert bars[own.campus.region.name_en]["value"] == "1"
    assert f"scope=region-{own.campus.region.code}" in bars[own.campus.region.name_en]["url"]


def test_the_rows_are_exported_as_far_as_they_are_visible(client):
    own = member()
    member(state="exited", exit_kind="voluntary", valid_to=date(2025, 12, 31))
    sign_in(client, roles.HOSPITAL_ADMIN, own.hospital)
    response = client.get(page("network.active_members"), {"on": "2025-06-01", "export": "xlsx"})
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert [row[0] for row in rows] == ["Member number", own.number]


def test_who_may_not_read_a_figure_is_told_why(client):
    sign_in(client, roles.HOSPITAL_ADMIN, make.hospital())
    response = client.get(page("network.days_to_decision"))
    assert response.status_code == 403
    assert "Days until the decision" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ({"on": "tomorrow"}, "on", "year-month-day"),
        ({"on": "2070-01-01"}, "on", "not come yet"),
        ({"on": "0001-01-01"}, "on", "Check the year"),
        ({"scope": "region-000000"}, "scope", "valid choice"),
        ({"scope": "centre-1"}, "scope", "valid choice"),
    ],
)
def test_a_wrong_question_gets_a_sentence_and_todays_figure_of_the_province(client, query, field, sentence):
    sign_in(client, roles.DEPARTMENT_OFFICER)
    for url in (reverse("office:figures"), page("network.active_members")):
        response = client.get(url, query)
        assert response.status_code == 200
        assert sentence in " ".join(response.context["form"].errors[field])


def test_an_unknown_figure_is_not_found(client):
    sign_in(client, roles.DEPARTMENT_OFFICER)
    assert client.get(page("no.such")).status_code == 404
    assert client.get(page("network.active_members"), {"by": "nonsense", "page": "99"}).status_code == 200


def test_the_pages_ask_the_same_number_of_questions_at_1_and_3_rows(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    sign_in(client, roles.DEPARTMENT_OFFICER)
    member()
    seasons.rules()  # asked once in a while for all pages: no part of one
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(page("network.county_coverage"), {"by": "region"})
        counts.append(len(captured))
        member(), member()
    assert counts[0] == counts[1]
