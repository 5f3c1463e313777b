"""A visitor searches in either script and reads the plan on a phone."""

import pytest
from django.core.management import call_command

from tests.browser import follow

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

QUERY_BOX = "input[name=q]"


@pytest.fixture
def published(site_anew):
    """The public site with the action plan."""
    call_command("sync_reference", verbosity=0)
    call_command("import_action_plan")


def test_plan_is_found_in_either_script_and_read(published, live, screen, axe):
    for words in ("临床研究", "臨床研究"):
        screen.goto(live.url + "/search/")
        screen.locator(f"main {QUERY_BOX}").fill(words)
        follow(screen, lambda: screen.locator(f"main {QUERY_BOX}").press("Enter"))
        assert screen.get_by_role("link", name="行动计划").count() >= 1
    axe(screen)

    follow(screen, screen.get_by_role("link", name="行动计划").first.click)

    heading = screen.get_by_role("heading", level=1)
    assert "三年行动计划" in heading.inner_text()
    assert screen.get_by_role("heading", name="重点任务及工作目标").count() == 1
    assert screen.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    axe(screen)


def test_nothing_found_says_so_and_quotes_are_harmless(published, live, page):
    page.goto(live.url + '/search/?q="%25“国家医学')

    assert page.get_by_role("heading", level=1).count() == 1
    assert "国家医学" in page.locator("main").inner_text()
