"""A year of one hospital: it confirms, is assessed, warned, appeals, is restored, and its coordinator hands over."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from access import beats, job_runner
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, INVESTIGATOR
from network.models import Membership
from tests.browser import PHONE, WIDE, follow
from tests.factories import assessments, seasons
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import holder
from tools import clock

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

JOINED, CONFIRMS, ASSESSED, ANSWERED = "2024-05-06 10:00", "2026-02-10 09:00", "2027-01-12 09:00", "2027-01-20 14:00"
UID = re.compile(r"[0-9a-f-]{36}|\?.*")
REASON = "两次迟报，未参加研究"
SUCCESSOR = "接任人"


class Year:
    """The hospital's people at a phone, the centre's at a desk, each in the own browser."""

    def __init__(self, site: str, open_page, axe, cast):
        self.site, self.axe, self.cast = site, axe, cast
        self.screens = {side: open_page(width) for side, width in (("hospital", PHONE), ("centre", WIDE))}
        self.page = None
        self.looked_at: set[str] = set()

    def enter(self, role: str, address: str = "/workspace/"):
        """Somebody comes in and begins on a page."""
        self.page = self.screens["centre" if role in (CENTRE_ADMIN, CENTRE_DIRECTOR) else "hospital"]
        client = Client()
        client.force_login(self.cast.people[role])
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.site}
        self.page.context.add_cookies([cookie])
        self.page.goto(self.site + address)

    def press(self, selector: str) -> None:
        """Press what leads on."""
        follow(self.page, self.page.locator(selector).first.click)

    def open(self, words: str) -> None:
        """Follow the first link or task of the page that says this."""
        follow(self.page, self.page.locator("main").get_by_role("link", name=words).first.click)

    def say(self, words: str) -> None:
        """Press the button that says this."""
        follow(self.page, self.page.locator("main").get_by_role("button", name=words).first.click)

    def step(self, name: str) -> None:
        """Take a step of a lifecycle."""
        self.press(f"form:has(input[name=action][value={name}]) button[type=submit]")

    def send(self, **answers) -> None:
        """Fill in a form of the page and send it."""
        for name, value in answers.items():
            self.page.fill(f"main [name={name}]", value)
        follow(self.page, self.page.locator(f"main form:has([name={name}]) button[type=submit]").first.click)

    def look(self, *words: str) -> None:
        """What is read on the page, which has nothing beyond its edge, and its kind of page no violation."""
        text = self.page.locator("main").inner_text()
        assert [word for word in words if word not in text] == [], text
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), self.page.url
        kind = UID.sub("", self.page.url)
        if kind not in self.looked_at:
            self.axe(self.page)
            self.looked_at.add(kind)


@pytest.fixture
def year(transactional_db, live, open_page, axe):
    """A county hospital that has been a member since 2024, and a colleague who will follow its coordinator."""
    seasons.rule(valid_from="2026-01-01")
    with clock.at(JOINED):
        cast = path.cast(hospital=make.hospital(name_zh="青禾县人民医院"), network=make.network(name_zh="肾脏病网络"))
        path.joined(cast)
        seasons.questions(cast.network)
        assessments.table()
    seasons.fill_profile(cast.hospital)
    cast.people[INVESTIGATOR] = holder(INVESTIGATOR, cast.hospital)
    cast.people[INVESTIGATOR].name = SUCCESSOR
    cast.people[INVESTIGATOR].save()
    with clock.at(CONFIRMS):
        yield Year(live.url, open_page, axe, cast)


def state(year) -> str:
    return Membership.objects.get(network=year.cast.network).state


def confirm(year) -> None:
    """The coordinator answers, the administrator signs."""
    year.enter(HOSPITAL_COORDINATOR, "/workspace/network/confirmations/")
    year.open("确认本院")
    year.look("2026")
    year.press("main form button[type=submit]")
    year.step("confirm_profile")
    year.press("a[href*='/answers/']")
    year.look("入组病例")
    year.send(**{"q-cases": "12"})
    year.step("hand_in")
    year.look("青禾县人民医院")

    year.enter(HOSPITAL_ADMIN)
    year.press("main .task a")
    year.page.locator("main summary", has_text="肾脏病网络").click()
    year.look("入组病例", "12")
    year.step("sign")

    year.enter(CENTRE_ADMIN, "/workspace/network/confirmations/")
    year.look("青禾县人民医院", "已确认")


def assess(year) -> None:
    """The secretary fills the points in, the director decides, the secretary announces."""
    year.enter(CENTRE_ADMIN, "/workspace/network/assessment-rounds/new/")
    year.look("启动年度考核")
    year.press("main form button[type=submit]")
    year.open("青禾县人民医院")
    year.open("填报得分")
    points = {"value-studies": "1", "reason-studies": REASON, "value-conduct": "10", "reason-conduct": REASON}
    year.send(**points)
    year.look(REASON)
    year.step("propose")

    year.enter(CENTRE_DIRECTOR)
    year.press("main .task a")
    year.look("青禾县人民医院", "不合格")
    year.press("main button[form=decide]")

    year.enter(CENTRE_ADMIN)
    year.press("main .task a")
    year.step("announce")


def warn(year) -> None:
    """Nothing follows by itself: the secretary warns, with the reason that the hospital reads."""
    year.open("青禾县人民医院")
    year.open("警示该成员单位")
    year.look("不合格")
    assert REASON not in year.page.locator("[name=reason]").input_value()
    written = year.page.locator("[name=reason]").input_value() + REASON
    year.send(reason=written)
    assert state(year) == "warned"


def appeal(year) -> None:
    """The hospital reads why, and appeals with its administrator's signature."""
    year.enter(HOSPITAL_COORDINATOR, "/workspace/network/assessments/")
    year.press("main tbody a")
    year.look("不合格", REASON)
    year.open("提出申诉")
    year.send(grounds="研究实际参加了三项，合同附后。")
    year.look("研究实际参加了三项")
    year.step("request_signoff")

    year.enter(HOSPITAL_ADMIN)
    year.press("main .task a:has-text('签发或退回')")
    year.look("研究实际参加了三项")
    year.step("sign")


