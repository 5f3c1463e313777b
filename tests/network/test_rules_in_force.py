"""What was in force on a day: one version of each kind, told by the page and promised by the database."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from access.roles import HOSPITAL_ADMIN
from network.models import (
    AgreementTemplate,
    AssessmentTable,
    ConfirmationRule,
    EligibilityRule,
    QuestionSet,
    TierVersion,
    VisitChecklist,
)
from network.rules_enums import Occasion
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import rules, seasons
from tests.factories.people import holder
from tools import clock

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
DATED = ("rule", "own_rule", "text", "own_text", "tier")
OPEN_ENDED = ("table", "own_table", "questions", "checklist", "season")


def _makers() -> dict:
    """How to write one version of each kind, by number and days."""
    tier, network = make.tier(), make.network()
    text = {"title": "协议", "body": {}, "code": "XY"}
    named = {"tier": tier, "name_zh": "级", "rank": 1}
    season = {"opens_month": 1, "opens_day": 1, "due_month": 3, "due_day": 31, "grace_days": 0}
    return {
        "rule": lambda **days: EligibilityRule.objects.create(tier=tier, **days),
        "own_rule": lambda **days: EligibilityRule.objects.create(tier=tier, network=network, **days),
        "text": lambda **days: AgreementTemplate.objects.create(**text, **days),
        "own_text": lambda **days: AgreementTemplate.objects.create(
            **text | {"code": "N", "network": network}, **days
        ),
        "tier": lambda **days: TierVersion.objects.create(**named, **days),
        "table": lambda **days: AssessmentTable.objects.create(**days),
        "own_table": lambda **days: AssessmentTable.objects.create(network=network, **days),
        "questions": lambda **days: QuestionSet.objects.create(network=network, **days),
        "checklist": lambda **days: VisitChecklist.objects.create(network=network, items=[], **days),
        "season": lambda **days: ConfirmationRule.objects.create(**season, **days),
    }


@pytest.mark.both
@pytest.mark.parametrize("kind", DATED)
def test_two_versions_never_hold_on_one_day(kind):
    write = _makers()[kind]
    first = write(version=1, valid_from=FIRST, valid_to=LAST)
    for days in (
        {"valid_from": FIRST, "valid_to": FIRST},
        {"valid_from": LAST, "valid_to": None},
        {"valid_from": FIRST - timedelta(days=9), "valid_to": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write(version=2, **days)
    second = write(version=2, valid_from=LAST + timedelta(days=1), valid_to=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(first).objects.filter(pk=first.pk).update(valid_to=None)
    assert list(type(first).objects.valid(LAST).filter(pk__in=(first.pk, second.pk))) == [first]


@pytest.mark.both
@pytest.mark.parametrize("kind", OPEN_ENDED)
def test_two_versions_that_hold_until_the_next_never_begin_on_one_day(kind):
    write = _makers()[kind]
    write(version=1, valid_from=FIRST)
    with pytest.raises(IntegrityError), transaction.atomic():
        write(version=2, valid_from=FIRST)
    assert write(version=2, valid_from=LAST).pk


def test_the_page_tells_for_any_day_which_version_of_each_kind_held(client):
    cast = path.cast()
    today, soon = clock.today(), clock.today() + timedelta(days=10)
    seasons.rule()
    rules.asked(cast.network)
    rules.asked(cast.network, [], valid_from=soon)
    rules.publish(rules.tier_draft(cast.tier, valid_from=soon))
    client.force_login(holder(HOSPITAL_ADMIN, make.hospital()))
    url = reverse("network:rules_in_force")

    def told(day: date, **query) -> dict:
        rows = client.get(url, {"on": day.isoformat()} | query).context["rows"]
        return {(row["kind"], row["what"]): (row["version"], row["until"]) for row in rows}

    own = {"network": str(cast.network.uid)}
    asked = (_("Questions of the network"), str(Occasion.APPLICATION.label))
    assert told(today, **own)[asked] == (1, soon - timedelta(days=1))
    assert told(soon, **own)[asked] == (2, None)
    assert told(soon)[(_("Tier"), "骨干单位")] == (1, None)
    assert told(today)[(_("Tier"), cast.tier.name_zh)] == (None, None)
    assert asked not in told(today)
    assert len(told(date(1990, 1, 1), **own)) >= 6
    for query in ({"on": "x"}, {"network": "x"}, {"on": "9999-12-31"}, {"on": "0001-01-01"}):
        assert client.get(url, query).status_code == 200
