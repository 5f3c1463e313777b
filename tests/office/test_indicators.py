"""The machinery of figures: scopes in addresses, periods, and what is said of unknown ones."""

from datetime import date

import pytest

from access import roles
from access.actor import Actor
from office.indicators import INDICATORS, Period, Scope, figure, get
from office.indicators.reading import figure_url, shown
from tests.factories import network as make
from tests.factories import people
from tools import clock


def test_a_period_runs_forward_and_knows_its_moments():
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 3, 5), date(2026, 3, 4))
    period = Period.year(2025)
    assert [moment.isoformat() for moment in period.moments] == [
        "2024-12-31T16:00:00+00:00",
        "2025-12-31T16:00:00+00:00",
    ]
    assert Period.as_of(date(2026, 3, 5)) == Period(date(2025, 3, 6), date(2026, 3, 5))


def test_a_number_is_shown_with_its_decimals():
    assert [shown(12.0, 0), shown(66.666, 1), shown(None, 1)] == ["12", "66.7", "—"]


def test_an_unknown_indicator_is_named():
    with pytest.raises(LookupError, match=r"no\.such"):
        get("no.such")
    with pytest.raises(LookupError, match="no dimension colour"):
        INDICATORS["network.active_members"].dimension("colour")


def test_every_indicator_says_what_it_is(in_english):
    for indicator in INDICATORS.values():
        assert str(indicator.title)
        assert str(indicator.unit)
        assert str(indicator.definition).endswith("."), indicator.code


@pytest.mark.django_db
class TestScope:
    def test_every_scope_comes_back_from_its_address(self):
        for scope in (
            Scope.province(),
            Scope.of("region", make.region()),
            Scope.of("centre", make.centre()),
            Scope.of("network", make.network()),
            Scope.of("hospital", make.hospital()),
        ):
            assert Scope.from_key(scope.key) == scope
            assert scope.label
            assert str(scope.id) not in scope.key.split("-")[1:] or scope.kind == "region"

    @pytest.mark.parametrize(
        "key",
        [
            "",
            "region",
            "region-",
            "region-000000",
            "region-0\x00",
            "centre-1",
            "centre-not-a-uid",
            "study-1",
            "nonsense-1",
            "region-" + "9" * 500,
        ],
    )
    def test_a_forged_address_is_no_scope(self, key):
        assert Scope.from_key(key) is None

    def test_who_may_read_on_a_scope(self):
        centre, region = make.centre(), make.region()
        permission = "network.view_times"
        table = {
            (people.actor(roles.CENTRE_ADMIN, centre), Scope.of("centre", centre)): True,
            (people.actor(roles.CENTRE_ADMIN, centre), Scope.of("centre", make.centre())): False,
            (people.actor(roles.CENTRE_ADMIN, centre), Scope.province()): False,
            (people.actor(roles.CENTRE_ADMIN, centre), Scope.of("network", make.network(centre=centre))): True,
            (people.actor(roles.SUPERVISOR, region), Scope.of("region", region)): True,
            (people.actor(roles.SUPERVISOR, region), Scope.of("region", make.region())): False,
            (people.actor(roles.DEPARTMENT_OFFICER), Scope.province()): True,
            (people.actor(roles.DEPARTMENT_OFFICER), Scope.of("region", region)): True,
            (people.actor(roles.AUDITOR), Scope.province()): False,
            (people.actor(roles.HOSPITAL_ADMIN, make.hospital()), Scope.province()): False,
            (Actor.anonymous(), Scope.province()): False,
            (Actor.as_system("test"), Scope.province()): True,
        }
        for (actor, scope), answer in table.items():
            assert scope.opens_to(actor, permission) is answer, (actor.assignments, scope)

    def test_the_address_of_a_figure_has_no_integer_key(self):
        region = make.region(code="990001")
        with clock.at("2026-03-05 09:00"):
            scope = Scope.of("region", region)
            assert figure_url("network.active_members", Scope.province(), Period.today()) == (
                "/workspace/figures/network.active_members/"
            )
            found = figure_url("network.active_members", scope, Period.as_of(date(2026, 1, 1)))
            assert found.endswith("?scope=region-990001&on=2026-01-01")

    def test_a_figure_links_to_its_rows(self):
        found = figure("network.active_members", Scope.province(), Period.today(), by=Actor.anonymous())
        assert found.evidence_url == "/workspace/figures/network.active_members/"
        assert (found.value, found.text, found.denominator) == (0, "0", None)
