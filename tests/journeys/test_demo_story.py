"""The story of the sign-in page: from a white county on the map to a member, seen by everybody whose turn it is."""

import io
import re

import pytest
from pypdf import PdfReader

from network.models import Agreement, MembershipApplication
from tests.browser import follow
from tests.factories.membership import PDF

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

COORDINATOR, VICE_PRESIDENT, SECRETARY = "lulong-coordinator", "lulong-admin", "stroke-secretary"
DIRECTOR, AUDITOR = "stroke-director", "auditor"
COUNTY = "卢龙县"
UID = re.compile(r"[0-9a-f-]{36}|\?.*")
COPY = {"name": "盖章件.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture(params=[1280, 320], ids=["wide", "phone"])
def cast(request, demo_province, live, open_page, axe):
    """Everybody of the story, each at a screen of one width; pages are checked as they are looked at."""
    return Story(live.url, lambda: open_page(request.param), axe)


class Story:
    """Opens the story's cards and does on each page what its person would do."""

    def __init__(self, site, new_page, axe):
        self.site, self.new_page, self.axe = site, new_page, axe
        self.looked_at: set[str] = set()

    def cards(self):
        """The sign-in page as somebody new sees it."""
        page = self.new_page()
        page.goto(self.site + "/accounts/login/")
        return page

    def enter(self, person: str):
        """Enter by the person's card, in a browser of the person's own."""
        page = self.cards()
        follow(page, page.locator(f"form:has(input[value='{person}']) button").click)
        self.look(page)
        return page

    def look(self, page) -> None:
        """What holds on every page: no sideways scroll; and on every kind of page, once: no violation."""
        kind = UID.sub("", page.url)
        if kind not in self.looked_at:
            self.axe(page)
            self.looked_at.add(kind)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url

    def take(self, page, step: str) -> None:
        """Press the button of a lifecycle's step."""
        follow(page, page.locator(f"form:has(input[name=action][value={step}]) button[type=submit]").click)
        self.look(page)

    def save(self, page, **answers) -> None:
        """Fill in fields and save the form."""
        for name, value in answers.items():
            page.fill(f"[name={name}]", value)
        follow(page, page.locator("button[name=and_close]").click)

    def upload(self, page) -> None:
        """Upload a sealed copy."""
        page.set_input_files("input[name=file]", files=[COPY])
        follow(page, page.locator("form:has(input[name=file]) button[type=submit]").click)

    def printed_code(self, page) -> str:
        """The code as it is read at the foot of the printed agreement's last page."""
        address = page.locator("a[href$='/print/']").get_attribute("href")
        pdf = PdfReader(io.BytesIO(page.context.request.get(self.site + address).body()))
        agreement = Agreement.objects.get(application=application())
        footers = [sheet.extract_text() for sheet in pdf.pages]
        assert all(agreement.check_code in text for text in footers)
        return agreement.check_code

    def compare(self, page) -> None:
        """Type the code of the sealed copy."""
        page.fill("input[name=code]", self.printed_code(page))
        follow(page, page.locator("form:has(input[name=code]) button[type=submit]").click)
        self.look(page)


def application() -> MembershipApplication:
    return MembershipApplication.objects.filter(campus__division__name_zh=COUNTY).latest("created_at")


def county_on_the_map(cast, card: int) -> tuple[str, ...]:
    """What a visitor reads on the county's place after the card's link."""
    page = cast.cards()
    cast.look(page)
    follow(page, page.locator(".stories__item").nth(card).get_by_role("link").click)
    if "/network/" in page.url and page.locator(f"text={COUNTY}").count() == 0:
        follow(page, page.locator("main").get_by_role("link", name="秦皇岛市").last.click)
    cast.look(page)
    return tuple(page.locator(f"tr:has-text('{COUNTY}'), li:has-text('{COUNTY}')").first.inner_text().split("\n")[:2])


def test_story_from_a_white_county_to_a_member(cast):
    assert county_on_the_map(cast, 0) == (COUNTY, "暂无成员")

    coordinator = cast.enter(COORDINATOR)
    assert coordinator.locator(".remark").count() == 2
    follow(coordinator, coordinator.locator("a[href$='/sections/department/']").click)
    cast.look(coordinator)
    cast.save(coordinator, doctors_senior="4")
    follow(coordinator, coordinator.locator("a[href$='/sections/role/']").click)
    cast.save(coordinator, cases_per_year="180")
    cast.take(coordinator, "request_signoff")

    vice_president = cast.enter(VICE_PRESIDENT)
    cast.take(vice_president, "sign")

    secretary = cast.enter(SECRETARY)
    cast.take(secretary, "pass_formal_check")
    follow(secretary, secretary.locator("a[href$='/decide/']").click)
    cast.look(secretary)
    follow(secretary, secretary.locator("main form button[type=submit]").click)

    coordinator.goto(cast.site + Agreement.objects.get(application=application()).get_absolute_url())
    cast.upload(coordinator)
    cast.take(coordinator, "seal_hospital")

    secretary = cast.enter(SECRETARY)
    cast.compare(secretary)
    cast.upload(secretary)
    cast.take(secretary, "seal_centre")

    cast.compare(cast.enter(VICE_PRESIDENT))
    assert application().state == "completed"
    assert county_on_the_map(cast, 4) == (COUNTY, "1")

    director = cast.enter(DIRECTOR)
    red = director.locator(".counter--danger")
    assert red.count() == 1
    shown = int(red.locator(".counter__value").inner_text())
    follow(director, red.get_by_role("link").click)
    cast.look(director)
    assert director.locator("tbody tr[role=row]").count() == shown

    auditor = cast.enter(AUDITOR)
    auditor.goto(cast.site + f"/workspace/logbook/?q={application().number}")
    cast.look(auditor)
    acts = auditor.locator("main").inner_text()
    assert "签发" in acts and "林晓彤" in acts and "郑国栋" in acts and "苏静怡" in acts
    assert auditor.goto(cast.site + application().get_absolute_url()).status == 404


def test_story_ends_with_a_card_that_puts_the_data_back(cast):
    page = cast.cards()

    assert page.locator("form[action='/demo/reset/'] button").count() == 1
    assert page.locator(".stories__item").count() == 8
