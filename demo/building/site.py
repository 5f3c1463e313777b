"""The public site of the demonstration: its sections, the action plan, and announcements."""

from datetime import date, timedelta
from io import StringIO

from django.core.management import call_command
from django.utils.html import escape

from cms.domain import centre_sections
from cms.domain import site as public_site
from cms.models import AnnouncementIndexPage, AnnouncementPage, HomePage, PageView
from demo.building.agenda import Agenda
from demo.building.cases import Case
from demo.building.centres import Centres
from demo.building.people import People
from demo.building.workdays import work_day
from demo.files import Script
from tools import clock
from tools.chinese import date_text

HEADING = "# "


class PublicSite:
    """Builds the site and publishes what the script announces, in the name of the section's editor."""

    def __init__(self, script: Script, people: People, centres: Centres, as_of: date):
        self.script, self.people, self.centres, self.as_of = script, people, centres, as_of

    def open(self) -> None:
        """The site itself, with the action plan as its first announcement."""
        public_site.build_site(None, by=self.people.system())
        call_command("import_action_plan", verbosity=0, stdout=StringIO())

    def open_section(self, slug: str) -> None:
        """A centre's section."""
        centre_sections.build_section(self.centres[slug].centre, by=self.people.system())

    def put_down(self, agenda: Agenda, cases: list[Case]) -> None:
        """Put all announcements into the agenda."""
        for row in self.script.announcements["announcements"]:
            if row.get("centre", "") in ("", *self.script.centres):
                agenda.add(self._moment(row["days_ago"]), self.announce, row)
        last_day = self.as_of - timedelta(days=1)
        agenda.add(clock.moment(last_day) + timedelta(hours=18), self.welcome, cases)

    def _moment(self, days_ago: int):
        day = work_day(self.as_of - timedelta(days=days_ago))
        return clock.moment(day) + timedelta(hours=10, minutes=days_ago % 60)

    def announce(self, row: dict) -> None:
        """Publish one announcement of the script."""
        facts = {"year": self.as_of.year, "last_year": self.as_of.year - 1}
        slug = row.get("centre", "")
        if slug:
            led = self.centres[slug]
            facts |= {"centre": led.centre.name_zh, "network": led.network.name_zh}
        self._publish(row, slug, facts, clock.today())

    def welcome(self, cases: list[Case]) -> None:
        """One piece of news for the newest member of each of some centres."""
        joined = [case for case in cases if case.membership is not None and not case.leaves_as]
        joined.sort(key=lambda case: (case.membership.valid_from, case.name), reverse=True)
        newest = {case.centre: case for case in reversed(joined)}
        template = self.script.announcements["joined"]
        chosen = sorted(newest.values(), key=lambda case: (case.membership.valid_from, case.name), reverse=True)
        for case in chosen[: template["count"]]:
            member = case.membership
            facts = {
                "hospital": self.script.hospitals[case.hospital].name_zh,
                "network": member.network.name_zh,
                "centre": self.centres[case.centre].centre.name_zh,
                "tier": member.tier.name_zh,
                "number": member.number,
                "date": date_text(member.valid_from, "zh-hans"),
            }
            self._publish(template, case.centre, facts, member.valid_from)

    def _publish(self, row: dict, slug: str, facts: dict, day: date) -> None:
        words = {name: row.get(name, "").format(**facts) for name in ("title", "summary", "issuer", "source")}
        words["document_number"] = row.get("document_number", "").format(**facts)
        page = AnnouncementPage(
            slug=row["slug"].format(**facts).lower(),
            column=row["column"],
            published_on=day,
            body=[_block(text.format(**facts)) for text in row["body"]],
            live=False,
            **words,
        )
        editor = self.people.account(f"{slug}-editor" if slug else "science-officer")
        self._index(slug).add_child(instance=page)
        page.save_revision(user=editor).publish(user=editor)
        PageView.objects.create(page=page, day=day, count=row.get("views", 0))

    def _index(self, slug: str) -> AnnouncementIndexPage:
        section = self.centres[slug].centre.page if slug else HomePage.objects.get()
        return AnnouncementIndexPage.objects.child_of(section).get()


def _block(text: str) -> tuple:
    if text.startswith(HEADING):
        return "heading", {"text": text.removeprefix(HEADING), "level": "h2"}
    return "paragraph", f"<p>{escape(text)}</p>"
