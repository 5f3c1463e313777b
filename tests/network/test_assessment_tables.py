"""New versions of an assessment table: previewed, checked at the row, saved, never changed."""

import pytest
from django.urls import reverse

from access.roles import CENTRE_ADMIN
from network.forms.assessment_table import TableForms
from network.models import AssessmentTable
from tests.factories import assessments as make
from tests.factories import membership as path

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


def _as(client, cast, role: str):
    client.force_login(cast.people[role])
    return client


def _table_data(source, network, **changed) -> dict:
    """What the form of a new version posts, as the browser would from its first state."""
    forms = TableForms(source=source)
    data = {}
    for form in (forms.head, *forms.rows, *forms.vetoes, forms.rows.management_form, forms.vetoes.management_form):
        for field in form:
            value = field.value()
            data[field.html_name] = "" if value is None or value is False else str(value)
    return {"version": "0"} | data | changed


def test_a_new_version_is_previewed_then_saved_and_the_old_one_stays(client, cast):
    source = make.table()
    _as(client, cast, CENTRE_ADMIN)
    url = reverse("network:new_assessment_table", args=[source.uid, cast.network.uid])
    changed = {"rows-0-points": "50", "rows-1-points": "50"}

    preview = client.post(url, _table_data(source, cast.network, preview="1", **changed))
    assert preview.status_code == 200
    assert preview.context["preview"]
    assert AssessmentTable.objects.count() == 1
    client.post(url, _table_data(source, cast.network, save="1", **changed))

    made = AssessmentTable.objects.get(network=cast.network)
    assert [row["points"] for row in made.content["indicators"]] == [50, 50]
    assert AssessmentTable.objects.get(pk=source.pk).content == make.content()
    late = client.post(url, _table_data(source, cast.network, save="1", **changed))
    assert late.status_code == 422
    assert AssessmentTable.objects.filter(network=cast.network).count() == 1


@pytest.mark.parametrize(
    ("changed", "row", "field"),
    [
        ({"rows-0-points": "70"}, 1, "points"),
        ({"rows-0-full": "0"}, 0, "full"),
        ({"rows-1-code": "studies"}, 1, "code"),
        ({"rows-0-rule": "bands", "rows-0-bands": "viel"}, 0, "bands"),
        ({"rows-0-rule": "magic"}, 0, "rule"),
        ({"rows-1-figure": "no.such_figure"}, 1, "figure"),
        ({"rows-0-title_zh": ""}, 0, "title_zh"),
    ],
)
def test_what_does_not_hold_in_a_table_is_said_at_the_row(client, cast, changed, row, field):
    source = make.table()
    url = reverse("network:new_assessment_table", args=[source.uid, cast.network.uid])

    page = _as(client, cast, CENTRE_ADMIN).post(url, _table_data(source, cast.network, save="1", **changed))

    assert page.status_code == 422
    errors = [set(form.errors) for form in page.context["forms"].rows.forms]
    assert errors[row] == {field}
    assert AssessmentTable.objects.count() == 1


@pytest.mark.parametrize("broken", [{"rows-TOTAL_FORMS": "x"}, {"rows-TOTAL_FORMS": "9999"}, {"version": "-1"}])
def test_a_forged_table_form_is_refused_with_a_sentence(client, cast, broken):
    source = make.table()
    url = reverse("network:new_assessment_table", args=[source.uid, cast.network.uid])

    answer = _as(client, cast, CENTRE_ADMIN).post(url, _table_data(source, cast.network, save="1", **broken))

    assert answer.status_code < 500
    assert AssessmentTable.objects.count() == 1
