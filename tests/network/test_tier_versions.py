"""Tiers: written by the department, published by a second person, called by the name of the day, never deleted."""

from datetime import timedelta

import pytest
from django.urls import reverse

from access import beats
from access.actor import Actor
from access.models import LogEntry
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER
from network.domain import applications, reference, reviews
from network.domain import version_proposals as proposals
from network.eligibility import assess
from network.forms.application import StartForm
from network.indicators.dimensions import BY_TIER
from network.models import Tier, TierVersion, VersionProposal
from network.province import province
from office.indicators import Period
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import rules
from tests.factories.people import holder
from tests.network.agreement_steps import refused
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


def test_a_tier_is_called_by_the_version_of_the_day_and_its_order_follows(cast):
    tier, today = cast.tier, clock.today()
    before = (tier.name_zh, tier.rank)
    rules.publish(rules.tier_draft(tier, valid_from=today + timedelta(days=30)))
    tier.refresh_from_db()
    assert (tier.name, tier.rank) == before
    assert tier.name_on(today + timedelta(days=30)) == "骨干单位"
    with clock.at(f"{today + timedelta(days=30)} 08:00"):
        assert (tier.name, tier.chinese, tier.quota, tier.requirements) == ("骨干单位", "骨干单位", 2, "每年承担培训")
        beats.run("network.tiers")
    tier.refresh_from_db()
    assert tier.rank == 7


def test_only_the_department_writes_tiers_and_a_second_person_publishes(cast):
    for by in (cast.actor(CENTRE_ADMIN), path.cast().actor(CENTRE_ADMIN)):
        with pytest.raises(Forbidden):
            proposals.propose(rules.tier_draft(cast.tier), by=by)
    author, second = rules.officers()
    thing = proposals.propose(rules.tier_draft(None), by=author)
    assert refused(lambda: proposals.publish(thing, expected=1, by=author)) == "network.version.own_proposal"
    assert not TierVersion.objects.exists()
    proposals.publish(thing, expected=1, by=second)
    made = Tier.objects.get(code="backbone")
    assert (str(made), thing.tier_version.version, thing.tier_version.tier) == ("骨干单位", 1, made)
    assert LogEntry.objects.filter(verb="tier.published").count() == 1


def test_a_figure_calls_a_tier_as_it_was_called_at_the_end_of_its_period(cast):
    today = clock.today()
    rules.publish(rules.tier_draft(cast.tier, valid_from=today + timedelta(days=1)))
    known = {
        day: [str(tier) for tier in BY_TIER.members(None, Period(day, day)) if tier == cast.tier]
        for day in (today, today + timedelta(days=1))
    }

    assert list(known.values()) == [[cast.tier.name_zh], ["骨干单位"]]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name_zh": " "}, "network.tier.no_name"),
        ({"name_zh": "别级"}, "network.tier.name_taken"),
        ({"code": "other"}, "network.tier.code_taken"),
        ({"valid_to": "2020-01-01"}, "network.tier.ends_before"),
    ],
)
def test_a_tier_that_does_not_hold_is_refused(changed, code):
    make.tier(code="other", name_zh="别级")
    draft = rules.tier_draft(None)
    draft.content = draft.content | changed

    assert refused(lambda: proposals.propose(draft, by=rules.officers()[0])) == code
    assert not VersionProposal.objects.exists()


def test_nobody_joins_at_a_tier_that_has_ended_and_its_members_keep_it(cast):
    member = path.joined(cast)
    applied = path.submitted(path.cast(network=cast.network, tier=cast.tier))
    reviews.pass_formal_check(applied, expected=applied.version, by=cast.actor(CENTRE_ADMIN))
    content = rules.TIER | {"valid_to": clock.today().isoformat()}
    rules.publish(rules.tier_draft(cast.tier, content=content))
    with clock.at(f"{clock.today() + timedelta(days=1)} 09:00"):
        other = path.cast(network=cast.network, tier=cast.tier)
        assert refused(lambda: path.started(other)) == "network.application.tier_not_offered"
        found = list(reviews.unfit_decision(applied, tier=cast.tier, term_from=None, term_to=None, reason=""))
        assert [reason.code for field, reason in found if field == "tier"] == ["network.application.tier_not_offered"]
        form = StartForm(actor=other.actor("hospital_admin"))
        assert cast.tier not in form.fields["tier"].queryset
        member.refresh_from_db()
        assert (member.tier, str(member.tier)) == (cast.tier, "骨干单位")


