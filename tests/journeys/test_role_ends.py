"""A role ends by date: pages, lists and editor rights are gone that day, without a job having run."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from access.actor import Actor
from access.domain import role_assignments
from access.roles import CENTRE_ADMIN, CENTRE_EDITOR
from tests.factories import membership as path
from tests.factories.people import person
from tools import clock

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "北境-plateau-7"


def sign_in(page, live, username: str) -> None:
    """Sign in through the form, as a person does."""
    page.goto(live.url + "/accounts/login/")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/workspace/")


@pytest.fixture
def secretary():
    """A person who runs a centre's office and edits its pages until tomorrow, and an application of that centre."""
    call_command("sync_reference", verbosity=0)
    cast = path.cast()
    call_command("build_site")
    application = path.submitted(cast)
    user = person(username="secretary")
    user.set_password(PASSWORD)
    user.save()
    by = Actor.as_system("test")
    last_day = clock.today() + timedelta(days=1)
    for role in (CENTRE_ADMIN, CENTRE_EDITOR):
        role_assignments.grant(cast.network.centre, user=user, role=role, reason="任期", valid_to=last_day, by=by)
    return application


def test_role_ends_by_date(secretary, live, screen, axe):
    application = secretary
    sign_in(screen, live, "secretary")
    screen.goto(live.url + "/workspace/network/applications/")
    assert screen.get_by_role("link", name=application.number).count() == 1
    axe(screen)
    assert screen.goto(live.url + application.get_absolute_url()).status == 200
    axe(screen)
    assert screen.goto(live.url + "/editor/pages/").status == 200

    with clock.at(clock.now() + timedelta(days=2)):
        screen.goto(live.url + "/workspace/network/applications/")
        assert screen.get_by_role("link", name=application.number).count() == 0
        assert screen.goto(live.url + application.get_absolute_url()).status == 404
        axe(screen)
        assert screen.goto(live.url + "/editor/pages/").status == 403
        axe(screen)
