"""Rows are written by verbs, and every verb has its actor, its permission and its entry in the logbook."""

import importlib
import textwrap

import pytest

from access import lifecycle, logbook
from access.permissions import PERMISSIONS
from access.verbs import VERBS, verb
from tests.guards import rules_verbs as rules
from tests.guards.repository import HOUSES, texts
from tests.guards.rules_urls import stale_reasons
from tests.guards.verb_parts import PARTS

# Where rows are written outside domain/, and why.
ELSEWHERE = {
    "access/beats.py": "regular works of the system: when they are due and who runs them",
    "access/delivery/outbox.py": "messages, written beside the news and by the worker that sends them",
    "config/backups/files.py": "files of a backup, put back into their storage",
    "office/files/pictures.py": "saves pictures into memory, no rows",
    "access/generation.py": "how often public data has changed: follows from what verbs did",
    "access/delivery/digests.py": "digests, planned beside the messages of single news",
    "access/forms/channels.py": "a person's own preferences",
    "access/job_backend.py": "the queue, through the framework's interface",
    "access/job_runner.py": "the queue: taken, given back and ended by workers",
    "access/jobs.py": "the queue, written beside a verb's main work",
    "access/reminders.py": "up to which point people were reminded of a task",
    "access/drafts.py": "a person's own typing",
    "access/grants.py": "the one module that knows the library of grants; called by verbs",
    "access/inbox.py": "tasks and news, written beside a verb's main work",
    "access/lifecycle.py": "the engine that verbs call",
    "access/sealing/chain.py": "seals of the logbook, made each minute: nobody's decision",
    "access/sealing/heads.py": "that a head of the logbook left the machine",
    "access/views/inbox.py": "which of the own news were read",
}
# tools/ knows no models; demo/ is a story told before anybody is there, with accounts made by hand.
WRITING_HOUSES = tuple(house for house in HOUSES if house not in {"tools", "demo"})
DOMAIN = tuple(f"{house}/domain/*.py" for house in HOUSES)


def _import_domains() -> None:
    for path, _text in texts(*DOMAIN):
        importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))


def _verbs():
    _import_domains()
    return sorted((entry for entry in VERBS.values() if not entry.name.startswith("tests.")), key=lambda e: e.name)


def test_what_writes_in_a_domain_is_a_verb_or_part_of_one():
    found = [line for path, text in texts(*DOMAIN) for line in rules.writers_that_are_no_verbs(path, text)]
    writers = {line.rsplit(": ", 1)[0] for line in found}

    assert sorted(writers - set(PARTS)) == []
    assert stale_reasons(PARTS, writers) == []


def test_nothing_else_writes_rows():
    patterns = [f"{house}/*.py" for house in WRITING_HOUSES]
    found = [
        line
        for path, text in texts(*patterns, without=("*/domain/*", "*/migrations/*"))
        for line in rules.writes(path, text)
    ]

    assert [line for line in found if line.split(":")[0] not in ELSEWHERE] == []
    assert stale_reasons(ELSEWHERE, {line.split(":")[0] for line in found}) == []


def test_parts_of_verbs_are_called_by_verbs_only():
    parts = {(entry.split("/")[-1].split(".")[0], entry.split(":")[1]) for entry in PARTS}
    # Reference data is brought in by a command, files that nobody names go by a command and by the clock,
    # and so does the order of tiers.
    free = {
        ("agreement_templates", "sync"),
        ("assessment_tables", "sync"),
        ("confirmation_rules", "sync"),
        ("orphans", "purge"),
        ("profile_confirmations", "sync"),
        ("site_visits", "sync_checklists"),
        ("tier_versions", "settle_order"),
    }
    patterns = [f"{house}/*.py" for house in HOUSES if house != "demo"]
    found = [
        line
        for path, text in texts(*patterns, without=("*/domain/*",))
        for line in rules.calls_of(path, text, parts - free)
    ]

    assert found == []


def test_there_are_verbs_in_every_house_that_has_people_in_it():
    assert {entry.name.split(".")[0] for entry in _verbs()} >= {"access", "office", "network"}
    assert len(_verbs()) > 30