def restore(year) -> None:
    """The director changes the result, the secretary lifts the warning."""
    year.enter(CENTRE_DIRECTOR)
    year.press("main .task a:has-text('申诉')")
    year.page.locator("main [name=answer][value=qualified]").check()
    year.send(reason="经核对，研究确为三项。")
    year.look("经核对，研究确为三项。", "合格")

    year.enter(CENTRE_ADMIN, "/workspace/network/assessments/")
    year.press("main tbody a")
    year.open("解除警示")
    year.press("main form:has([name=reason]) button[type=submit]")
    year.look("警示")
    assert state(year) == "active"


def hand_over(year) -> None:
    """The coordinator proposes, the administrator confirms; from the first day on the successor has the tasks."""
    year.enter(HOSPITAL_COORDINATOR, "/workspace/account/")
    year.open("成员单位联络员")
    year.open("交接")
    year.look("请填写并提交签发")
    year.page.locator("[name=successor]").select_option(label=SUCCESSOR)
    year.send(first_day=(clock.today() + timedelta(days=5)).isoformat(), reason="调任")

    year.enter(HOSPITAL_ADMIN)
    year.press("main .task a:has-text('交接')")
    year.look(SUCCESSOR)
    year.step("confirm")
    year.look()


def tasks(year, role: str) -> list[str]:
    """What waits for somebody, by the titles in the inbox."""
    year.enter(role)
    return year.page.locator("main .task a").all_inner_texts()


def test_a_year_of_one_hospital(year):
    confirm(year)

    clock.move_to(ASSESSED)
    beats.run("network.confirmations")
    job_runner.run_waiting()
    assess(year)
    warn(year)
    appeal(year)

    clock.move_to(ANSWERED)
    restore(year)
    waiting = tasks(year, HOSPITAL_COORDINATOR)
    assert len(waiting) > 0 and tasks(year, INVESTIGATOR) == []
    hand_over(year)
    assert tasks(year, INVESTIGATOR) == []

    clock.advance(days=5)
    assert tasks(year, INVESTIGATOR) == waiting
    year.look("2027")
    assert tasks(year, HOSPITAL_COORDINATOR) == []
