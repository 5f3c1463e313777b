"""People at work: each desk does the next sensible thing with what is on it, and knows what its answer promises.

An act counts what it should bring about (entries of the logbook, rows) before and after. One that was answered has
done it exactly once. One whose connection was lost is sent again when the site is back, as a person would do; where
the form bears a version or a token it has then been done exactly once, too.
"""

import random
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import override
from pypdf.generic import NameObject, StreamObject

from access import jobs
from access.actor import Actor
from access.forms.invitation_list import template_columns
from access.models import Invitation, Job, LogEntry
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, INVESTIGATOR, ROLES
from network.membership_enums import ApplicationState, MembershipState
from network.models import Membership, MembershipApplication
from office.models import Attachment, StandingDocument
from tests.factories.membership import Cast, waiting_signoff
from tests.factories.papers import pdf_with
from tests.factories.people import PASSWORD
from tests.faults import works
from tests.faults.client import Browser, Lost
from tests.faults.site import Site
from tools import sheets
from tools.identifiers import new_token

SECTIONS = {
    "unit": {"confirmed": "on", "note": "无变化"},
    "role": {"studies": "多中心研究", "cases_per_year": "120", "primary_units": "8"},
}
FACTS = {"kind": "licence", "issuer": "卫生健康委员会", "valid_from": "2020-01-01", "valid_to": ""}
PEOPLE = 20


def scan(chance: random.Random) -> bytes:
    """A PDF of some megabytes, each time another one."""

    def with_picture(writer) -> None:
        picture = StreamObject()
        picture.set_data(chance.randbytes(chance.randint(2, 5) << 20))
        writer.pages[0][NameObject("/Thumb")] = writer._add_object(picture)

    return pdf_with(with_picture)


@dataclass
class Act:
    """One request: what it is called, how it is sent, what it counts, and whether it may be sent twice without harm."""

    name: str
    send: Callable[[], int]
    count: Callable[[], int]
    once: bool = True
    worth: int = 1


@dataclass
class Tally:
    """What was done, what was lost, and what turned out wrong."""

    done: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)


class Desk(ABC):
    """Somebody's work with one thing; subclasses say what comes next."""

    def __init__(self, site: Site, seed: str):
        self.site, self.chance, self.tally = site, random.Random(seed), Tally()
        self.browsers: dict[object, Browser] = {}

    def as_(self, user) -> Browser:
        """The person's browser, signed in at its first use."""
        if user.pk not in self.browsers:
            browser = Browser(self.site.address)
            browser.sign_in(user.username, PASSWORD)
            self.browsers[user.pk] = browser
        return self.browsers[user.pk]

    def work(self) -> None:
        """Do one act, and note whether its promise was kept."""
        try:
            act = self.next()
        except Lost:  # while somebody signed in
            self.site.up.wait()
            return
        before, lost, status = act.count(), 0, None
        while status is None and (act.once or not lost):
            try:
                status = act.send()
            except Lost:
                lost += 1
                self.site.up.wait()
        self._note(act, act.count() - before, lost, status)

    def _note(self, act: Act, done: int, lost: int, status: int | None) -> None:
        self.tally.lost += lost
        self.tally.done += done == act.worth
        kept = done == act.worth or (status is None and done == 0)
        if not kept or (status or 0) >= 500:
            self.tally.wrong.append(f"{act.name}: {done} of {act.worth} done, {lost} times lost, answer {status}")

    @abstractmethod
    def next(self) -> Act:
        """The next act."""


def entries(thing, verb: str) -> Callable[[], int]:
    """Counts what the logbook says that was done with a thing."""
    rows = LogEntry.objects.filter(object_type=thing._meta.label_lower, object_id=thing.pk, verb=verb)
    return lambda: rows.all().count()


