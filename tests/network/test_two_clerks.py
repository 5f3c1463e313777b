"""Two clerks at one thing, each with an own browser: the second is told who changed what and when; nothing is lost."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from access.actor import Actor
from access.enums import EntryKind
from access.models import LogEntry
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import memberships
from tests.factories import exits as make
from tests.factories import membership as path
from tests.network.reading import text
from tools import clock

pytestmark = pytest.mark.django_db
TYPED = "第二位经办人写下的理由，不应丢失"


@dataclass
class Desk:
    """One page with a step: who sends it first and second, with what, and where the second one's text stands."""

    page: str
    make: object
    first: tuple[str, dict]
    second: tuple[str, dict]
    other_page: str = ""
    keeps: str = TYPED
    follow: bool = False

    def __repr__(self) -> str:
        return f"{self.page} {self.second[1].get('action', '')}".strip()


def returnable(cast):
    return path.submitted(cast)


def decidable(cast):
    return path.under_review(cast)


def sealed(cast):
    from tests.network.agreement_steps import seal

    return seal(path.admitted(cast), cast, "hospital")


def exit_begun(cast):
    return make.begun(cast, path.joined(cast))


def exit_settled(cast):
    return make.settled(cast, exit_begun(cast))


def visit(cast):
    return make.visit(cast, path.joined(cast))


def measure(cast):
    return make.warned(cast, path.joined(cast))


def reason(**more) -> dict:
    return {"reason": TYPED} | more


TODAY = clock.today().isoformat()
DIRECTOR_DECLINES = (CENTRE_DIRECTOR, {"reason": "先办"})
REPORT = {"beds": "met", "ethics": "met", "outcome": "fit"}
DESKS = [
    Desk("return_application", returnable, (CENTRE_ADMIN, {"unit": "先退"}), (CENTRE_ADMIN, {"department": TYPED})),
    Desk("decline_application", decidable, DIRECTOR_DECLINES, (CENTRE_ADMIN, reason())),
    Desk(
        "decide_application",
        decidable,
        DIRECTOR_DECLINES,
        (CENTRE_ADMIN, reason(choose_tier=True)),
        "decline_application",
    ),
    Desk(
        "application_step",
        returnable,
        (CENTRE_ADMIN, {"action": "pass_formal_check"}),
        (HOSPITAL_ADMIN, reason(action="withdraw_submitted")),
        follow=True,
    ),
    Desk(
        "agreement_step",
        sealed,
        (CENTRE_DIRECTOR, {"action": "refuse_hospital", "reason": "先退"}),
        (CENTRE_ADMIN, reason(action="refuse_hospital")),
        follow=True,
    ),
    Desk(
        "warn_membership", path.joined, (CENTRE_ADMIN, {"reason": "先", "days": 9}), (CENTRE_DIRECTOR, reason(days=9))
    ),
    Desk(
        "suspend_membership",
        path.joined,
        (CENTRE_ADMIN, {"reason": "先", "days": 9}),
        (CENTRE_DIRECTOR, reason(days=9)),
        "warn_membership",
    ),
    Desk(
        "reinstate_membership",
        lambda cast: memberships.warn(path.joined(cast), reason="x", expected=1, by=cast.actor(CENTRE_ADMIN)),
        (CENTRE_ADMIN, {"reason": "先"}),
        (CENTRE_DIRECTOR, reason()),
    ),
    Desk(
        "end_membership",
        path.joined,
        (CENTRE_ADMIN, {"reason": "先", "days": 9}),
        (CENTRE_DIRECTOR, reason(kind="revoked", last_day=TODAY)),
        "warn_membership",
    ),
    Desk(
        "ask_exit",
        path.joined,
        (CENTRE_ADMIN, {"reason": "先", "days": 9}),
        (HOSPITAL_COORDINATOR, reason(last_day=TODAY)),
        "warn_membership",
    ),
    Desk("settle_exit", exit_begun, (CENTRE_ADMIN, {"choose": "先"}), (HOSPITAL_ADMIN, {"choose": TYPED})),
    Desk(
        "complete_exit",
        exit_settled,
        (CENTRE_ADMIN, {"action": "drop", "reason": "先"}),
        (CENTRE_DIRECTOR, {"last_day": TODAY}),
        "exit_step",
        keeps=TODAY,
    ),
    Desk(
        "exit_step",
        exit_begun,
        (CENTRE_ADMIN, {"action": "drop", "reason": "先"}),
        (CENTRE_DIRECTOR, reason(action="drop")),
        follow=True,
    ),
    Desk(
        "report_visit",
        visit,
        (CENTRE_DIRECTOR, {"action": "cancel", "reason": "先"}),
        (CENTRE_ADMIN, REPORT | {"conclusion": TYPED}),
        "visit_step",
    ),
    Desk(
        "visit_step",
        visit,
        (CENTRE_ADMIN, REPORT | {"conclusion": "先"}),
        (CENTRE_DIRECTOR, reason(action="cancel")),
        "report_visit",
        follow=True,
    ),
    Desk(
        "plan_membership_visit",
        path.joined,
        (CENTRE_ADMIN, {"reason": "先", "days": 9}),
        (CENTRE_DIRECTOR, {"planned_on": TODAY, "visitors": TYPED}),
        "warn_membership",
    ),
]


