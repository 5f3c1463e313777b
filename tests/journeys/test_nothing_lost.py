"""Nothing typed is lost: not when nobody is there for half an hour, not when saving fails, not when the session is over."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from access import sessions
from access.models import Draft, RoleAssignment, UserSession
from access.roles import HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from tests.browser import follow
from tests.factories import membership as path
from tools import clock

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "北境-Plateau-4711"
FIELD, TEXT = "equipment", "门诊设有专病诊室，配有专职研究护士。"
SAVING = "**/draft/"
KEPT = "Object.keys(sessionStorage).filter(name => name.startsWith('kept:')).length"


@pytest.fixture
def application(settings):
    """A draft, its coordinator, and the hospital's administrator, both with passwords; half an hour of idleness."""
    settings.SESSION_IDLE_MINUTES = 30
    cast = path.cast()
    for role in (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN):
        user = cast.people[role]
        user.username, user.has_long_password = role, True
        user.set_password(PASSWORD)
        user.save()
    return path.started(cast)


def sign_in(page, username: str) -> None:
    """Fill in the form of the sign-in page that is shown."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    follow(page, lambda: page.press("input[name=password]", "Enter"))


def test_idle_sign_out_saves_and_leads_back_to_the_same_field(application, live, page, axe):
    section = live.url + reverse("network:application_section", args=[application.uid, "department"])
    page.clock.install()
    page.goto(section)
    sign_in(page, HOSPITAL_COORDINATOR)
    page.locator(f"[name={FIELD}]").fill(TEXT)
    page.clock.fast_forward("28:30")
    page.locator("[data-idle-stay]").wait_for()
    axe(page)
    page.locator("[data-idle-stay]").click()
    assert page.locator("#idle").is_hidden()
    page.locator(f"[name={FIELD}]").fill(TEXT + "二。")

    with page.expect_navigation(url="**/accounts/login/**"):
        page.clock.fast_forward("30:01")

    assert Draft.objects.get().data[FIELD] == [TEXT + "二。"]
    assert page.evaluate(KEPT) == 0
    assert page.request.get(section).url.startswith(live.url + "/accounts/login/")
    sign_in(page, HOSPITAL_COORDINATOR)
    assert page.url == f"{section}#id_{FIELD}"
    assert page.locator(f"[name={FIELD}]").input_value() == TEXT + "二。"
    assert page.evaluate("document.activeElement.name") == FIELD


def test_failed_save_says_so_and_the_text_comes_back_after_signing_in_again(application, live, page):
    section = live.url + reverse("network:application_section", args=[application.uid, "department"])
    page.clock.install()
    page.goto(section)
    sign_in(page, HOSPITAL_COORDINATOR)
    page.route(SAVING, lambda route: route.abort())
    page.locator(f"[name={FIELD}]").fill(TEXT)
    page.clock.fast_forward("00:02")
    page.locator("[data-autosave-retry]").wait_for()
    assert page.locator(f"[name={FIELD}]").input_value() == TEXT
    with page.expect_navigation(url="**/accounts/login/**"):
        page.clock.fast_forward("30:01")
    assert (page.evaluate(KEPT), Draft.objects.count()) == (1, 0)

    page.unroute(SAVING)
    sign_in(page, HOSPITAL_COORDINATOR)
    assert page.locator(f"[name={FIELD}]").input_value() == TEXT
    page.clock.fast_forward("00:02")
    page.locator(".autosave--saved").wait_for()
    assert Draft.objects.get().data[FIELD] == [TEXT]
    assert page.evaluate(KEPT) == 0


def test_form_sent_after_the_session_is_over_is_put_back_for_its_writer_only(application, live, page):
    role = RoleAssignment.objects.get(user__username=HOSPITAL_COORDINATOR)
    page.goto(live.url + role.get_absolute_url())
    sign_in(page, HOSPITAL_ADMIN)
    page.fill("[name=last_day]", "2099-12-31")
    reason = page.locator("form.form [name=reason]")
    reason.fill(TEXT)
    Session.objects.all().delete()

    follow(page, page.locator("form.form button[type=submit]").click)

    assert "/accounts/login/" in page.url
    sign_in(page, HOSPITAL_ADMIN)
    assert page.url == live.url + role.get_absolute_url()
    assert reason.input_value() == TEXT
    assert role.valid_to is None

    Session.objects.all().delete()
    follow(page, page.locator("form.form button[type=submit]").click)
    sign_in(page, HOSPITAL_COORDINATOR)
    assert page.evaluate(KEPT) == 0
    assert TEXT not in page.content()


def test_session_that_ended_elsewhere_says_so_and_the_text_stays(application, live, page, axe):
    section = live.url + reverse("network:application_section", args=[application.uid, "department"])
    page.clock.install()
    page.goto(section)
    sign_in(page, HOSPITAL_COORDINATOR)
    UserSession.objects.update(ended_at=clock.now(), ended_because=sessions.BY_ONESELF)
    page.route(SAVING, lambda route: route.abort())
    page.locator(f"[name={FIELD}]").fill(TEXT)
    page.clock.fast_forward("01:01")

    again = page.locator("[data-idle-again]")
    again.wait_for()
    assert sessions.sentence(sessions.BY_ONESELF) in page.locator("[data-idle-warning]").inner_text()
    assert page.locator("[data-idle-stay]").is_hidden()
    axe(page)
    page.unroute(SAVING)
    with page.expect_navigation(url="**/accounts/login/**"):
        again.click()
    sign_in(page, HOSPITAL_COORDINATOR)
    assert page.url == f"{section}#id_{FIELD}"
    assert page.locator(f"[name={FIELD}]").input_value() == TEXT


def test_what_a_page_follows_tells_that_the_session_is_over(application, live, page):
    page.goto(live.url + "/workspace/")
    sign_in(page, HOSPITAL_COORDINATOR)
    UserSession.objects.update(ended_at=clock.now(), ended_because=sessions.ELSEWHERE)

    page.locator("[data-idle-again]").wait_for()

    assert sessions.sentence(sessions.ELSEWHERE) in page.locator("[data-idle-warning]").inner_text()
