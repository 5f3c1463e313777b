"""New versions of texts and rules: checked where they were written, published by a second person, in force by day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from access.actor import Actor
from access.models import Task
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN
from network.agreement_text import problem
from network.domain import agreement_templates, reference
from network.domain import version_proposals as proposals
from network.domain.published_versions import newest
from network.eligibility import rule_for
from network.forms.agreement_template import TemplateForms
from network.forms.eligibility_rule import RuleForms
from network.models import AgreementTemplate, EligibilityRule, VersionProposal
from network.version_enums import ProposalKind
from network.version_text import differences
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import versions
from tests.factories.people import holder
from tests.network.agreement_steps import refused
from tools import clock

pytestmark = pytest.mark.django_db
RULE = {
    "alternatives": [
        {
            "title_zh": "三级医院",
            "title_en": "Tertiary",
            "conditions": [{"fact": "level", "operator": "at_least", "value": "3A", "waivable": True}],
        }
    ],
    "quota": 5,
    "note_zh": "",
    "note_en": "",
}


@pytest.fixture
def cast():
    return path.cast()


def rule_draft(cast, **columns) -> VersionProposal:
    former = newest(ProposalKind.ELIGIBILITY, cast.network, cast.tier)
    facts = {"kind": ProposalKind.ELIGIBILITY, "network": cast.network, "tier": cast.tier, "content": RULE}
    return VersionProposal(**facts | {"valid_from": clock.today(), "based_on": former.version} | columns)


def test_a_text_holds_from_its_day_after_a_second_person_published_it(cast):
    today = clock.today()
    later = today + timedelta(days=30)
    first = versions.published(cast)
    second = versions.published(cast, valid_from=later, content=versions.TEXT | {"title": "第三版"})
    first.refresh_from_db()

    assert [(row.code, row.version) for row in (first, second)] == [(f"{cast.network.code}-XY", n) for n in (1, 2)]
    assert first.valid_to == later - timedelta(days=1)
    found = AgreementTemplate.objects
    assert found.in_force(cast.network) == first
    assert found.in_force(cast.network, later) == second
    assert found.in_force(cast.network, date(2020, 1, 1)).network is None
    assert not Task.objects.open().filter(object_type="network.versionproposal").exists()


def test_nobody_publishes_or_sends_back_what_they_wrote(cast):
    thing = versions.proposed(cast)
    by = cast.actor(CENTRE_ADMIN)

    def sent(verb, **facts):
        return refused(lambda: verb(thing, expected=thing.version, by=by, **facts))

    assert sent(proposals.publish) == "network.version.own_proposal"
    assert sent(proposals.send_back, reason="x") == "network.version.own_proposal"
    director = cast.actor(CENTRE_DIRECTOR)
    assert refused(lambda: proposals.withdraw(thing, expected=thing.version, by=director)) == "network.version.not_own"
    assert not AgreementTemplate.objects.filter(network=cast.network).exists()


def test_one_version_waits_at_a_time_and_an_overtaken_one_is_refused(cast):
    thing = versions.proposed(cast)
    assert refused(lambda: versions.proposed(cast)) == "network.version.waits_already"
    proposals.send_back(thing, reason="改", expected=thing.version, by=cast.actor(CENTRE_DIRECTOR))
    versions.published(cast)

    assert refused(lambda: versions.proposed(cast, based_on=0)) == "network.version.overtaken"


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"valid_from": clock.today() - timedelta(days=1)}, "network.version.past_day"),
        ({"content": versions.TEXT | {"clauses": []}}, "network.version.no_clauses"),
        ({"content": versions.TEXT | {"clauses": ["{patient}"]}}, "network.agreement_text.unknown_field"),
        ({"content": versions.TEXT | {"clauses": ["{hospital.pk}"]}}, "network.agreement_text.unknown_field"),
        ({"content": versions.TEXT | {"clauses": ["{hospital!r}"]}}, "network.agreement_text.bad_braces"),
        ({"content": versions.TEXT | {"clauses": ["{hospital:>9}"]}}, "network.agreement_text.bad_braces"),
        ({"content": versions.TEXT | {"clauses": ["{"]}}, "network.agreement_text.bad_braces"),
    ],
)
def test_a_text_that_does_not_hold_is_refused(cast, columns, code):
    assert refused(lambda: versions.proposed(cast, **columns)) == code
    assert not VersionProposal.objects.exists()


def test_positions_are_no_fields():
    assert problem("{}").code == problem("{0}").code == "network.agreement_text.unknown_field"
    assert problem("{hospital}与{centre}") is None


def test_each_side_writes_and_publishes_its_own(cast):
    foreign = path.cast()
    officers = [Actor.of(holder(DEPARTMENT_OFFICER)) for _ in range(2)]
    for by in (foreign.actor(CENTRE_ADMIN), cast.actor(HOSPITAL_ADMIN), officers[0]):
        with pytest.raises(Forbidden):
            proposals.propose(versions.draft(cast), by=by)
    common = versions.draft(cast, network=None, based_on=1)
    with pytest.raises(Forbidden):
        proposals.propose(common, by=cast.actor(CENTRE_ADMIN))
    proposals.propose(common, by=officers[0])
    with pytest.raises(Forbidden):
        proposals.publish(common, expected=1, by=cast.actor(CENTRE_DIRECTOR))
    proposals.publish(common, expected=1, by=officers[1])
    assert (common.template.code, common.template.version, common.template.network) == ("TEST", 2, None)


def test_a_rule_of_the_network_goes_before_the_common_one_and_keeps_what_held(cast):
    today = clock.today()
    former = rule_for(cast.network, cast.tier, today)
    thing = proposals.propose(rule_draft(cast), by=cast.actor(CENTRE_ADMIN))
    proposals.publish(thing, expected=thing.version, by=cast.actor(CENTRE_DIRECTOR))

    made = rule_for(cast.network, cast.tier, today)
    assert (made.version, made.quota, made.proposal) == (former.version + 1, 5, thing)
    assert rule_for(cast.network, cast.tier, today - timedelta(days=1)) == former
    broken = RULE | {"alternatives": [{"title_zh": "x", "conditions": [{"fact": "no"}]}]}
    with pytest.raises(Refused):
        proposals.propose(rule_draft(cast, content=broken), by=cast.actor(CENTRE_ADMIN))


def test_the_provinces_files_do_not_undo_what_people_published(cast, settings, tmp_path):
    from pathlib import Path

    from network.province import province

    system = Actor.as_system("test")
    folder = Path(settings.PROVINCE_DIR)
    reference.sync(province=province(), by=system)
    agreement_templates.sync(folder / "agreement.toml", by=system)
    officers = [Actor.of(holder(DEPARTMENT_OFFICER)) for _ in range(2)]
    rule = EligibilityRule.objects.filter(network__isnull=True, proposal__isnull=True).latest("pk")
    common = AgreementTemplate.objects.of(None).get(code="HZXY")
    AgreementTemplate.objects.of(None).exclude(pk=common.pk).delete()
    drafts = (
        VersionProposal(kind="eligibility", tier=rule.tier, content=RULE, based_on=rule.version),
        VersionProposal(kind="agreement", content=versions.TEXT, based_on=common.version),
    )
    for draft in drafts:
        draft.valid_from = clock.today()
        proposals.propose(draft, by=officers[0])
        proposals.publish(draft, expected=1, by=officers[1])
    assert not [row for row in reference.sync(province=province(), by=system) if "rule" in str(row)]
    assert agreement_templates.sync(folder / "agreement.toml", by=system) == []
    rule.refresh_from_db()
    assert rule.valid_to == clock.today() - timedelta(days=1)
    brought = tmp_path / "agreement.toml"
    brought.write_text(
        (folder / "agreement.toml").read_text(encoding="utf-8").replace("version = 1", "version = 2"), encoding="utf-8"
    )
    assert agreement_templates.sync(brought, by=system) == ["refused: HZXY v2: people wrote v2 meanwhile"]
    assert AgreementTemplate.objects.in_force(None).title == versions.TEXT["title"]


def test_differences_name_what_was_added_left_out_and_changed():
    assert differences(["a", "b", "c"], ["a", "x", "c", "d"]) == [
        {"before": "b", "after": "x"},
        {"before": "", "after": "d"},
    ]
    assert differences(["a"], ["a"]) == []


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
