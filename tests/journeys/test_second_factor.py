"""Setting up a second factor because the role asks for it, then signing in by app, and by passkey alone."""

import pytest

from access.roles import HOSPITAL_ADMIN
from tests.browser import follow
from tests.factories import network as make
from tests.factories.factors import code_of, factors
from tests.factories.people import give, person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "北境-Plateau-4711"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def administrator(settings):
    """A hospital's administrator who has only a password, where roles ask for more."""
    settings.SECOND_FACTOR_REQUIRED = True
    user = person(username="administrator", has_long_password=True)
    user.set_password(PASSWORD)
    user.save()
    give(user, HOSPITAL_ADMIN, make.hospital())
    return user


def sign_in(page, live) -> None:
    """The first step."""
    page.goto(live.url + "/accounts/login/")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.fill("input[name=login]", "administrator")
    page.fill("input[name=password]", PASSWORD)
    follow(page, lambda: page.press("input[name=password]", "Enter"))


def sign_out(page, live) -> None:
    page.goto(live.url + "/accounts/logout/")
    follow(page, page.locator("main form[action$='/logout/'] button").click)


def test_factor_is_set_up_and_signs_in(administrator, live, page, axe):
    sign_in(page, live)
    assert page.url.startswith(live.url + "/accounts/second-factor/")
    page.goto(live.url + "/workspace/people/")
    assert "/accounts/second-factor/" in page.url
    axe(page)

    follow(page, page.locator("main a[href$='/second-factor/app/']").click)
    axe(page)
    secret = page.locator(".code-box__code").inner_text()
    page.fill("input[name=code]", code_of(secret))
    follow(page, page.locator("main form button[type=submit]").first.click)
    assert page.locator(".recovery-codes li").count() == 10
    axe(page)
    assert page.locator("[data-print]").is_visible()

    sign_out(page, live)
    sign_in(page, live)
    assert page.url.endswith("/accounts/second-factor/sign-in/")
    axe(page)
    page.fill("input[name=code]", code_of(secret))
    follow(page, lambda: page.press("input[name=code]", "Enter"))
    assert page.url == live.url + "/workspace/"

    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto(live.url + "/accounts/second-factor/passkeys/new/")
    page.fill("input[name=password]", PASSWORD)
    follow(page, lambda: page.press("input[name=password]", "Enter"))
    axe(page)
    page.fill("input[name=name]", "办公室电脑")
    follow(page, page.locator("form[data-passkey] button").click)
    assert page.locator("li span").filter(has_text="办公室电脑").first.is_visible()
    assert factors(administrator) == ["recovery_codes", "totp", "webauthn"]

    sign_out(page, live)
    page.goto(live.url + "/accounts/login/?next=/workspace/search/")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    follow(page, page.locator("form[data-passkey] button").click)
    assert page.url == live.url + "/workspace/search/"


def test_device_that_does_not_confirm_is_told_and_the_page_stays(administrator, live, page):
    page.goto(live.url + "/accounts/login/")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    page.locator("form[data-passkey] button").click()

    status = page.locator("[data-passkey-status]")
    status.filter(has_text=status.get_attribute("data-failed")).wait_for()
    assert page.url == live.url + "/accounts/login/"