@pytest.mark.parametrize("name", [entry.name for entry in _verbs()])
def test_each_verb_has_its_actor_its_permission_and_its_entry(name):
    entry = VERBS[name]

    assert ".domain." in name
    assert entry.permission is None or entry.permission in PERMISSIONS
    assert bool(entry.permission) != bool(entry.open_because)
    assert rules.signature_faults(name, entry.function.__wrapped__) == []
    assert rules.logs(entry.function, HOUSES), f"{name} never calls the logbook"


# Planted faults.

DOMAIN_TEXT = textwrap.dedent(
    """
    from network import things

    @verb(PERMISSION)
    def good(thing, *, by):
        thing.save()

    def {name}(thing, *, by):
        {body}

    def _part(thing):
        thing.delete()
    """
)


@pytest.mark.parametrize(
    "body",
    [
        "Thing.objects.create(name='x')",
        "Thing.objects.bulk_create([])",
        "Thing.objects.get_or_create(name='x')",
        "Thing.objects.filter(pk=1).update(name='x')",
        "thing.rows.update(name='x')",
        "thing.save(update_fields=['name'])",
        "thing.delete()",
        "_part(thing)",
        "[_part(one) for one in thing.all()]",
        "move(thing, 'x', by=by, expected=1)",
        "lifecycle.move(thing, 'x', by=by, expected=1)",
        "grants.give('x', by.user, thing, by=by)",
        "transaction.on_commit(lambda: thing.save())",
    ],
)
def test_a_writer_that_is_no_verb_is_found(body):
    text = DOMAIN_TEXT.format(name="stray", body=body)

    assert rules.writers_that_are_no_verbs("a/domain/b.py", text) == ["a/domain/b.py:stray: writes and is no verb"]


@pytest.mark.parametrize(
    "body",
    [
        "return Thing.objects.filter(name='x')",
        "digest.update(chunk)",
        "things.save(by)",
        "kwargs.setdefault('initial', {}).update(name='x')",
        "by.settings.update({'name': 'x'})",
    ],
)
def test_what_only_looks_like_writing_is_left_alone(body):
    text = DOMAIN_TEXT.format(name="quiet", body=body)

    assert rules.writers_that_are_no_verbs("a/domain/b.py", text) == []


def test_writing_in_a_view_is_found_with_its_line():
    text = "def view(request):\n    thing = found(request)\n    thing.save()\n"

    assert rules.writes("a/views/b.py", text) == ["a/views/b.py:3: view: save()"]


def test_a_part_of_a_verb_called_from_a_view_is_found():
    text = "def view(request):\n    agreements.issue(thing, by=request.actor)\n    agreements.NO_TEMPLATE\n"

    assert rules.calls_of("a/views/b.py", text, {("agreements", "issue")}) == [
        "a/views/b.py:2: agreements.issue is a part of a verb"
    ]


def _positional(thing, by):
    logbook.record(thing, by=by, verb="x")


def _without(thing):
    """Takes no actor."""


def _sound(thing, *, by):
    logbook.record(thing, by=by, verb="x")


def _by_a_helper(thing, *, by):
    return _sound(thing, by=by)


def _by_the_engine(thing, *, by):
    lifecycle.move(thing, "x", by=by, expected=1)


def _done_before(thing, *, by):
    logbook.nothing_changed()


def _silent(thing, *, by):
    """Reads the logbook, which is not writing it, and calls itself."""
    logbook.history(thing)
    _silent(thing, by=by)


def test_a_verb_without_a_keyword_only_actor_is_found():
    assert rules.signature_faults("x", _positional) == ["x: by is not keyword-only"]
    assert rules.signature_faults("x", _without) == ["x: takes no by"]
    assert rules.signature_faults("x", _sound) == []


@pytest.mark.parametrize("function", [_sound, _by_a_helper, _by_the_engine, _done_before])
def test_a_function_that_logs_by_whatever_way_is_known(function):
    assert rules.logs(function, ["tests"])


def test_a_silent_verb_is_found():
    assert not rules.logs(_silent, ["tests"])
    assert not rules.logs(verb(open_because="a test")(_silent), ["tests"])
    VERBS.pop(f"{__name__}._silent")
