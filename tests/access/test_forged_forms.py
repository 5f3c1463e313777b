"""Forged, replayed and outdated forms over HTTP: a sentence that says what to do, nothing changed, never a crash."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from access.enums import EntryKind
from access.models import LogEntry
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import reviews
from network.models import Agreement, Membership, MembershipApplication, MembershipExit, SignOff, SiteVisit
from office.models import Attachment
from tests.factories import exits as leave
from tests.factories import membership as path

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_path")]

TERM = {"term_from": "2026-03-05", "term_to": "2029-03-04"}


class Form:
    """One versioned form: who sends it, where to, with what, and the thing that it would change."""

    def __init__(self, name: str, role: str, data: dict, make, what=MembershipApplication):
        self.name, self.role, self.data, self.make, self.what = name, role, data, make, what

    def __repr__(self) -> str:
        return f"{self.name} {self.data.get('action', '')}".strip()

    def prepare(self, client, steps):
        """The thing in the state in which the form is shown, its address, and the data as a browser sends them."""
        cast, made = steps.get(self.make.__name__) or self._beyond(*steps["joined"])
        thing = path.waiting_signoff(made) if self.what is SignOff else made
        client.force_login(cast.people[self.role])
        data = {key: value(cast, thing) if callable(value) else value for key, value in self.data.items()}
        return cast, thing, reverse(self.name, args=[thing.uid]), data | {"version": thing.version, "token": "form"}

    def _beyond(self, cast, member):
        """What comes after joining."""
        return cast, self.make(cast, member)


def _leaving(cast, member):
    """The membership's exit, begun by the centre."""
    return leave.begun(cast, member)


def _settled(cast, member):
    """The same with a disposition for everything."""
    return leave.settled(cast, _leaving(cast, member))


def _visited(cast, member):
    """A visit that is planned."""
    return leave.visit(cast, member)


def _last_day(_cast, thing) -> str:
    return thing.last_day.isoformat()


FORMS = [
    Form("network:application_step", HOSPITAL_COORDINATOR, {"action": "request_signoff"}, path.filled_in),
    Form("network:application_step", HOSPITAL_COORDINATOR, {"action": "withdraw", "reason": "x"}, path.started),
    Form("network:application_step", HOSPITAL_COORDINATOR, {"action": "take_back"}, path.handed_in),
    Form("network:application_step", CENTRE_ADMIN, {"action": "pass_formal_check"}, path.submitted),
    Form("network:return_application", CENTRE_ADMIN, {"unit": "补充"}, path.submitted),
    Form("network:decide_application", CENTRE_DIRECTOR, TERM | {"tier": lambda c, t: c.tier.pk}, path.under_review),
    Form("network:decline_application", CENTRE_DIRECTOR, {"reason": "病例不足"}, path.under_review),
    Form("network:signoff", HOSPITAL_ADMIN, {"action": "sign"}, path.handed_in, SignOff),
    Form("network:signoff", HOSPITAL_ADMIN, {"action": "return", "reason": "补充"}, path.handed_in, SignOff),
    Form(
        "network:agreement_step", CENTRE_ADMIN, {"action": "refuse_hospital", "reason": "模糊"}, path.sealed, Agreement
    ),
    Form("network:confirm_agreement", CENTRE_DIRECTOR, {"code": lambda c, t: t.check_code}, path.sealed, Agreement),
    Form("network:membership_step", CENTRE_DIRECTOR, {"action": "warn", "reason": "整改"}, path.joined, Membership),
    Form("network:warn_membership", CENTRE_DIRECTOR, {"reason": "整改", "days": "15"}, path.joined, Membership),
    Form("network:suspend_membership", CENTRE_DIRECTOR, {"reason": "整改", "days": "15"}, path.joined, Membership),
    Form("network:exit_step", CENTRE_DIRECTOR, {"action": "drop", "reason": "留任"}, _leaving, MembershipExit),
    Form("network:complete_exit", CENTRE_DIRECTOR, {"last_day": _last_day}, _settled, MembershipExit),
    Form("network:visit_step", CENTRE_ADMIN, {"action": "cancel", "reason": "改期"}, _visited, SiteVisit),
]
FORGED_VERSIONS = ["x", "1\0"]
each_form = pytest.mark.parametrize("form", FORMS, ids=repr)


def _trace(thing) -> tuple:
    """What would tell that something was changed."""
    fresh = type(thing)._base_manager.get(pk=thing.pk)
    return fresh.state, fresh.version, LogEntry.objects.filter(kind=EntryKind.ACT).count()


def _sentences(answer) -> str:
    """What the person reads: messages after a redirect, or the page itself."""
    shown = [str(message) for message in answer.context["messages"]]
    for name in ("form", "code_form", "paper_form", "copies_form"):
        shown += [error for errors in getattr(answer.context.get(name), "errors", {}).values() for error in errors]
    shown += [str(answer.context.get("reason") or "")]
    return " ".join(shown).strip()


@each_form
def test_the_form_works_when_it_is_sent_as_shown(client, steps, form):
    _cast, thing, url, data = form.prepare(client, steps)
    state, version, _entries = _trace(thing)

    answer = client.post(url, data)

    assert answer.status_code == 302
    fresh = type(thing)._base_manager.get(pk=thing.pk)
    assert (fresh.state != state, fresh.version) == (True, version + 1)