class ApplicationDesk(Desk):
    """One application between hospital and centre, which is filled in, handed in, returned, and filled in again."""

    def __init__(self, site, application: MembershipApplication, cast: Cast):
        super().__init__(site, application.number)
        self.key, self.cast = application.pk, cast

    def next(self) -> Act:
        """What the state allows, by whoever may."""
        thing = MembershipApplication.objects.get(pk=self.key)
        choices = {
            ApplicationState.AWAITING_SIGNOFF: [self._sign, self._sign, self._send_back, self._take_back],
            ApplicationState.SUBMITTED: [self._check, self._return],
            ApplicationState.UNDER_REVIEW: [self._return],
        }
        filling_in = [self._section, self._section, self._paper, self._paper, self._withdraw, self._hand_in]
        return self.chance.choice(choices.get(thing.state, filling_in))(thing)

    def _form(self, role: str, name: str, thing, verb: str, args=(), **fields) -> Act:
        browser, path = self.as_(self.cast.people[role]), reverse(name, args=args or [thing.uid])
        posted = {"version": thing.version, "token": new_token()[:40]} | fields
        return Act(verb, lambda: browser.post(path, posted), entries(thing, verb))

    def _section(self, thing) -> Act:
        code = self.chance.choice(list(SECTIONS))
        stored = thing.sections.get(code=code)
        verb = "application.section_saved"
        fields = SECTIONS[code] | {"version": stored.version}
        return self._form(
            HOSPITAL_COORDINATOR, "network:application_section", thing, verb, [thing.uid, code], **fields
        )

    def _paper(self, thing) -> Act:
        browser = self.as_(self.cast.people[HOSPITAL_COORDINATOR])
        path, content = reverse("network:application_paper", args=[thing.uid]), scan(self.chance)
        return Act(
            "attachment.added",
            lambda: browser.upload(path, {"kind": "other"}, "file", "扫描.pdf", content),
            entries(thing, "attachment.added"),
            once=False,
        )

    def _withdraw(self, thing) -> Act:
        paper = Attachment.objects.of(thing).current().filter(kind="other").first()
        if paper is None:
            return self._paper(thing)
        args = [thing.uid, paper.uid]
        verb = "attachment.withdrawn"
        return self._form(HOSPITAL_COORDINATOR, "network:withdraw_application_paper", thing, verb, args)

    def _hand_in(self, thing) -> Act:
        step = {"action": "request_signoff"}
        return self._form(
            HOSPITAL_COORDINATOR, "network:application_step", thing, "application.request_signoff", **step
        )

    def _take_back(self, thing) -> Act:
        step = "take_back_again" if thing.submitted_at else "take_back"
        return self._form(HOSPITAL_COORDINATOR, "network:application_step", thing, f"application.{step}", action=step)

    def _sign(self, thing) -> Act:
        return self._form(HOSPITAL_ADMIN, "network:signoff", waiting_signoff(thing), "signoff.sign", action="sign")

    def _send_back(self, thing) -> Act:
        step = {"action": "return", "reason": "请补充"}
        return self._form(HOSPITAL_ADMIN, "network:signoff", waiting_signoff(thing), "signoff.return", **step)

    def _check(self, thing) -> Act:
        step = {"action": "pass_formal_check"}
        return self._form(CENTRE_ADMIN, "network:application_step", thing, "application.pass_formal_check", **step)

    def _return(self, thing) -> Act:
        return self._form(CENTRE_ADMIN, "network:return_application", thing, "application.return", unit="请补充")


class MembershipDesk(Desk):
    """One member that is warned, suspended and reinstated by the centre's director."""

    STEPS = {
        MembershipState.ACTIVE: ("warn", "suspend"),
        MembershipState.WARNED: ("suspend", "reinstate"),
        MembershipState.SUSPENDED: ("reinstate",),
    }

    def __init__(self, site, member: Membership, director):
        super().__init__(site, member.number)
        self.key, self.director = member.pk, director

    def next(self) -> Act:
        """A step out of the state."""
        thing = Membership.objects.get(pk=self.key)
        step = self.chance.choice(self.STEPS[thing.state])
        posted = {"action": step, "reason": "年度检查", "version": thing.version, "token": new_token()[:40]}
        path, browser = reverse("network:membership_step", args=[thing.uid]), self.as_(self.director)
        return Act(f"membership.{step}", lambda: browser.post(path, posted), entries(thing, f"membership.{step}"))


class OfficeDesk(Desk):
    """A hospital's administrator: documents for the shelf, tables of people, jobs."""

    def __init__(self, site, user, auditor):
        super().__init__(site, user.username)
        self.user, self.auditor, self.number = user, auditor, 0

    def next(self) -> Act:
        """One of the three."""
        self.number += 1
        return self.chance.choice([self._document, self._people, self._job, self._job, self._check])()

    def _document(self) -> Act:
        number, content = f"DOC-{self.number}", scan(self.chance)
        browser, path = self.as_(self.user), reverse("office:add_standing_document")
        return Act(
            "standing_document.added",
            lambda: browser.upload(path, FACTS | {"number": number}, "file", "证照.pdf", content),
            lambda: StandingDocument.objects.filter(number=number).count(),
        )

    def _people(self) -> Act:
        prefix, browser = f"新同事{self.number}-", self.as_(self.user)
        with override("zh-hans"):
            rows = [[f"{prefix}{n}", str(ROLES[INVESTIGATOR]), "", "", None] for n in range(PEOPLE)]
            table = sheets.write_xlsx("x", template_columns(), rows)

        def send() -> int:
            shown = browser.upload(reverse("access:invite_list"), {}, "file", "名单.xlsx", table)
            if shown != 200:  # whoever was invited already is not invited again
                return shown
            people = browser.value_of("people")
            return browser.post(reverse("access:invite_list_confirm"), {"people": people})

        return Act(
            "invitations", send, lambda: Invitation.objects.filter(name__startswith=prefix).count(), worth=PEOPLE
        )

    def _job(self) -> Act:
        name = self.chance.choice([works.NAME] * 4 + [works.FAILING])

        def send() -> int:
            jobs.start(name, by=Actor.of(self.user), max_attempts=4)
            return 302

        return Act(name, send, Job.objects.filter(name=name).count)

    def _check(self) -> Act:
        browser, rows = self.as_(self.auditor), Job.objects.filter(name="logbook.verify")
        return Act(
            "logbook.verify",
            lambda: browser.post(reverse("access:check_logbook"), {}),
            lambda: rows.all().count(),
            once=False,
        )