def test_the_tiers_quota_warns_where_the_rule_names_none_and_forbids_nothing(cast):
    path.joined(cast)
    rules.publish(rules.tier_draft(cast.tier, content=rules.TIER | {"quota": 1}))
    found = assess(make.hospital(), cast.network, cast.tier, clock.today())

    assert len(found.warnings) == 1
    assert path.started(path.cast(network=cast.network, tier=cast.tier)).pk


def test_the_provinces_file_brings_first_versions_and_does_not_undo_what_people_published():
    system = Actor.as_system("test")
    reference.sync(province=province(), by=system)
    first = list(TierVersion.objects.values_list("version", "proposal"))
    assert set(first) == {(1, None)}
    tier = Tier.objects.order_by("rank").first()
    rules.publish(rules.tier_draft(tier, content=rules.TIER | {"rank": 1}))

    assert reference.sync(province=province(), by=system) == []
    assert str(Tier.objects.get(pk=tier.pk)) == "骨干单位"
    assert tier.name_on(clock.today() - timedelta(days=1)) == tier.name_zh


def _form(tier: Tier | None, **changed) -> dict:
    typed = rules.TIER | {"valid_from": clock.today().isoformat(), "version": "0"}
    return typed | ({} if tier else {"code": "backbone"}) | changed


def test_the_form_previews_refuses_at_the_field_and_hands_on(client):
    client.force_login(holder(DEPARTMENT_OFFICER))
    url = reverse("network:new_tier")
    assert client.post(url, _form(None, preview="1")).context["lines"]
    wrong = {"code": "A B", "valid_to": "2001-01-01", "rank": "0", "name_zh": ""}
    for field, value in wrong.items():
        page = client.post(url, _form(None, save="1", **{field: value}))
        assert (page.status_code, field in page.context["form"].errors) == (422, True)
    for forged in ({"version": "-1"}, {"version": "x"}, {"version": "999999999"}, {"quota": "9" * 30}):
        assert client.post(url, _form(None, save="1", **forged)).status_code in (302, 400, 409, 422)
        assert not VersionProposal.objects.exclude(based_on=0).exists()
    VersionProposal.objects.all().delete()
    assert client.post(url, _form(None, save="1")).status_code == 302
    thing = VersionProposal.objects.get()
    assert client.post(url, _form(None, save="1", name_zh="另一级", code="more")).status_code == 422
    assert client.get(thing.get_absolute_url()).status_code == 200


def test_a_change_shows_whom_it_concerns_and_what_it_changes(cast, client):
    path.joined(cast)
    client.force_login(holder(DEPARTMENT_OFFICER))
    page = client.post(reverse("network:change_tier", args=[cast.tier.code]), _form(cast.tier, preview="1"))

    assert "1" in page.context["notes"][0]
    assert page.context["differences"]
    assert client.get(reverse("network:change_tier", args=["nothing"])).status_code == 404


def test_an_ended_tier_in_the_list_keeps_its_versions(cast, client):
    with pytest.raises(Refused):
        rules.publish(rules.tier_draft(cast.tier, content=rules.TIER | {"valid_to": "2001-01-01"}))
    rules.publish(rules.tier_draft(cast.tier, content=rules.TIER | {"valid_to": clock.today().isoformat()}))
    client.force_login(holder(DEPARTMENT_OFFICER))
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    rows = {
        day: next(row for row in client.get(reverse("network:tiers"), {"on": day}).context["tiers"])
        for day in ("", tomorrow)
    }

    assert [(row["is_offered"], len(row["versions"])) for row in rows.values()] == [(True, 1), (False, 1)]
    assert applications.questions_in_force(cast.network) is None
