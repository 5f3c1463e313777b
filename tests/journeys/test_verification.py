"""A stranger checks a certificate with a phone: the QR code, a mistyped code, one that was withdrawn meanwhile."""

import pytest

from access.roles import CENTRE_ADMIN
from cms.domain.site import build_site
from network.domain import certificates
from tests.browser import follow
from tests.cms.conftest import SYSTEM
from tests.factories import membership as path
from tests.factories import network as make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

ALERT = "main .alert__title"


@pytest.fixture
def cast(transactional_db):
    """A public site, and a hospital that is a member."""
    build_site(None, by=SYSTEM)
    return path.cast(hospital=make.hospital(name_zh="青禾县人民医院"), network=make.network(name_zh="肾脏病网络"))


def said(page) -> str:
    return page.locator(ALERT).inner_text()


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_stranger_verifies_a_certificate_by_phone(cast, live, phone, axe):
    paper = certificates.issue(path.joined(cast), kind="certificate", by=cast.actor(CENTRE_ADMIN))

    phone.goto(f"{live.url}/verify/{paper.code}/")
    assert phone.locator(".alert--ok").count() == 1
    assert "青禾县人民医院" in phone.locator("main").inner_text()
    assert fits(phone)
    axe(phone)

    phone.locator("[name=number]").fill(paper.number)
    wrong = paper.printed_code[:-1] + ("2" if paper.code[-1] != "2" else "3")
    phone.locator("[name=code]").fill(wrong)
    follow(phone, lambda: phone.locator("[name=code]").press("Enter"))
    unknown = said(phone)
    assert phone.locator(".alert--danger").count() == 1
    assert "青禾县人民医院" not in phone.locator("main").inner_text()
    assert phone.locator("[name=number]").input_value() == paper.number
    assert fits(phone)
    axe(phone)

    certificates.withdraw(paper, reason="信息有误", expected=1, by=cast.actor(CENTRE_ADMIN))
    phone.locator("[name=code]").fill(paper.printed_code.lower())
    follow(phone, phone.locator("main form button[type=submit]").click)
    assert said(phone) not in ("", unknown)
    assert phone.locator(".alert--danger").count() == 1
    assert "青禾县人民医院" in phone.locator("main").inner_text()
    assert "信息有误" not in phone.content()
    axe(phone)

    phone.goto(f"{live.url}/en/verify/")
    follow(phone, phone.locator("main form button[type=submit]").click)
    assert phone.locator(".error-summary").count() == 1
    axe(phone)
