"""The rule of the annual confirmation: written for years to come, with the days that it makes, published by a second."""

from datetime import date

import pytest
from django.urls import reverse

from access.actor import Actor
from access.refusals import Forbidden
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER
from network.domain import version_proposals as proposals
from network.models import ConfirmationRule, VersionProposal
from network.queries import seasons as kept
from network.seasons import season_of
from tests.factories import membership as path
from tests.factories import rules, seasons
from tests.factories.people import holder
from tests.network.agreement_steps import refused
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_march():
    with clock.at("2026-03-05 09:00"):
        seasons.rule()
        yield


def test_a_published_rule_holds_for_the_years_to_come_and_changes_none_that_has_begun():
    thing = rules.publish(rules.season_draft())

    assert (thing.season_rule.version, thing.season_rule.valid_from) == (2, date(2027, 1, 1))
    found = [season_of(year, kept.rules()) for year in (2026, 2027)]
    assert [season.due for season in found] == [date(2026, 3, 31), date(2027, 4, 30)]
    assert [season.grace_end for season in found] == [date(2026, 5, 30), date(2027, 5, 30)]


def test_a_rule_published_late_waits_for_the_year_after():
    author, second = rules.officers()
    thing = proposals.propose(rules.season_draft(), by=author)
    with clock.at("2027-02-01 09:00"):
        assert refused(lambda: proposals.publish(thing, expected=1, by=second)) == "network.season.not_next_year"
    assert ConfirmationRule.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"opens": [2, 29]}, "network.season.bad_day"),
        ({"opens": [13, 1]}, "network.season.bad_day"),
        ({"due": [1, 31]}, "network.season.due_before_opening"),
        ({"grace_days": 181}, "network.season.too_much_grace"),
    ],
)
def test_a_rule_that_does_not_hold_is_refused(changed, code):
    draft = rules.season_draft(content=rules.SEASON | changed)

    assert refused(lambda: proposals.propose(draft, by=rules.officers()[0])) == code
    assert not VersionProposal.objects.exists()


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2027, 1, 2)])
def test_a_rule_begins_with_a_year_to_come(day):
    by = rules.officers()[0]
    assert refused(lambda: proposals.propose(rules.season_draft(valid_from=day), by=by)).startswith("network.")
    with pytest.raises(Forbidden):
        proposals.propose(rules.season_draft(), by=path.cast().actor(CENTRE_ADMIN))


def test_the_page_shows_the_days_before_anything_is_saved(client):
    user = holder(DEPARTMENT_OFFICER)
    client.force_login(user)
    url = reverse("network:new_season_rule")
    assert client.get(url).status_code == 200
    typed = {"first_year": "2027", "opens_month": "2", "opens_day": "1", "due_month": "4", "due_day": "30"}
    typed |= {"grace_days": "30", "version": "1"}
    page = client.post(url, typed | {"preview": "1"})
    assert page.status_code == 200
    assert [("2027-04-30" in line, "2027-05-30" in line) for line in page.context["produces"]][0] == (True, True)
    assert len(page.context["produces"]) == 3
    for wrong in (
        {"first_year": "2026"},
        {"due_month": "1"},
        {"opens_month": "2", "opens_day": "30"},
        {"due_day": "x"},
    ):
        assert client.post(url, typed | {"save": "1"} | wrong).status_code == 422
    assert not VersionProposal.objects.exists()
    assert client.post(url, typed | {"save": "1"}).status_code == 302
    thing = VersionProposal.objects.get()
    assert client.get(thing.get_absolute_url()).context["produces"] == page.context["produces"]
    proposals.publish(thing, expected=1, by=Actor.of(holder(DEPARTMENT_OFFICER)))
    assert len(client.get(reverse("network:season_rules")).context["versions"]) == 2