def _data(desk_data: dict, thing, version: int, token: str) -> dict:
    """What a browser sends; settling chooses for every open matter with a note."""
    data = dict(desk_data)
    if "choose" in data:
        note = data.pop("choose")
        from network import exits

        for source, item in exits.open_items(thing.membership):
            name = f"{source.code}-{item.key}"
            data |= {name: item.choices[0].code, f"{name}-note": note}
    if data.pop("choose_tier", False):
        end = clock.today() + timedelta(days=400)
        data |= {"tier": thing.tier_id, "term_from": TODAY, "term_to": end.isoformat()}
    return data | {"version": version, "token": token}


def _client(user) -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.parametrize("desk", DESKS, ids=repr)
def test_the_second_is_told_who_was_first_and_keeps_the_text(desk):
    cast = path.cast()
    make.checklist()
    thing = desk.make(cast)
    version = thing.version
    url = reverse(f"network:{desk.page}", args=[thing.uid])
    first_url = reverse(f"network:{desk.other_page or desk.page}", args=[thing.uid])
    second = _client(cast.people[desk.second[0]])
    if not desk.follow:
        assert second.get(url).status_code == 200  # both have opened the page
    answer = _client(cast.people[desk.first[0]]).post(first_url, _data(desk.first[1], thing, version, "first"))
    assert answer.status_code == 302, text(answer)
    state = type(thing)._base_manager.filter(pk=thing.pk).values().get()
    entries = LogEntry.objects.filter(kind=EntryKind.ACT).count()

    answer = second.post(url, _data(desk.second[1], thing, version, "second"), follow=desk.follow)

    assert answer.status_code == (200 if desk.follow else 409)
    page = text(answer)
    name = Actor.of(cast.people[desk.first[0]]).label
    assert f"{name} changed this at {clock.today().isoformat()}" in page
    assert desk.keeps in page
    assert type(thing)._base_manager.filter(pk=thing.pk).values().get() == state
    assert LogEntry.objects.filter(kind=EntryKind.ACT).count() == entries


def test_an_answer_to_a_measure_is_kept_when_a_colleague_was_faster():
    cast = path.cast()
    thing = measure(cast)
    second = _client(cast.people[HOSPITAL_ADMIN])
    form = {"version": thing.version, "token": "t"}
    _client(cast.people[HOSPITAL_COORDINATOR]).post(thing.get_absolute_url(), form | {"answer": "先"})

    answer = second.post(thing.get_absolute_url(), form | {"answer": TYPED})

    assert answer.status_code == 409
    assert TYPED in text(answer)
    thing.refresh_from_db()
    assert thing.answer == "先"


def test_once_told_the_same_text_may_be_sent_again():
    cast = path.cast()
    member = path.joined(cast)
    second = _client(cast.people[CENTRE_DIRECTOR])
    url = reverse("network:suspend_membership", args=[member.uid])
    form = {"reason": TYPED, "days": 9, "version": member.version, "token": "second"}
    memberships.warn(member, reason="先", expected=member.version, by=cast.actor(CENTRE_ADMIN))
    answer = second.post(url, form)
    assert answer.context["version"] == member.version

    second.post(url, form | {"version": answer.context["version"]})

    member.refresh_from_db()
    assert member.state == "suspended"


def test_a_reason_with_a_resident_number_is_not_shown_again():
    cast = path.cast()
    application = path.submitted(cast)
    number = "11010519491231002X"
    client = _client(cast.people[HOSPITAL_ADMIN])
    form = {"action": "withdraw_submitted", "reason": f"身份证 {number}", "version": application.version, "token": "t"}
    answer = client.post(reverse("network:application_step", args=[application.uid]), form, follow=True)

    assert number not in text(answer)
    application.refresh_from_db()
    assert application.state == "submitted"
