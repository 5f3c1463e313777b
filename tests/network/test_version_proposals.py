"""New versions of texts and rules: checked where they were written, published by a second person, in force by day."""

from datetime import date, timedelta

import pytest

from access.actor import Actor
from access.models import Task
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN
from network.agreement_text import problem
from network.domain import agreement_templates, reference
from network.domain import version_proposals as proposals
from network.eligibility import rule_for
from network.models import AgreementTemplate, EligibilityRule, VersionProposal
from network.version_text import differences
from tests.factories import membership as path
from tests.factories import versions
from tests.factories.people import holder
from tests.network.agreement_steps import refused
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


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
    thing = proposals.propose(versions.rule_draft(cast), by=cast.actor(CENTRE_ADMIN))
    proposals.publish(thing, expected=thing.version, by=cast.actor(CENTRE_DIRECTOR))

    made = rule_for(cast.network, cast.tier, today)
    assert (made.version, made.quota, made.proposal) == (former.version + 1, 5, thing)
    assert rule_for(cast.network, cast.tier, today - timedelta(days=1)) == former
    broken = versions.RULE | {"alternatives": [{"title_zh": "x", "conditions": [{"fact": "no"}]}]}
    with pytest.raises(Refused):
        proposals.propose(versions.rule_draft(cast, content=broken), by=cast.actor(CENTRE_ADMIN))


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
        VersionProposal(kind="eligibility", tier=rule.tier, content=versions.RULE, based_on=rule.version),
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
