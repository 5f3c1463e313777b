"""Bringing the reference data in line: repeatable, reporting, never deleting."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from access.actor import Actor
from access.models import LogEntry
from network.domain import reference
from network.models import DiseaseField, Division, EligibilityRule, Region, Tier
from network.province import province
from tests.factories import network as make

pytestmark = pytest.mark.django_db

SYSTEM = Actor.as_system("test")


def run() -> str:
    out = StringIO()
    call_command("sync_reference", stdout=out)
    return out.getvalue()


@pytest.fixture
def filled() -> None:
    reference.sync(province=province(), by=SYSTEM)


def test_the_first_run_fills_everything_and_the_second_changes_nothing():
    first = run()
    assert "added: region 130100 石家庄市" in first
    counts = [model.objects.count() for model in (Region, Division, DiseaseField, Tier, EligibilityRule)]
    assert counts == [14, 180, 23, 3, 3]
    entries = LogEntry.objects.count()
    assert run() == "0 changes\n"
    assert [model.objects.count() for model in (Region, Division, DiseaseField, Tier, EligibilityRule)] == counts
    assert LogEntry.objects.count() == entries
    assert LogEntry.objects.filter(verb="reference.added").count() == sum(counts)


def test_it_asks_few_questions_when_nothing_changed(filled, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assert reference.sync(province=province(), by=SYSTEM) == []


def test_divisions_hang_together(filled):
    xinji = Division.objects.get(code="130181")
    assert (xinji.parent.code, xinji.region.code) == ("130100", "130181")
    assert Division.objects.filter(region__code="133100", kind="county").count() == 3
    assert Division.objects.get(code="130000").region is None


def test_a_changed_file_changes_the_row_and_is_logged(filled):
    regions = (replace(province().regions[0], name_en="Shijiazhuang City"), *province().regions[1:])
    changes = reference.sync(province=replace(province(), regions=regions), by=SYSTEM)
    assert [str(change) for change in changes] == ["changed: region 130100 石家庄市 (name_en)"]
    assert Region.objects.get(code="130100").name_en == "Shijiazhuang City"
    entry = LogEntry.objects.latest("pk")
    assert entry.verb == "reference.changed"
    assert entry.changes == {"name_en": ["Shijiazhuang", "Shijiazhuang City"]}


def test_what_the_files_no_longer_name_is_reported_and_kept(filled):
    shorter = replace(province(), fields=province().fields[:-1], rules=province().rules[:-1])
    changes = [str(change) for change in reference.sync(province=shorter, by=SYSTEM)]
    assert changes == ["kept: diseasefield critical_care 急危重症", "kept: rule 基层协作单位 v1"]
    assert DiseaseField.objects.count() == 23
    assert EligibilityRule.objects.count() == 3


def test_a_rule_in_use_is_not_rewritten_but_may_end_and_be_followed(filled):
    rule = province().rules[0]
    stricter = replace(rule, quota=1)
    changes = reference.sync(province=replace(province(), rules=(stricter, *province().rules[1:])), by=SYSTEM)
    assert [(change.act, change.columns) for change in changes] == [("refused", ("quota",))]
    ended = replace(rule, valid_to=date(2025, 12, 31))
    following = replace(stricter, version=2, valid_from=date(2026, 1, 1))
    rules = (ended, following, *province().rules[1:])
    changes = reference.sync(province=replace(province(), rules=rules), by=SYSTEM)
    assert [change.act for change in changes] == ["changed", "added"]
    assert list(EligibilityRule.objects.filter(tier__code=rule.tier).values_list("version", "quota", "valid_to")) == [
        (2, 1, None),
        (1, 3, date(2025, 12, 31)),
    ]


def test_rules_of_single_networks_are_left_alone(filled):
    own = make.rule(tier=Tier.objects.first(), network=make.network())
    assert not any("rule" in str(change) for change in reference.sync(province=province(), by=SYSTEM))
    assert EligibilityRule.objects.filter(pk=own.pk).exists()


def test_a_wrong_file_stops_the_command_with_its_place(settings, tmp_path):
    settings.PROVINCE_DIR = tmp_path
    with pytest.raises(CommandError, match="province.toml is missing"):
        run()
    assert Region.objects.count() == 0
