"""Pages of agreement texts and eligibility rules: previewed, refused at the line, put before a second person."""

from datetime import timedelta

import pytest
from django.urls import reverse

from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN
from network.domain import version_proposals as proposals
from network.eligibility import rule_for
from network.forms.agreement_template import TemplateForms
from network.forms.eligibility_rule import RuleForms
from network.models import AgreementTemplate, VersionProposal
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import holder
from tests.factories.versions import rule_draft
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


def _posted(*forms) -> dict:
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            several = field.html_name.endswith("-values")
            data[field.html_name] = value or [] if several else "" if value in (None, False) else str(value)
            if value is True:
                data[field.html_name] = "on"
    return data


def text_form(**changed) -> dict:
    forms = TemplateForms(source=AgreementTemplate.objects.of(None).get())
    parts = (forms.head, *forms.facts, *forms.clauses, forms.facts.management_form, forms.clauses.management_form)
    return {"version": "0"} | _posted(*parts) | changed


def test_the_form_previews_prints_refuses_at_the_clause_and_hands_on(cast, client):
    client.force_login(cast.people[CENTRE_ADMIN])
    url = reverse("network:new_agreement_template", args=[cast.network.uid])
    assert client.get(url).status_code == 200
    seen = client.post(url, text_form(preview="1"))
    assert seen.status_code == 200
    assert "某县示例医院" in seen.content.decode()
    assert client.post(url, text_form(print="1"))["Content-Type"] == "application/pdf"
    bad = client.post(url, text_form(save="1", **{"clauses-1-text": "{patient}"}))
    assert bad.status_code == 422
    assert [bool(form.errors) for form in bad.context["forms"].clauses.forms][:2] == [False, True]
    assert not VersionProposal.objects.exists()
    assert client.post(url, text_form(save="1", **{"clauses-1-text": "保密。"})).status_code == 302
    thing = VersionProposal.objects.get()
    assert thing.content["clauses"][1] == "保密。"
    client.force_login(cast.people[CENTRE_DIRECTOR])
    page = client.get(thing.get_absolute_url())
    assert page.context["differences"] == [{"before": "", "after": "保密。"}]
    step = reverse("network:version_proposal_step", args=[thing.uid])
    assert client.post(step, {"action": "publish", "version": "1", "token": "a"}).status_code == 302
    made = AgreementTemplate.objects.get(network=cast.network)
    for address in (made.get_absolute_url(), reverse("network:agreement_templates"), thing.get_absolute_url()):
        assert client.get(address).status_code == 200
    assert client.get(reverse("network:agreement_template_pdf", args=[made.name])).status_code == 200


@pytest.mark.parametrize(
    "forged",
    [{}, {"clauses-TOTAL_FORMS": "x"}, {"clauses-TOTAL_FORMS": "99999"}, {"version": "-1"}, {"version": "999999999"}],
)
def test_a_forged_text_form_changes_nothing(cast, client, forged):
    client.force_login(cast.people[CENTRE_ADMIN])
    url = reverse("network:new_agreement_template", args=[cast.network.uid])

    assert client.post(url, (text_form(save="1") | forged) if forged else {}).status_code < 500
    assert not VersionProposal.objects.exists()


@pytest.mark.parametrize("name", ["x", "TEST-9", "TEST-x", "TEST-", "-1"])
def test_an_address_of_no_text_is_not_found(cast, client, name):
    client.force_login(cast.people[CENTRE_ADMIN])

    assert client.get(reverse("network:agreement_template", args=[name])).status_code == 404


def rule_form(cast, **changed) -> dict:
    forms = RuleForms(source=rule_for(cast.network, cast.tier, clock.today()))
    return {"version": "1"} | _posted(forms.head, *forms.conditions, forms.conditions.management_form) | changed


def test_a_rule_shows_whom_it_would_exclude_before_it_is_put_forward(cast, client):
    member = path.joined(cast)
    client.force_login(cast.people[CENTRE_ADMIN])
    url = reverse("network:new_eligibility_rule", args=[cast.tier.code, cast.network.uid])
    assert client.get(url).status_code == 200
    same = client.post(url, rule_form(cast, preview="1", title_zh_1="等级"))
    assert same.status_code == 200
    assert [(group["lost"], len(group["rows"])) for group in same.context["preview"]["groups"]] == [(False, 1)]
    harder = {"conditions-1-condition": "staff|at_least", "title_zh_1": "等级"}
    stricter = {"conditions-1-condition": "legal_person|is|no", "conditions-1-alternative": "1", "title_zh_1": "等级"}
    seen = client.post(url, rule_form(cast, preview="1", **stricter))
    groups = seen.context["preview"]["groups"]
    assert [(group["lost"], [item.thing for item in group["rows"]]) for group in groups] == [(True, [member])]
    assert client.post(url, rule_form(cast, preview="1", **harder)).status_code == 422
    assert client.post(url, rule_form(cast, save="1", **stricter)).status_code == 302
    thing = VersionProposal.objects.get()
    assert len(thing.content["alternatives"][0]["conditions"]) == 2
    page = client.get(thing.get_absolute_url())
    assert len(page.context["differences"]) >= 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"conditions-0-values": []}, "values"),
        ({"conditions-0-values": ["level|2B", "level|3A"]}, "values"),
        ({"conditions-0-values": ["institution_type|x"]}, "values"),
        ({"conditions-0-condition": "magic|is|yes"}, "condition"),
        ({"conditions-0-alternative": "9"}, "alternative"),
    ],
)
def test_what_does_not_hold_in_a_rule_is_said_at_the_condition(cast, client, changed, field):
    client.force_login(cast.people[CENTRE_ADMIN])
    url = reverse("network:new_eligibility_rule", args=[cast.tier.code, cast.network.uid])
    page = client.post(url, rule_form(cast, save="1", title_zh_1="等级", **changed))

    assert page.status_code == 422
    assert field in page.context["forms"].conditions.forms[0].errors
    assert not VersionProposal.objects.exists()


def test_what_held_on_a_day_is_shown_for_any_day(cast, client):
    proposals_made = proposals.propose(rule_draft(cast), by=cast.actor(CENTRE_ADMIN))
    proposals.publish(proposals_made, expected=1, by=cast.actor(CENTRE_DIRECTOR))
    client.force_login(holder(HOSPITAL_ADMIN, make.hospital()))
    url = reverse("network:eligibility_rules")

    def held(**query):
        page = client.get(url, {"network": str(cast.network.uid)} | query)
        return [item["held"].rule.version for item in page.context["tiers"] if item["held"]]

    assert held() == [2]
    assert held(on=(clock.today() - timedelta(days=1)).isoformat()) == [1]
    for query in ({"on": "x"}, {"on": "2026-99-99"}, {"network": "x"}):
        assert client.get(url, query).status_code == 200
