"""How long the steps of joining take: stamped by the verbs, counted by the figures, shown with their rows."""

from datetime import date

import pytest

from access import roles
from network.domain import applications, reviews, signoffs
from office.indicators import INDICATORS, Period, Scope, evidence, figure
from tests.factories import membership, people
from tests.network.agreement_steps import admit, complete, seal, sealed_by_centre
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PERIOD = Period.as_of(date(2026, 3, 5))
PROVINCE = Scope.province()
STEPS = ("hand_in", "signoff", "formal_check", "review", "agreement", "seal")


@pytest.mark.both
def test_the_steps_of_an_application_add_up_to_its_whole_way():
    """Each step is stamped by the verb that takes it, and one that is taken again keeps its first moment."""
    officer = people.actor(roles.DEPARTMENT_OFFICER)
    with clock.at("2026-01-01 08:00"):
        cast = membership.cast()
        application = membership.filled_in(cast)
    coordinator, secretary = cast.actor(roles.HOSPITAL_COORDINATOR), cast.actor(roles.CENTRE_ADMIN)
    with clock.at("2026-01-03 08:00"):
        _hand_in(application, coordinator)
        signoff = membership.waiting_signoff(application)
        signoffs.send_back(signoff, expected=1, reason="补", by=cast.actor(roles.HOSPITAL_ADMIN))
    with clock.at("2026-01-04 08:00"):
        application.refresh_from_db()
        _hand_in(application, coordinator)
        _sign(application, cast)
    with clock.at("2026-01-07 20:00"):
        reviews.pass_formal_check(application, expected=application.version, by=secretary)
        facts = {"remarks": {"unit": "补"}, "expected": application.version}
        reviews.return_for_completion(application, **facts, by=secretary)
    with clock.at("2026-01-10 08:00"):
        _hand_in(application, coordinator)
        _sign(application, cast)
        reviews.pass_formal_check(application, expected=application.version, by=secretary)
    with clock.at("2026-01-15 08:00"):
        admit(application, cast)
        agreement = application.agreement
    with clock.at("2026-01-20 08:00"):
        seal(agreement, cast, "hospital")
    with clock.at("2026-01-29 08:00"):
        complete(sealed_by_centre(agreement, cast), cast)

    days = [_value(step, officer) for step in STEPS]
    assert days == [pytest.approx(expected) for expected in (2, 1, 3.5, 7.5, 5, 9)]
    assert sum(days) == pytest.approx(28)
    assert _value("decision", officer) == pytest.approx(3.5 + 7.5)
    rows = evidence("network.days_to_review", PROVINCE, PERIOD, by=officer).rows
    assert [row["days"] for row in _sheet(rows)] == ["7.5"]


def _hand_in(application, by) -> None:
    applications.request_signoff(application, expected=application.version, by=by)


def _sign(application, cast) -> None:
    signoff = membership.waiting_signoff(application)
    signoffs.sign(signoff, expected=signoff.version, by=cast.actor(roles.HOSPITAL_ADMIN))
    application.refresh_from_db()


def _sheet(rows) -> list[dict]:
    """The rows as the figure's page exports them."""
    table = INDICATORS["network.days_to_review"].table(rows)
    names = [column.name for column in table.columns.iterall()]
    return [dict(zip(names, row, strict=True)) for row in list(table.as_values())[1:]]


def _value(step: str, by) -> float:
    return figure(f"network.days_to_{step}", PROVINCE, PERIOD, by=by).value