@each_form
def test_a_version_that_is_none_or_another_gets_a_sentence(client, steps, form):
    _cast, thing, url, data = form.prepare(client, steps)
    before = _trace(thing)
    del data["version"]

    for version in (None, *FORGED_VERSIONS, thing.version - 1, thing.version + 1):
        answer = client.post(url, data if version is None else data | {"version": version}, follow=True)

        assert answer.status_code in (200, 409, 422), version
        assert _sentences(answer), version
        assert _trace(thing) == before, version


@pytest.mark.both
@each_form
def test_a_form_sent_twice_counts_once(client, steps, form):
    _cast, thing, url, data = form.prepare(client, steps)
    client.post(url, data)
    before = _trace(thing)

    answer = client.post(url, data, follow=True)

    assert answer.status_code in (200, 409, 422)
    assert _trace(thing) == before


@each_form
def test_a_token_of_another_form_gets_a_sentence(client, steps, form):
    other = path.cast()
    used = path.started(other)
    client.force_login(other.people[HOSPITAL_COORDINATOR])
    client.post(
        reverse("network:application_step", args=[used.uid]),
        {"action": "withdraw", "reason": "x", "version": 1, "token": "form"},
    )
    _cast, thing, url, data = form.prepare(client, steps)
    before = _trace(thing)

    answer = client.post(url, data, follow=True)

    assert _sentences(answer)
    assert _trace(thing) == before


@pytest.mark.both
@each_form
def test_strange_signs_in_a_token_or_reason_do_no_harm(client, steps, form):
    _cast, thing, url, data = form.prepare(client, steps)
    strange = {"token": "\0" + "长" * 500, "reason": "原因\0'\"<b>\u202e😀"}

    answer = client.post(url, data | {key: strange[key] for key in strange if key == "token" or key in data})

    assert answer.status_code in (302, 422)


@pytest.mark.parametrize("role", [HOSPITAL_COORDINATOR, HOSPITAL_ADMIN, CENTRE_ADMIN])
def test_a_step_that_the_page_does_not_offer_is_not_taken(client, steps, role):
    cast, application = steps["submitted"]
    before = _trace(application)
    client.force_login(cast.people[role])

    for action in ("admit", "complete", "submit", "decline", "return", "", "__class__", "draft", "\0"):
        data = {"action": action, "version": application.version}
        answer = client.post(reverse("network:application_step", args=[application.uid]), data)

        assert answer.status_code == 302, action
        assert _trace(application) == before, action


def test_a_step_of_another_state_gets_a_sentence(client, steps):
    cast, application = steps["under_review"]
    before = _trace(application)
    client.force_login(cast.people[CENTRE_ADMIN])

    answer = client.post(
        reverse("network:application_step", args=[application.uid]),
        {"action": "pass_formal_check", "version": application.version},
        follow=True,
    )

    assert str(application.get_state_display()) in _sentences(answer)
    assert _trace(application) == before


def test_the_sentence_names_who_was_faster(client, steps):
    cast, application = steps["submitted"]
    seen = application.version
    reviews.pass_formal_check(application, expected=seen, by=cast.actor(CENTRE_ADMIN))
    client.force_login(cast.people[CENTRE_ADMIN])

    answer = client.post(
        reverse("network:return_application", args=[application.uid]), {"unit": "补充", "version": seen}, follow=True
    )

    assert cast.people[CENTRE_ADMIN].name in _sentences(answer)


@pytest.mark.parametrize(
    ("kind", "upload"),
    [
        ("licence", SimpleUploadedFile("a.pdf", b"MZ\x90\x00 no pdf")),
        ("licence", SimpleUploadedFile("a.pdf", b"")),
        ("licence", None),
        ("hospital_copy", path.pdf()),
        ("", path.pdf()),
        ("x\0", path.pdf()),
    ],
)
def test_a_paper_of_a_wrong_kind_gets_a_sentence(client, steps, kind, upload):
    cast, application = steps["started"]
    client.force_login(cast.people[HOSPITAL_COORDINATOR])
    data = {"kind": kind} | ({"file": upload} if upload else {})

    answer = client.post(reverse("network:application_paper", args=[application.uid]), data, follow=True)

    assert _sentences(answer)
    assert not Attachment.objects.of(application).exists()


def test_what_was_handed_in_stays_as_it_was(client, steps):
    cast, application = steps["submitted"]
    paper = Attachment.objects.of(application).first()
    client.force_login(cast.people[HOSPITAL_COORDINATOR])
    before = _trace(application)

    answers = [
        client.post(
            reverse("network:application_paper", args=[application.uid]),
            {"kind": "other", "file": path.pdf()},
            follow=True,
        ),
        client.post(reverse("network:withdraw_application_paper", args=[application.uid, paper.uid]), follow=True),
        client.post(reverse("network:application_waiver", args=[application.uid]), {"reason": "x"}, follow=True),
    ]

    assert all(str(application.get_state_display()) in _sentences(answer) for answer in answers)
    assert _trace(application) == before
    assert Attachment.objects.of(application).current().count() == 2
